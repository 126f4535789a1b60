import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { exit } from '../../src/cli/io.js';
import type { JsonAudit } from '../../src/report/audit/json.js';
import type { Log } from '../../src/report/sarif/log.js';
import { ACCOUNT, basicSelectors, createTrail, kmsRecord, putEventSelectors, type RawRecord, startLogging, stopLogging, trailArn } from '../audit/support.js';
import { TEXTS } from '../report/hostile.js';
import { tools } from '../report/tools.js';
import { validateAll } from '../report/validate-all.js';
import { run, scratch, templates, write, type Outcome, type World } from './support.js';

/** From files on disk to each report: what readers, history and reports do by themselves is tested where they are. */

const folder = scratch();
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const ALICE = `arn:aws:sts::${ACCOUNT}:assumed-role/Operators/alice`;
const log = (region: string, name: string): string => `AWSLogs/${ACCOUNT}/CloudTrail/${region}/2026/01/01/${ACCOUNT}_CloudTrail_${region}_20260101T0000Z_${name}.json.gz`;

const blinding = [
  createTrail('main', { isMultiRegionTrail: true }, { at: 0 }),
  startLogging('main', { at: 1 }),
  putEventSelectors('main', basicSelectors.noKms, { at: 3600, principal: ALICE, sourceIPAddress: '203.0.113.5' }),
  putEventSelectors('main', basicSelectors.all, { at: 7200 }),
];
const stopped = [stopLogging('main', { at: 9000, principal: ALICE })];
const denied = [stopLogging('main', { at: 8000, principal: ALICE, failure: 'AccessDenied', failureMessage: `User: ${ALICE} is not authorized` })];
const uses = [kmsRecord('Decrypt', KEY, { at: 100, readOnly: true }), kmsRecord('Decrypt', KEY, { at: 7300, readOnly: true, principal: ALICE })];

function put(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

const packed = (records: readonly RawRecord[]): Uint8Array => gzipSync(JSON.stringify({ Records: records }));
const lines = (records: readonly RawRecord[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

beforeAll(() => {
  put({
    [`logs/${log('us-east-1', 'aaaa')}`]: packed([...blinding, ...denied]),
    [`logs/${log('us-east-1', 'bbbb')}`]: packed(uses),
    [`logs/AWSLogs/${ACCOUNT}/CloudTrail-Digest/us-east-1/2026/01/01/x.json.gz`]: packed(stopped),
    'clean/a.json': JSON.stringify({ Records: [...blinding.slice(0, 2), ...uses] }),
    'open/a.json.gz': packed([...blinding.slice(0, 2), ...stopped]),
    'tried/a.json': JSON.stringify({ Records: [...blinding.slice(0, 2), ...denied] }),
    'records.ndjson': lines(blinding),
    'truncated/a.json.gz': packed(blinding).subarray(0, 400),
    'nothing/template.json': templates.nothing,
    'empty/readme.md': '',
  });
});

const audit = (line: string, world: World = {}): Promise<Outcome> => run(['audit', ...line.split(' ').filter((word) => word !== '')], { cwd: folder, ...world });
const json = async (line: string, world: World = {}): Promise<JsonAudit> => JSON.parse((await audit(`${line} -f json`, world)).out) as JsonAudit;

describe('a folder of logs', () => {
  test('gives the windows', async () => {
    const { windows, attempts, unsettled, problems, records } = await json('logs');
    expect(windows.map(({ sink, scope, level, from, to, events, opened, closed }) => [sink, scope, level, from, to, events, opened.principal, closed?.eventName])).toEqual(
      ['own', 'other-regions'].map((scope) => [trailArn('main'), scope, 'error', '2026-01-01T01:00:00Z', '2026-01-01T02:00:00Z', 'all', ALICE, 'PutEventSelectors']),
    );
    expect(windows[0]?.opened).toMatchObject({ role: `arn:aws:iam::${ACCOUNT}:role/Operators`, session: 'alice', sourceIPAddress: '203.0.113.5', awsRegion: 'us-east-1', account: ACCOUNT, file: `logs/${log('us-east-1', 'aaaa')}`, line: 1 });
    expect(attempts.map(({ denied: is, error, call }) => [is, error?.code, call.eventName])).toEqual([[true, 'AccessDenied', 'StopLogging']]);
    expect([unsettled, problems]).toEqual([[], []]);
    expect(records).toMatchObject({ files: 2, first: '2026-01-01T00:00:00Z', last: '2026-01-01T02:13:20Z' });
  });

  test('gives the same whatever order the files are named in', async () => {
    const [a, b] = [`logs/${log('us-east-1', 'aaaa')}`, `logs/${log('us-east-1', 'bbbb')}`];
    for (const line of [`${a} ${b}`, `${b} ${a}`, `logs ${b}`]) expect((await audit(`${line} -f json`)).out).toBe((await audit('logs -f json')).out);
  });

  test('gives each format, to files as well', async () => {
    const { status, out, err } = await audit('logs -f pretty -f json=a.json -f sarif=a.sarif -f markdown=a.md');
    expect([status, err]).toEqual([exit.findings, '']);
    expect(out).toMatch(/^error\[kms-blackout\]: Trail `arn:aws:cloudtrail:us-east-1:111122223333:trail\/main` did not log any of the 58 KMS events/u);
    expect(out).toContain('|');
    expect(out).toContain('1 window in which KMS events were not logged; 1 attempt failed: 2 files, with records from 2026-01-01T00:00:00Z to 2026-01-01T02:13:20Z.');
    expect((JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8')) as JsonAudit).version).toBe(1);
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toMatch(/^# KMS events that CloudTrail did not log\n/u);
    const [sarif] = (JSON.parse(readFileSync(join(folder, 'a.sarif'), 'utf8')) as Log).runs;
    expect(sarif?.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['kms-blackout', 'error'], ['kms-blackout-attempt', 'note']]);
    const [result] = sarif?.results ?? [];
    const place = result?.locations[0]?.physicalLocation;
    // The region is that of the inflated text.
    const inflated = JSON.stringify({ Records: [...blinding, ...denied] });
    const region = place?.region as { readonly charOffset: number; readonly charLength: number; readonly snippet: { readonly text: string } };
    expect(inflated.slice(region.charOffset, region.charOffset + region.charLength)).toBe(region.snippet.text);
    expect(region.snippet.text).toBe('"PutEventSelectors"');
    if (tools().available) expect(validateAll([{ name: 'audit', text: readFileSync(join(folder, 'a.sarif'), 'utf8') }])).toEqual([]);
  }, 60_000);

  test('says that KMS events were recorded in a window', async () => {
    put({ 'seen/a.json': JSON.stringify({ Records: [...blinding, kmsRecord('Decrypt', KEY, { at: 4000 }), kmsRecord('Encrypt', KEY, { at: 4001 }), kmsRecord('Decrypt', KEY, { at: 7300 })] }) });
    const { windows } = await json('seen');
    expect(windows.find(({ scope }) => scope === 'own')?.caveats.find(({ kind }) => kind === 'events-seen')).toMatchObject({ count: 2, first: { eventName: 'Decrypt', time: '2026-01-01T01:06:40Z', file: 'seen/a.json' } });
  });
});

describe('the exit status', () => {
  test.each([
    ['a window', 'logs', exit.findings],
    ['a window that is open', 'open', exit.findings],
    ['a window, never to fail', 'logs --fail-on never', exit.ok],
    ['none', 'clean', exit.ok],
    ['an attempt', 'tried', exit.ok],
    ['an attempt, to fail at notes', 'tried --fail-on note', exit.findings],
    ['a window of another trail', 'logs --trail other', exit.ok],
    ['a window of another account', 'logs --account 444455556666', exit.ok],
    ['a window before', 'logs --since 2026-01-02', exit.ok],
    ['a window later', 'logs --until 2025-12-31', exit.ok],
    ['a file that is none of records', 'nothing', exit.nothing],
    ['a folder without a file to read', 'empty', exit.nothing],
    ['a window in a file that ends too early', 'truncated', exit.ok],
    ['keys', 'keys logs', exit.ok],
    ['keys where there are no records', 'keys nothing', exit.nothing],
    ['a path that does not exist', 'nowhere', exit.failure],
    ['a folder of records and a file that cannot be read', 'clean loop', exit.failure],
  ])('%s: keytrail audit %s', async (_name, line, status) => {
    if (line.endsWith('loop')) symlinkSync('loop', join(folder, 'loop'));
    expect((await audit(line)).status).toBe(status);
  });

  test('with a word of why', async () => {
    expect((await audit('nothing')).err).toBe('keytrail: found no record of CloudTrail\n');
    expect((await audit('nowhere')).err).toBe("keytrail: no such file or folder: 'nowhere'\n");
    expect((await audit('kyes logs')).err).toBe("keytrail: no such file or folder: 'kyes'; did you mean 'audit keys'?\n");
    expect((await audit('loop')).err).toMatch(/^keytrail: cannot read 'loop': /u);
    expect((await audit('logs --trail mian')).err).toBe("keytrail: no call that was read is about the trail or event data store 'mian'; did you mean 'main'?\n");
    expect((await audit('logs --account 444455556666')).err).toContain('of the account 444455556666');
  });
});

describe('what is asked for', () => {
  test.each([
    ['--trail main', 2],
    [`--trail ${trailArn('main')}`, 2],
    ['--trail other --trail main', 2],
    [`--account ${ACCOUNT}`, 2],
    ['--since 2026-01-01T02:00:00Z', 2],
    ['--since 2026-01-01T02:00:01Z', 0],
    ['--until 2026-01-01T01:00:00Z', 2],
    ['--until 2026-01-01T00:59:59Z', 0],
    // All of the day.
    ['--until 2026-01-01', 2],
    ['--since 2026-01-01', 2],
    ['--since 2026-01-01T03:30:00+02:00 --until 2026-01-01T01:40:00Z', 2],
  ])('%s', async (line, number) => {
    expect((await json(`logs ${line}`)).windows).toHaveLength(number);
  });
});

describe('standard input', () => {
  test.each([
    ['lines', lines(blinding)],
    ['a list', JSON.stringify(blinding)],
    ['what lookup-events answers', JSON.stringify({ Events: blinding.map((record) => ({ EventName: record['eventName'], CloudTrailEvent: JSON.stringify(record) })) })],
    ['envelopes of EventBridge', lines(blinding.map((detail) => ({ 'detail-type': 'AWS API Call via CloudTrail', detail })))],
  ])('%s', async (_name, stdin) => {
    const { windows } = await json('-', { stdin });
    expect(windows.map(({ scope, opened }) => [scope, opened.file])).toEqual([['own', '<stdin>'], ['other-regions', '<stdin>']]);
  });

  test('is named, and joined with files', async () => {
    const { windows } = await json('- clean --stdin-filename more/records.json', { stdin: lines(blinding.slice(2)) });
    expect(windows[0]?.opened.file).toBe('more/records.json');
  });

  test('as a file, lines are known by their number', async () => {
    expect((await json('records.ndjson')).windows[0]?.opened.line).toBe(3);
  });
});

describe('what cannot be read', () => {
  test('is told, and all else is read', async () => {
    const { windows, problems } = await json('truncated logs');
    expect(windows).toHaveLength(2);
    expect(problems.map(({ rule, file }) => [rule, file])).toEqual([['parse-error', 'truncated/a.json.gz']]);
    expect((await audit('truncated logs')).out).toContain('Not everything was read: 1 parse error');
  });

  test('is told of a link that leads out', async () => {
    write(folder, { 'linked/a.json': JSON.stringify({ Records: blinding }) });
    symlinkSync('/etc/hosts', join(folder, 'linked/out.json'));
    const { windows, problems } = await json('linked');
    expect([windows.length, problems.map(({ rule, file }) => [rule, file])]).toEqual([2, [['gap', 'linked/out.json']]]);
  });

  test('of a size', async () => {
    const { problems } = await json('clean --max-file-size 100');
    expect(problems.map(({ file }) => file)).toEqual(['clean/a.json']);
  });
});

describe('--mask', () => {
  const secrets = [ACCOUNT, 'alice', 'Operators', '203.0.113.5', 'trail/main', '1234abcd'];

  test.each(['pretty', 'json', 'sarif', 'markdown'])('%s', async (format) => {
    const [plain, shown] = [await audit(`logs -f ${format}`), await audit(`logs -f ${format} --mask`)];
    for (const secret of secrets.slice(0, 5)) expect(plain.out, secret).toContain(secret);
    for (const secret of secrets) expect(shown.out, secret).not.toContain(secret);
    expect([shown.status, shown.err]).toEqual([plain.status, plain.err]);
    expect(shown.out).toContain('account-1');
    expect((await audit(`logs -f ${format} --mask`)).out).toBe(shown.out);
  });

  test.each(['pretty', 'json'])('keys as %s', async (format) => {
    expect((await audit(`keys logs -f ${format}`)).out).toContain('1234abcd');
    for (const secret of secrets) expect((await audit(`keys logs -f ${format} --mask`)).out, secret).not.toContain(secret);
  });
});

describe('keys', () => {
  interface Keys { readonly keys: readonly { readonly key: string; readonly count: number; readonly windows: readonly { readonly before: { readonly time: string } | null; readonly after: { readonly principal: string } | null }[] }[]; readonly count: number }
  const keys = async (line: string): Promise<Keys> => JSON.parse((await audit(`keys ${line} -f json`)).out) as Keys;

  test('are told with what was logged before and behind a window', async () => {
    const { keys: [key], count } = await keys('logs');
    expect([key?.key, key?.count, count]).toEqual([KEY, 2, 2]);
    expect(key?.windows.map(({ before, after }) => [before?.time, after?.principal])).toEqual([['2026-01-01T00:01:40Z', ALICE]]);
    expect((await audit('keys logs')).out).toContain(KEY);
  });

  test('by key, time and account', async () => {
    expect((await keys('logs --key other')).keys).toEqual([]);
    expect((await keys('logs --key 1234abcd-12ab-34cd-56ef-1234567890ab')).keys).toHaveLength(1);
    expect((await keys('logs --since 2026-01-01T02:00:00Z')).count).toBe(1);
    expect((await keys('logs --account 444455556666')).count).toBe(0);
  });

  test('a folder of that name is read where it is written as one', async () => {
    put({ 'keys/a.json': JSON.stringify({ Records: blinding }) });
    expect((await json('./keys')).windows).toHaveLength(2);
  });
});

describe('what is printed', () => {
  test.each([
    ['--print-query athena', /CREATE EXTERNAL TABLE/u],
    ['--print-query lake --event-data-store EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE', /EXAMPLE-f852/u],
    ['--print-query duckdb logs.json', /'logs\.json'/u],
    ['--print-query athena --since 2026-01-01 --account 111122223333 --region us-east-1 --bucket b --organization o-exampleorgid', /s3:\/\/b\/AWSLogs\/o-exampleorgid/u],
    ['--print-detection eventbridge', /"PutEventSelectors"/u],
    ['--print-detection cloudwatch', /PutEventSelectors/u],
    ['--print-detection sigma', /PutEventSelectors/u],
  ])('%s', async (line, text) => {
    const { status, out, err } = await audit(line);
    expect([status, err]).toEqual([exit.ok, '']);
    expect(out).toMatch(text);
    expect(out.endsWith('\n')).toBe(true);
  });

  test('to a file', async () => {
    expect((await audit('--print-detection sigma -o rule.yml')).out).toBe('');
    expect(readFileSync(join(folder, 'rule.yml'), 'utf8')).toContain('detection:');
  });
});

describe('texts of records', () => {
  const word = fc.oneof(fc.constantFrom(...TEXTS, '\u009B31m', '\u001B]0;x\u0007', '\u202Ex'), fc.string({ unit: 'binary' }));

  test.each(['pretty', 'json', 'sarif', 'markdown'])('reach nobody raw: %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(word, word, async (text, name) => {
        const hostile = { region: text, userAgent: text, sourceIPAddress: text, principal: `arn:aws:iam::${ACCOUNT}:user/${text}`, eventID: `${text}1` };
        const records = [
          putEventSelectors(name, basicSelectors.noKms, { ...hostile, at: 1 }),
          stopLogging(name, { ...hostile, at: 2, eventID: `${text}2`, failure: text, failureMessage: text }),
          putEventSelectors(name, basicSelectors.all, { ...hostile, at: 3, eventID: `${text}3`, account: text }),
          { ...stopLogging(name, { at: 4, eventID: `${text}4` }), eventTime: text },
        ];
        const { out, err } = await audit(`- -f ${format}`, { stdin: JSON.stringify({ Records: records }) });
        expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u2028\u2029]/u);
        expect(err.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u2028\u2029]/u);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('the look', () => {
  test('has colours on a terminal, and none where nobody asked for them', async () => {
    expect((await audit('logs', { terminal: true })).out).toContain('\u001B[');
    expect((await audit('logs')).out).not.toContain('\u001B[');
    expect((await audit('logs --color always')).out).toContain('\u001B[');
  });

  test('quiet has neither timeline nor closing', async () => {
    const { out } = await audit('logs -q');
    expect(out).toContain('error[kms-blackout]');
    expect(out).not.toMatch(/^\d window/mu);
    expect((await audit('clean -q')).out).toBe('');
  });

  test('--stats', async () => {
    expect((await audit('logs --stats')).err).toMatch(/^keytrail: 2 files read, 2 windows, 1 attempts, 0 problems; /u);
    expect((await audit('keys logs --stats')).err).toMatch(/^keytrail: 2 files read, 2 KMS events, 0 problems; /u);
  });
});
