import { describe, expect, test } from 'vitest';
import { blackoutsOf } from '../../../src/report/audit/blackouts.js';
import { lookupsOf, regionsOf } from '../../../src/report/audit/lookups.js';
import { timelineOf } from '../../../src/report/audit/timeline.js';
import { durationText, lostInFull, lostText, timeText } from '../../../src/report/audit/words.js';
import type { Window } from '../../../src/audit/audit.js';
import { ALL, audit, call, FULL, READS, time, trail, window, WRITES } from './sample.js';

test.each([
  [0, 'less than a second'],
  [999, 'less than a second'],
  [1000, '1 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_000, '59 min 59 s'],
  [3_600_000 + 5000, '1 h'],
  [86_400_000, '1 day'],
  [2 * 86_400_000 + 3 * 3_600_000, '2 days 3 h'],
])('%d ms last %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});

test('times are whole seconds where they are', () => {
  expect([time('2024-07-31T12:50:02Z'), time('2024-07-31T12:50:02.250Z')].map(timeText)).toEqual(['2024-07-31T12:50:02Z', '2024-07-31T12:50:02.250Z']);
});

test.each([
  ['all', ALL, 'all 58 KMS events'],
  ['reads', READS, 'the 27 KMS read events'],
  ['writes', WRITES, 'the 31 KMS write events'],
  ['reads and a write', [...READS, 'DeleteKey'], 'the 27 KMS read events and DeleteKey'],
  ['one', ['Decrypt'], 'Decrypt'],
  ['four', ['Decrypt', 'Encrypt', 'Sign', 'Verify'], 'Decrypt, Encrypt, Sign and Verify'],
  ['five', ['CreateKey', 'Decrypt', 'Encrypt', 'Sign', 'Verify'], '5 of the 58 KMS events'],
])('what was lost: %s', (_name, events, text) => {
  expect(lostText(events)).toBe(text);
});

test('in full every name is told', () => {
  expect(lostInFull(ALL.slice(0, 40)).split(/, | and /u).length).toBeGreaterThan(9);
  expect(lostInFull(READS.slice(0, 20))).toContain(READS[19]);
});

describe('what can still be had', () => {
  const commands = (changes: Partial<Window>, regions: readonly string[] = []): readonly string[] => blackoutsOf(audit({ windows: [window(changes)] })).flatMap((blackout) => lookupsOf(blackout, regions).commands);
  const asked = (changes: Partial<Window>, regions: readonly string[] = []): readonly string[] => commands(changes, regions).map((command) => / --region (\S+) /u.exec(command)?.[1] ?? '');

  test('is a command to copy', () => {
    expect(commands({ to: time('2024-07-31T15:04:10Z') })).toEqual([
      'aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=EventSource,AttributeValue=kms.amazonaws.com --start-time 2024-07-31T12:50:02Z --end-time 2024-07-31T15:04:10Z',
    ]);
    expect(commands({})[0]).not.toContain('--end-time');
  });

  test.each([
    ['its own Region', { scope: 'own' }, ['eu-west-1'], ['us-east-1']],
    ['other Regions', { scope: 'other-regions' }, ['eu-west-1', 'us-east-1'], ['eu-west-1']],
    ['other Regions that no record names', { scope: 'other-regions' }, ['us-east-1'], ['REGION']],
    ['member accounts', { scope: 'member-accounts' }, ['eu-west-1'], ['us-east-1', 'eu-west-1']],
    ['an ARN without a Region', { sink: { arn: 'x', kind: 'trail' } }, [], ['us-east-1']],
    // A command is copied into a shell.
    ['a Region that is a command', { sink: trail('main', '$(touch x)'), opened: call('StopLogging', '2024-07-31T12:50:02Z', { region: ';id' }) }, [], ['REGION']],
  ] as const)('of %s', (_name, changes, regions, expected) => {
    expect(asked(changes, regions)).toEqual(expected);
  });

  test('the Regions are those of calls, and nothing else', () => {
    expect(regionsOf(FULL)).toEqual(['eu-central-1', 'us-east-1', 'us-west-2']);
    expect(regionsOf(audit({ windows: [window({ opened: call('StopLogging', '2024-07-31T12:50:02Z', { region: 'us-east-1; id' }) })] }))).toEqual([]);
  });
});

describe('the timeline', () => {
  const records = { files: 1, recordsRead: 1, first: time('2024-01-01T00:00:00Z'), last: time('2024-01-01T10:00:00Z') };
  const hour = (hours: number): number => time('2024-01-01T00:00:00Z') + hours * 3_600_000;
  const bars = (windows: readonly Window[], changes: Partial<typeof FULL> = {}): readonly string[] => timelineOf(audit({ windows, records, ...changes }), 24 + 'main (us-east-1)'.length)?.rows.map(({ name, bar }) => `${name.trimEnd()} ${bar}`) ?? [];

  test.each([
    ['closed', [window({ from: hour(2), to: hour(4) })], ['main (us-east-1) |----####------------|']],
    ['open', [window({ from: hour(9) })], ['main (us-east-1) |------------------##>']],
    ['short', [window({ from: hour(5), to: hour(5) + 1000 })], ['main (us-east-1) |----------#---------|']],
    ['possible', [window({ from: hour(0), to: hour(1), certainty: 'possible' })], ['main (us-east-1) |++------------------|']],
    ['both: what is sure is seen', [window({ from: hour(0), to: hour(2), certainty: 'possible' }), window({ from: hour(1), to: hour(3) })], ['main (us-east-1) |++####--------------|']],
    ['twice', [window({ from: hour(0), to: hour(1) }), window({ from: hour(9), to: hour(10) })], ['main (us-east-1) |##----------------##|']],
  ])('%s', (_name, windows, expected) => {
    expect(bars(windows)).toEqual(expected);
  });

  test('has a row for each sink, and for each scope that fared otherwise', () => {
    const rows = bars([window({ from: hour(0), to: hour(1) }), window({ from: hour(0), to: hour(1), scope: 'other-regions' }), window({ sink: trail('b'), from: hour(1) })]);
    expect(rows.map((row) => row.split('|')[0]?.trim())).toEqual(['main (us-east-1)', 'b (us-east-1)']);
    expect(bars([window({ from: hour(0), to: hour(1) }), window({ from: hour(0), to: hour(2), scope: 'other-regions' })]).map((row) => row.split('|')[0]?.trim())).toEqual(['main (us-east-1): own Region', 'main (us-east-1): other Regions']);
    expect(bars([window({ from: hour(0), to: hour(2), scope: 'other-regions' })]).map((row) => row.split('|')[0]?.trim())).toEqual(['main (us-east-1): other Regions']);
  });

  test('shows what is not known, and attempts', () => {
    const attempts = FULL.attempts.map((attempt) => ({ ...attempt, call: { ...attempt.call, time: hour(8) } }));
    expect(bars([], { attempts, unsettled: [{ sink: trail('main'), until: call('PutEventSelectors', '2024-01-01T05:00:00Z') }] })).toEqual(['main (us-east-1) |??????????------!---|']);
  });

  test('is not drawn where there is nothing to draw', () => {
    expect(timelineOf(audit(), 100)).toBeUndefined();
    expect(timelineOf(audit({ windows: [window()], records: { files: 1, recordsRead: 1, first: undefined, last: undefined } }), 10)?.rows[0]?.bar).toBe(`|${'#'.repeat(20)}>`);
  });

  test('leaves out rows when there are very many', () => {
    const drawn = timelineOf(audit({ windows: Array.from({ length: 50 }, (_, i) => window({ sink: trail(`t${i}`) })) }), 100);
    expect([drawn?.rows.length, drawn?.more]).toEqual([20, 30]);
  });
});
