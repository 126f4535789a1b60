import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { rules } from '../../../rules/index.js';
import { judged } from '../../../src/check/finding.js';
import { changedFiles, patchedFiles, type Overlay } from '../../../src/cli/fix/draft.js';
import { originalsBy } from '../../../src/cli/fix/originals.js';
import { patchOf } from '../../../src/cli/fix/patch.js';
import { fixInRounds, type Outcome } from '../../../src/cli/fix/rounds.js';
import type { Run } from '../../../src/cli/commands/run.js';
import { lint } from '../../../src/lint.js';
import type { Report } from '../../../src/report/report.js';

type Texts = ReadonlyMap<string, string>;

/** All of it in memory. */
async function fixed(texts: Texts): Promise<Outcome> {
  const open = (path: string): Uint8Array | string => (texts.has(path) ? new TextEncoder().encode(texts.get(path)) : 'there is no such file');
  const lintWith = async (overlay: Overlay): Promise<Run> => {
    const files = [...texts.keys()].map((path) => ({ path, bytes: overlay.get(path) ?? (open(path) as Uint8Array), explicit: true }));
    const report = await lint(files, rules, { rules: new Map(), strict: true, parameters: new Map() });
    return { report, namedRead: true, failed: false };
  };
  return fixInRounds(lintWith, originalsBy({ cwd: '/', piped: undefined, selects: () => true, open, placeOf: (path) => `/${path}` }));
}

const KMS = 'kms.amazonaws.com';
const sources = fc.shuffledSubarray([KMS, 'rdsdata.amazonaws.com', 'KMS.amazonaws.com']);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const basic = fc.record({ ReadWriteType: maybe(fc.constantFrom('All', 'ReadOnly', 'WriteOnly', 'all', 'readonly')), IncludeManagementEvents: maybe(fc.boolean()), ExcludeManagementEventSources: maybe(sources) });
const field = fc.oneof(
  fc.record({ Field: fc.constant('eventSource'), NotEquals: fc.shuffledSubarray([KMS, 's3.amazonaws.com'], { minLength: 1 }) }),
  fc.record({ Field: fc.constant('eventName'), NotEquals: fc.shuffledSubarray(['Decrypt', 'GenerateDataKey', 'AssumeRole'], { minLength: 1 }) }),
  fc.record({ Field: fc.constant('readOnly'), Equals: fc.constantFrom(['true'], ['false']) }),
  fc.record({ Field: fc.constant('eventSource'), Equals: fc.constantFrom([KMS], ['s3.amazonaws.com']) }),
);
const advanced = fc.record({ FieldSelectors: fc.array(field, { maxLength: 3 }).map((fields) => [{ Field: 'eventCategory', Equals: ['Management'] }, ...fields]) });
const trail = fc.record({ S3BucketName: fc.constant('b'), IsLogging: fc.boolean(), IsMultiRegionTrail: maybe(fc.boolean()), EventSelectors: fc.array(basic, { minLength: 1, maxLength: 3 }) });
const store = fc.record({ Name: fc.constant('s'), IngestionEnabled: maybe(fc.boolean()), MultiRegionEnabled: maybe(fc.boolean()), AdvancedEventSelectors: fc.array(advanced, { minLength: 1, maxLength: 3 }) });
const sink = fc.oneof(trail.map((Properties) => ({ Type: 'AWS::CloudTrail::Trail', Properties })), store.map((Properties) => ({ Type: 'AWS::CloudTrail::EventDataStore', Properties })));
const template = fc.array(sink, { minLength: 1, maxLength: 4 }).map((sinks) => ({ Resources: Object.fromEntries(sinks.map((one, index) => [`Sink${index}`, one])) }));

const writers: readonly ((data: unknown) => string)[] = [
  (data) => stringify(JSON.parse(JSON.stringify(data))),
  (data) => stringify(JSON.parse(JSON.stringify(data))).replaceAll('\n', '\r\n'),
  (data) => stringify(JSON.parse(JSON.stringify(data)), { collectionStyle: 'flow' }),
  (data) => `${JSON.stringify(data, null, 2)}\n`,
  (data) => JSON.stringify(data),
];

const lostIn = ({ coverage }: Report): number => coverage.reduce((sum, { lost }) => sum + lost.length, 0);

test('whatever the sinks, nothing that can be fixed is left, nothing gets worse, and a second time changes nothing', async () => {
  let changed = 0;
  let fixes = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(template, fc.nat(writers.length - 1)), { minLength: 1, maxLength: 2 }), async (templates) => {
      const texts = new Map(templates.map(([data, writer], index) => [`${index}.yaml`, writers[writer]?.(data) ?? '']));
      const outcome = await fixed(texts);
      expect(outcome.failures.map(({ fault, chosen }) => [fault, chosen.findings.map(({ message }) => message)])).toEqual([]);
      expect([outcome.isCutShort, outcome.refused.size]).toEqual([false, 0]);
      expect(judged(outcome.last.report.findings).filter(({ fixes }) => fixes.length > 0)).toEqual([]);
      expect(lostIn(outcome.last.report)).toBeLessThanOrEqual(lostIn(outcome.first.report));
      expect(outcome.last.report.problems.length).toBeLessThanOrEqual(outcome.first.report.problems.length);
      const now = new Map([...texts, ...changedFiles(outcome.draft).map(({ original, text }) => [original.path, text] as const)]);
      changed += changedFiles(outcome.draft).length;
      fixes += outcome.fixed;
      expect(patchOf(patchedFiles(outcome.draft)).split('\n').filter((line) => line.startsWith('diff ')).length).toBe(changedFiles(outcome.draft).length);
      expect(changedFiles((await fixed(now)).draft)).toEqual([]);
    }),
    { numRuns: 80, seed: 7 },
  );
  expect(changed).toBeGreaterThan(60);
  expect(fixes).toBeGreaterThan(changed);
}, 60_000);
