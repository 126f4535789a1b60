import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Audit } from '../../../src/audit/audit.js';
import { type AuditFormat, renderAudit } from '../../../src/report/audit/index.js';
import type { JsonAudit } from '../../../src/report/audit/json.js';
import type { Log } from '../../../src/report/sarif/log.js';
import { TEXTS } from '../hostile.js';
import { tools } from '../tools.js';
import { validateAll } from '../validate-all.js';
import { hostile } from './hostile.js';
import { ALL, audit, FULL, OPTIONS, READS, window } from './sample.js';

const FORMATS: readonly AuditFormat[] = ['pretty', 'json', 'sarif', 'markdown'];
const text = (format: AuditFormat, of: Audit, changes: Partial<typeof OPTIONS> = {}): string => renderAudit(format, of, { ...OPTIONS, ...changes });

describe('everything at once', () => {
  test.each([['pretty', 'txt'], ['json', 'json'], ['sarif', 'sarif'], ['markdown', 'md']] as const)('%s', async (format, suffix) => {
    await expect(text(format, FULL)).toMatchFileSnapshot(`snapshots/full.${suffix}`);
    expect(text(format, FULL)).toBe(text(format, FULL));
  });
});

describe('pretty', () => {
  const heads = (of: string): readonly string[] => of.match(/^(?:error|warning|note)\[[\w-]+\]/gmu) ?? [];

  test('windows that are alike in all but where are one', () => {
    expect(heads(text('pretty', FULL, { quiet: true }))).toEqual(['error[kms-blackout]', 'note[kms-blackout]', 'warning[kms-blackout]', 'note[kms-blackout-attempt]', 'note[kms-blackout-attempt]']);
    expect(text('pretty', FULL)).toContain('2024-07-31T15:04:10Z (2 h 14 min)');
  });

  test('quiet is the windows and the attempts', () => {
    expect(text('pretty', audit(), { quiet: true })).toBe('');
    expect(text('pretty', FULL, { quiet: true })).not.toContain('Not everything was read');
  });

  test('colour changes nothing but colour', () => {
    const coloured = text('pretty', FULL, { color: true });
    // eslint-disable-next-line no-control-regex -- the codes are what is tested
    expect(coloured.replace(/\u001B\[[\d;]*m/gu, '')).toBe(text('pretty', FULL));
    expect(coloured).not.toBe(text('pretty', FULL));
  });

  test('says what was looked at where there is nothing to tell', () => {
    expect(text('pretty', audit())).toBe('No window in which KMS events were not logged: 3 files, with records from 2024-07-31T00:00:12Z to 2024-08-02T23:59:59Z.\n');
    expect(text('pretty', audit({ records: { files: 1, recordsRead: 0, first: undefined, last: undefined } }))).toBe('Nothing to look at: no CloudTrail record in 1 file.\n');
  });

  test('of very many attempts the first ones', () => {
    const [attempt] = FULL.attempts;
    if (attempt === undefined) throw new Error('sample.ts has changed');
    const many = text('pretty', audit({ attempts: Array.from({ length: 1000 }, () => attempt) }));
    expect(heads(many)).toHaveLength(20);
    expect(many).toContain('and 980 more attempts;');
  });
});

describe('json', () => {
  const json = JSON.parse(text('json', FULL)) as JsonAudit;

  test('keeps its promise', () => {
    expect(Object.keys(json)).toEqual(['version', 'windows', 'attempts', 'unsettled', 'problems', 'records']);
    expect(json.windows.map(({ sink, scope, certainty, level, from, to, events }) => [sink.split('/')[1], scope, certainty, level, from, to, events])).toEqual([
      ['main', 'own', 'definite', 'error', '2024-07-31T12:50:02Z', '2024-07-31T15:04:10Z', 'all'],
      ['main', 'other-regions', 'definite', 'error', '2024-07-31T12:50:02Z', '2024-07-31T15:04:10Z', 'all'],
      ['EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE', 'own', 'definite', 'note', '2024-08-01T08:00:00Z', null, expect.arrayContaining(['ScheduleKeyDeletion'])],
      ['edge', 'member-accounts', 'possible', 'warning', '2024-08-01T20:00:00Z', null, expect.arrayContaining(['Decrypt', 'DeleteKey'])],
    ]);
    expect(json.windows.map(({ opened, closed }) => [opened.eventID, closed?.eventID ?? null].map((id) => id?.slice(-1) ?? id))).toEqual([['1', '2'], ['1', '2'], ['3', null], [null, null]]);
    expect(json.windows[0]?.opened).toMatchObject({ eventName: 'PutEventSelectors', session: 'alice@example.com', sourceIPAddress: '198.51.100.7', awsRegion: 'us-east-1', line: 1, column: 62 });
    expect(json.attempts.map(({ sink, denied, events, call }) => [sink, denied, events, call.eventName])).toEqual([[expect.stringContaining('trail/main'), true, 'all', 'StopLogging'], [null, false, [], 'DeleteTrail']]);
    expect(json.unsettled.map(({ until }) => until?.time ?? null)).toEqual(['2024-07-31T12:50:02Z', null]);
    expect(json.problems.map(({ rule, level, line }) => [rule, level, line])).toEqual([['parse-error', 'error', 1], ['gap', 'warning', 1]]);
    expect(json.records).toEqual({ files: 3, recordsRead: 1204, first: '2024-07-31T00:00:12Z', last: '2024-08-02T23:59:59Z' });
  });
});

describe('sarif', () => {
  const log = JSON.parse(text('sarif', FULL)) as Log;

  test('stands at the records', () => {
    const [run] = log.runs;
    expect(run?.tool.driver.rules?.map(({ id, helpUri }) => [id, helpUri?.replace(/^.*\/docs\//u, '')])).toEqual([['kms-blackout', 'audit.md#kms-blackout'], ['kms-blackout-attempt', 'audit.md#kms-blackout-attempt']]);
    expect(run?.results.map(({ ruleId, level, locations, relatedLocations = [] }) => [ruleId, level, locations[0]?.physicalLocation?.region?.startColumn, relatedLocations.length])).toEqual([
      ['kms-blackout', 'error', 62, 1],
      ['kms-blackout', 'note', 132, 0],
      ['kms-blackout', 'warning', 196, 0],
      ['kms-blackout-attempt', 'note', 132, 0],
      ['kms-blackout-attempt', 'note', 62, 0],
    ]);
    expect(run?.results[0]?.locations[0]?.physicalLocation?.artifactLocation.uri).toMatch(/^AWSLogs\/.*\.json\.gz$/u);
    expect(run?.invocations[0]?.toolExecutionNotifications).toHaveLength(2);
    expect(new Set(run?.results.map(({ partialFingerprints }) => partialFingerprints?.['keytrail/v1'])).size).toBe(5);
  });

  // The validator is a large program, and machines differ.
  test.skipIf(!tools().available)('is SARIF by its schema and by the rules of Microsoft, GitHub and Azure DevOps', { timeout: 60_000 }, () => {
    const logs = { full: FULL, empty: audit(), hostile: hostile(TEXTS) };
    expect(validateAll(Object.entries(logs).map(([name, of]) => ({ name, text: text('sarif', of) })))).toEqual([]);
  });
});

describe('texts of records', () => {
  /** What a terminal would obey, but for our own line ends. */
  const obeyed = /[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u2028\u2029]/u;

  test.each(FORMATS)('are words and nothing else in %s', (format) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...TEXTS, '\u009B31m', '\u001B]0;x\u0007'), fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 4 }), (texts) => {
        const written = text(format, hostile(texts)).replaceAll('\n', '');
        expect(written).not.toMatch(obeyed);
        if (format === 'json' || format === 'sarif') JSON.parse(written);
      }),
      { numRuns: 60 },
    );
  });

  test('are the same in JSON as they were', () => {
    const raw = '\u009B31m \u202E x \u2028 \u007F';
    expect((JSON.parse(text('json', hostile([raw]))) as JsonAudit).windows[0]?.opened.userAgent).toBe(raw);
  });

  test('make no line of their own in pretty and markdown', () => {
    for (const format of ['pretty', 'markdown'] as const) {
      const lines = (of: string): number => text(format, { ...hostile([of]), problems: [] }, { width: 100_000 }).split('\n').length;
      for (const raw of TEXTS.filter((one) => one.includes('\n') && !one.includes(' '))) expect(lines(raw), raw).toBe(lines('x'));
    }
  });
});

describe('the levels', () => {
  test.each([
    ['a definite window', window(), 'error'],
    ['a possible one', window({ certainty: 'possible' }), 'warning'],
    ['one that another sink covers', window({ caveats: [{ kind: 'covered-by', arn: 'x' }] }), 'note'],
    ['a possible one that is covered', window({ certainty: 'possible', caveats: [{ kind: 'covered-by', arn: 'x' }] }), 'note'],
  ])('of %s', (_name, of, level) => {
    expect((JSON.parse(text('json', audit({ windows: [of] }))) as JsonAudit).windows[0]?.level).toBe(level);
  });
});

test('events are all or names', () => {
  const events = (of: readonly string[]): unknown => (JSON.parse(text('json', audit({ windows: [window({ events: of })] }))) as JsonAudit).windows[0]?.events;
  expect(events(ALL)).toBe('all');
  expect(events(READS)).toEqual(READS);
});
