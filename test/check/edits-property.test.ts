import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/check/finding.js';
import type { Node } from '../../src/core/node.js';
import { parse } from '../../src/read/parse.js';
import { lintTexts } from '../helpers/lint.js';
import { apply, fixesOf } from './apply.js';
import { written, type Data, type Tape } from './written.js';

const KMS = 'kms.amazonaws.com';
const LISTS = fc.shuffledSubarray(['rdsdata.amazonaws.com', 's3.amazonaws.com', 'ec2.amazonaws.com', KMS], { minLength: 1 });
const TAPES = fc.array(fc.nat(59), { minLength: 64, maxLength: 64 });

const tapeOf = (numbers: readonly number[]): Tape => {
  let at = 0;
  return (below) => (numbers[at++ % numbers.length] ?? 0) % below;
};

const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray([...items], { minLength: items.length });
const inAnyOrder = (entries: readonly (readonly [string, Data])[]): fc.Arbitrary<Data> => shuffled(entries).map((some) => Object.fromEntries(some));

/** Field selectors of one selector for management events: what they deselect, operator by operator. */
const FIELDS = fc.record({ source: LISTS, prefix: fc.option(LISTS, { nil: undefined }), names: fc.option(fc.shuffledSubarray(['Decrypt', 'AssumeRole', 'GetRole'], { minLength: 1 }), { nil: undefined }) }).chain(({ source, prefix, names }) =>
  fc
    .tuple(
      inAnyOrder([['Field', 'eventCategory'], ['Equals', ['Management']]]),
      inAnyOrder([['Field', 'eventSource'], ['NotEquals', source], ...(prefix === undefined ? [] : [['NotStartsWith', prefix] as const])]),
      names === undefined ? fc.constant(undefined) : inAnyOrder([['Field', 'eventName'], ['NotEquals', names]]),
    )
    .chain((fields) => shuffled(fields.filter((field) => field !== undefined))),
);

const STORES = FIELDS.chain((fields) => inAnyOrder([['Name', 'all but some'], ['FieldSelectors', fields]])).map((selector): Data => ({
  Resources: { S: { Type: 'AWS::CloudTrail::EventDataStore', Properties: { Name: 's', AdvancedEventSelectors: [selector], RetentionPeriod: '90' } } },
}));

const BASIC = fc.tuple(LISTS, fc.boolean()).chain(([list, twice]) => inAnyOrder([['ReadWriteType', 'All'], ['ExcludeManagementEventSources', twice ? [...list, KMS] : list]]));
const TRAILS = fc.array(BASIC, { minLength: 1, maxLength: 3 }).map((selectors): Data => ({
  Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { EventSelectors: selectors, IsLogging: true, IsMultiRegionTrail: true } } },
}));

const isMap = (data: Data): data is Readonly<Record<string, Data>> => typeof data === 'object' && !Array.isArray(data);
const withoutValues = (data: Data, lost: ReadonlySet<string>): Data => (Array.isArray(data) ? (data as readonly Data[]).filter((item) => typeof item !== 'string' || !lost.has(item)) : data);

/** What fixes are to leave: lists without what excludes KMS, no operators without values, no field selectors without operators. */
function mended(data: Data, lost: ReadonlySet<string>): Data {
  if (Array.isArray(data)) {
    return (data as readonly Data[]).map((item) => mended(item, lost)).filter((item) => !isMap(item) || !('Field' in item) || Object.keys(item).length > 1);
  }
  if (!isMap(data)) return data;
  const entries = Object.entries(data).map(([key, value]) => [key, /^Not|^Exclude/u.test(key) ? withoutValues(value, lost) : mended(value, lost)] as const);
  return Object.fromEntries(entries.filter(([key, value]) => !key.startsWith('Not') || !Array.isArray(value) || value.length > 0));
}

function plain(node: Node | undefined): unknown {
  switch (node?.kind) {
    case 'scalar':
      return typeof node.value === 'boolean' ? node.value : node.text;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
    case 'unknown':
    case 'absent':
    case undefined:
      return node;
  }
}

const read = async (path: string, text: string): Promise<unknown> => {
  const { documents, problems } = await parse({ path, text, bom: false });
  expect(problems).toEqual([]);
  return plain(documents[0]);
};

const ownComments = (text: string): readonly string[] => text.match(/# own \d+/gu) ?? [];

async function check(data: Data, tape: Tape, lost: ReadonlySet<string>, rules: readonly string[]): Promise<'none' | 'refused' | 'fixed'> {
  const { path, text } = written(data, tape);
  expect(await read(path, text), text).toEqual(data);
  const report = await lintTexts({ [path]: text });
  const findings = report.findings.filter(({ rule }) => rules.includes(rule));
  const fixes = fixesOf(findings);
  if (fixes.length === 0) return findings.length === 0 ? 'none' : 'refused';
  const after = apply(text, fixes.flatMap(({ edits }) => edits));
  expect(await read(path, after), `${text}\n-->\n${after}`).toEqual(mended(data, lost));
  // Comments on lines of their own between values stay; those within what is removed go.
  if (!text.includes('FieldSelectors')) expect(ownComments(after)).toEqual(ownComments(text));
  expect((await lintTexts({ [path]: after })).findings.filter(({ rule }) => rules.includes(rule))).toEqual([]);
  return 'fixed';
}

/** A test that no fix is ever offered in would tell nothing. */
async function holds(documents: fc.Arbitrary<Data>, lost: readonly string[], rules: readonly string[]): Promise<void> {
  const seen = { none: 0, refused: 0, fixed: 0 };
  await fc.assert(fc.asyncProperty(documents, TAPES, async (data, numbers) => {
    seen[await check(data, tapeOf(numbers), new Set(lost), rules)]++;
  }), { numRuns: 400 });
  expect(seen.fixed).toBeGreaterThan(4 * seen.refused);
  expect(seen.fixed).toBeGreaterThan(50);
}

describe('however a template is written, a fix leaves all of it but what excludes KMS', () => {
  test('in the lists of basic selectors', async () => holds(TRAILS, [KMS], ['kms-events-excluded']));

  test('in field selectors', async () => holds(STORES.filter((data) => !JSON.stringify(data).includes('Decrypt')), [KMS], ['kms-events-excluded']));

  test('in filters by name', async () => holds(STORES.filter((data) => !JSON.stringify(data).includes(KMS)), ['Decrypt'], ['kms-events-filtered']));
});

const VALUES: Readonly<Record<string, readonly string[]>> = {
  eventSource: [KMS, 's3.amazonaws.com', 'kms', 'k', '.amazonaws.com', 'com'],
  readOnly: ['true', 'false'],
  eventName: ['Decrypt', 'Encrypt', 'Gen', 'Key', 'AssumeRole'],
  eventType: ['AwsApiCall', 'AwsServiceEvent'],
  'userIdentity.arn': ['arn:aws:iam::111122223333:user/a', 'arn:aws:sts::9'],
};
const CATEGORY: Data = { Field: 'eventCategory', Equals: ['Management'] };
const OPERATORS = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'];
const FIELD = fc.constantFrom(...Object.keys(VALUES)).chain((field) => {
  const lists = fc.shuffledSubarray([...(VALUES[field] ?? [])], { minLength: 1, maxLength: 2 });
  const operators = field === 'readOnly' ? fc.constant(['Equals']) : fc.shuffledSubarray(OPERATORS, { minLength: 1, maxLength: 2 });
  return operators.chain((some) => fc.tuple(...some.map(() => lists)).map((values): Data => ({ Field: field, ...Object.fromEntries(some.map((operator, i) => [operator, values[i] ?? []])) })));
});
const SELECTOR = fc.oneof(
  { weight: 6, arbitrary: fc.array(FIELD, { maxLength: 3 }).map((fields): Data => ({ FieldSelectors: [CATEGORY, ...fields] })) },
  { weight: 1, arbitrary: fc.constant<Data>({ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }] }) },
);
const ANY_STORE = fc.array(SELECTOR, { minLength: 1, maxLength: 3 }).map((selectors): Data => ({
  Resources: { S: { Type: 'AWS::CloudTrail::EventDataStore', Properties: { AdvancedEventSelectors: selectors } } },
}));
const ANY_BASIC = fc.record({ ReadWriteType: fc.constantFrom('All', 'ReadOnly', 'WriteOnly'), IncludeManagementEvents: fc.boolean(), ExcludeManagementEventSources: fc.constantFrom([], [KMS], ['rdsdata.amazonaws.com', KMS]) });
const ANY_TRAIL = fc.tuple(fc.array(ANY_BASIC, { minLength: 1, maxLength: 3 }), fc.boolean(), fc.option(fc.boolean(), { nil: undefined })).map(([selectors, logging, region]): Data => ({
  Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { EventSelectors: selectors, IsLogging: logging, ...(region === undefined ? {} : { IsMultiRegionTrail: region }) } } },
}));

const count = (findings: readonly Finding[], rule: string): number => findings.filter((one) => one.rule === rule).length;

test('whatever the selectors and however they are written, a finding with a fix is not told once that is made', async () => {
  let fixed = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(ANY_STORE, ANY_TRAIL), TAPES, async (data, numbers) => {
      const { path, text } = written(data, tapeOf(numbers));
      const { findings, problems } = await lintTexts({ [path]: text });
      expect(problems).toEqual([]);
      for (const { rule, fixes } of findings) {
        for (const { edits } of fixes) {
          const after = apply(text, edits);
          const again = await lintTexts({ [path]: after });
          expect(again.problems, `${text}\n-->\n${after}`).toEqual([]);
          expect(count(again.findings, rule), `${text}\n-->\n${after}`).toBe(count(findings, rule) - 1);
          fixed++;
        }
      }
    }),
    { numRuns: 500 },
  );
  expect(fixed).toBeGreaterThan(250);
});
