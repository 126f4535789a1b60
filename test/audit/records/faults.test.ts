import { describe, expect, test } from 'vitest';
import { readRecords } from '../../../src/audit/records/index.js';
import { file, gzipSync, inFile, type Json, looked, other, problems, put, readTexts } from './given.js';

const json = JSON.stringify;
const many = (count: number, from = 0): readonly Json[] => Array.from({ length: count }, (_, index) => other({ eventID: `o${from + index}` }));
const numbered = (index: number, more: Json = {}): Json => put({ eventID: `e${index}`, requestID: `r${index}`, eventTime: `2026-03-02T10:00:${String(index).padStart(2, '0')}Z`, ...more });
const ids = (calls: readonly { readonly eventId: string | undefined }[]): string => calls.map(({ eventId }) => eventId).join(' ');

describe('a gzip file', () => {
  const content = json({ Records: [numbered(1), ...many(200), numbered(2), ...many(200, 200), numbered(3)] });
  const zipped = gzipSync(content);

  test.each([0.3, 0.6, 0.95, 0.999])('that ends after %d of it gives what stands before', async (share) => {
    const cut = zipped.subarray(0, zipped.length * share);
    const read = await readTexts({ 'x.json.gz': cut });
    expect(read.calls[0]?.eventId).toBe('e1');
    expect(problems(read)).toHaveLength(1);
    expect(read.problems[0]?.rule).toBe('parse-error');
    // The place is where it ends.
    const [problem] = read.problems;
    expect(problem?.span.source.excerpts?.[0]?.offset).toBeGreaterThan(content.length * share * 0.4);
  });

  test('without its check sum is read to its end', async () => {
    const read = await readTexts({ 'x.json.gz': zipped.subarray(0, -8) });
    expect(ids(read.calls)).toBe('e1 e2 e3');
    expect(problems(read)).toEqual([`parse-error error x.json.gz:1:${content.length + 1} `]);
  });

  test('with a wrong check sum is read to its end', async () => {
    const broken = Buffer.from(zipped);
    broken[broken.length - 6] = (broken[broken.length - 6] ?? 0) ^ 1;
    const read = await readTexts({ 'x.json.gz': broken });
    expect(ids(read.calls)).toBe('e1 e2 e3');
    expect(problems(read)).toEqual([`parse-error error x.json.gz:1:${content.length + 1} `]);
  });

  test('that is corrupt gives what stands before', async () => {
    const noisy = json({ Records: [numbered(1), ...Array.from({ length: 3000 }, (_, index) => other({ eventID: `${Math.sin(index)}${Math.cos(index)}` })), numbered(2)] });
    const broken = gzipSync(noisy);
    const at = Math.floor(broken.length * 0.7);
    broken.fill(0xff, at, at + 40);
    const read = await readTexts({ 'x.json.gz': broken });
    expect(ids(read.calls)).toBe('e1');
    // What is corrupt may come to something before it comes to nothing.
    const offsets = read.problems.map(({ span }) => span.source.excerpts?.[0]?.offset ?? -1);
    expect(Math.max(...offsets)).toBeGreaterThan(noisy.length * 0.6);
    expect(offsets.length).toBeLessThanOrEqual(3);
  });

  test('with something else behind it is read, and that is told', async () => {
    expect(problems(await readTexts({ 'x.gz': Buffer.concat([zipped, Buffer.alloc(512)]) }))).toEqual([]);
    const read = await readTexts({ 'x.gz': Buffer.concat([zipped, Buffer.from('garbage')]) });
    expect(ids(read.calls)).toBe('e1 e2 e3');
    expect(read.problems).toHaveLength(1);
  });

  test('of nothing, or of nothing but its head', async () => {
    expect(problems(await readTexts({ 'x.json.gz': gzipSync('') }, false))).toEqual(['gap warning x.json.gz:1:1 ']);
    expect(problems(await readTexts({ 'x.json.gz': Buffer.from([0x1f, 0x8b]) }, false))).toEqual(['parse-error error x.json.gz:1:1 ']);
    expect(problems(await readTexts({ 'x.json.gz': Buffer.alloc(0) }, false))).toEqual(['gap warning x.json.gz:1:1 ']);
    expect(problems(await readTexts({ 'x.json': '' }, false))).toEqual([]);
    expect(problems(await readTexts({ 'x.json': '' }))).toEqual(['gap warning x.json:1:1 ']);
  });

  test('that lies about its size', async () => {
    const liar = Buffer.from(zipped);
    liar.writeUInt32LE(0xffffffff, liar.length - 4);
    const read = await readTexts({ 'x.gz': liar });
    expect(ids(read.calls)).toBe('e1 e2 e3');
    expect(read.problems).toHaveLength(1);
  });

  test('of more than is allowed gives what comes first', async () => {
    const bomb = bombOf(json({ Records: [numbered(1), ...many(2)] }).slice(0, -2), 200);
    const read = await readRecords([file('bomb.gz', bomb), file('x.json', json([numbered(9)]))], { maxInflated: 100 * 1024 * 1024 });
    expect(ids(read.calls)).toBe('e1 e9');
    expect(problems(read)).toHaveLength(1);
    expect(read.problems[0]?.span.source.path).toBe('bomb.gz');
    const small = await readRecords([file('x.json', content)], { maxInflated: 4000 });
    expect(ids(small.calls)).toBe('e1');
    expect(small.problems).toHaveLength(1);
  });

  test('that is larger than is allowed is not read', async () => {
    const read = await readRecords([file('x.gz', zipped), file('y.json', json([numbered(9)]))], { maxInflated: 1e9, maxFileSize: zipped.length - 1 });
    expect(ids(read.calls)).toBe('e9');
    expect(problems(read)).toEqual(['parse-error error x.gz:1:1 ']);
  });
});

/** `megabytes` of blanks behind a text, in one gzip member: 1000 times smaller. */
function bombOf(head: string, megabytes: number): Buffer {
  return gzipSync(Buffer.concat([Buffer.from(head), Buffer.alloc(megabytes * 1024 * 1024, 32)]), { level: 1 });
}

describe('a record that is broken', () => {
  const text = json(numbered(2));
  const breaks: Readonly<Record<string, string>> = {
    'a quote is missing behind a value': text.replace('"eventName":"PutEventSelectors"', '"eventName":"PutEventSelectors'),
    'a quote is missing before a value': text.replace('"awsRegion":"eu-west-1"', '"awsRegion":eu-west-1"'),
    'a quote too much': text.replace('eu-west-1"', 'eu-west-1""'),
    'its end is missing': text.slice(0, -30),
    'its last bracket is missing': text.slice(0, -1),
    'a bracket is missing inside': text.replace('}]}', '}]'),
    'a bracket too much': text.replace('}]}', '}]}}'),
    'a bracket too much at its end': `${text}}`,
    'a list that ends twice': text.replace('}]}', '}]]}'),
    'a comma is missing': text.replace('","', '""'),
    'a word': text.replace('false', 'falsch'),
    'a raw line end in a string': text.replace('PutEvent', 'Put\nEvent'),
  };
  const around = [numbered(1), ...many(3)];
  const behind = [...many(3, 5), numbered(3)];
  const parts = (records: readonly Json[]): readonly string[] => records.map((one) => json(one));
  const containers: Readonly<Record<string, (broken: string) => string>> = {
    'a log file': (broken) => `{"Records":[${[...parts(around), broken, ...parts(behind)].join(',')}]}`,
    'a list': (broken) => `[\n${[...parts(around), broken, ...parts(behind)].join(',\n')}\n]`,
    lines: (broken) => [...parts(around), broken, ...parts(behind)].join('\n'),
    'a list that is laid out': (broken) => `[\n  ${[...around, ...behind].map((one) => JSON.stringify(one, null, 2).replaceAll('\n', '\n  ')).join(',\n  ').replace(/(?<="eventID": "o2"\s*\},\s*)/u, `${broken},\n  `)}\n]`,
  };

  test.each(Object.entries(breaks).flatMap(([fault, broken]) => Object.entries(containers).map(([name, container]) => [fault, name, broken, container] as const)))('%s, in %s', async (_fault, _name, broken, container) => {
    const content = container(broken);
    expect(content).toContain(broken);
    for (const explicit of [true, false]) {
      const read = await readTexts({ x: content }, explicit);
      expect(ids(read.calls)).toBe('e1 e3');
      expect(read.problems.length).toBeGreaterThanOrEqual(1);
      expect(read.problems.length).toBeLessThanOrEqual(3);
      const from = content.indexOf(broken);
      for (const { rule, span } of read.problems) {
        expect(rule).toBe('parse-error');
        const at = span.source.excerpts?.[0]?.offset ?? -1;
        expect(at + span.start).toBeGreaterThanOrEqual(from);
        expect(at + span.start).toBeLessThanOrEqual(from + broken.length + 40);
      }
      for (const call of read.calls) expect(inFile(call.at, content)).toBe('"PutEventSelectors"');
    }
  });

  test('in the text of an event of lookup-events', async () => {
    const events = [looked(numbered(1)), { ...looked(numbered(2)), CloudTrailEvent: text.slice(0, -20) }, looked(numbered(3))];
    const read = await readTexts({ x: JSON.stringify({ Events: events }, null, 2) });
    expect(ids(read.calls)).toBe('e1 e3');
    expect(read.problems).toHaveLength(1);
  });
});

describe('a record of a call', () => {
  test.each([
    ['without a time', { eventTime: undefined }, 'parse-error error', ''],
    ['with a time that is none', { eventTime: 'yesterday' }, 'parse-error error', ''],
    ['on a day that there is not', { eventTime: '2026-02-30T00:00:00Z' }, 'parse-error error', ''],
    ['with a number for a time', { eventTime: 1772442851 }, 'parse-error error', ''],
    ['without an id', { eventID: undefined }, 'gap warning', 'PutEventSelectors'],
  ])('%s is told', async (_, more, rule, name) => {
    const content = JSON.stringify({ Records: [numbered(1), numbered(2, more), numbered(3)] }, null, 1);
    const read = await readTexts({ x: content });
    expect(read.calls.map((call) => call.eventId ?? call.name)).toEqual(['e1', ...(name === '' ? [] : [name]), 'e3'].sort((a, b) => (a === name ? -1 : b === name ? 1 : 0)).sort((a, b) => order(a) - order(b)));
    const line = content.slice(0, content.indexOf('"PutEventSelectors"', content.indexOf('"PutEventSelectors"') + 1)).split('\n').length;
    expect(problems(read)).toEqual([`${rule} x:${line}:17 "PutEventSelectors"`]);
  });
  const order = (id: string): number => (id === 'e1' ? 1 : id === 'e3' ? 3 : 2);

  test.each([
    [{ requestParameters: { omitted: true, originalSize: 300000, reason: 'requestParameters too large' } }, true, false],
    [{ requestParameters: { omitted: true }, responseElements: null }, true, false],
    [{ responseElements: { omitted: true } }, false, true],
    [{ requestParameters: null, responseElements: { omitted: true } }, true, false],
    [{ requestParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, true, false],
    [{ requestParameters: '{"trailName":"main","eventSelectors":[' }, true, false],
    [{ requestParameters: '{"trailName":"main"}' }, false, true],
  ])('%j', async (more, omitted, hasRequest) => {
    const { calls } = await readTexts({ x: json([put(more)]) });
    expect(calls[0]?.omitted).toBe(omitted);
    expect(calls[0]?.request !== undefined).toBe(hasRequest);
  });

  test('that is null says nothing', async () => {
    const { calls } = await readTexts({ x: json([put({ requestParameters: { trailName: 'main', eventSelectors: null, advancedEventSelectors: [{ name: null, fieldSelectors: [] }] } })]) });
    expect([...(calls[0]?.request?.entries.keys() ?? [])]).toEqual(['TrailName', 'AdvancedEventSelectors']);
  });
});

test('a file that cannot be opened is told, and the others are read', async () => {
  const broken = { path: 'gone.json', explicit: true, open: (): never => { throw new Error('permission denied'); } };
  const read = await readRecords([broken, file('x', json([put()]))]);
  expect(ids(read.calls)).toBe('event-1');
  expect(problems(read)).toEqual(['parse-error error gone.json:1:1 ']);
});

describe('made to keep us busy', () => {
  const deep = '['.repeat(200_000);
  test.each([
    ['brackets', deep],
    ['brackets in a record', `{"Records":[{"eventSource":"cloudtrail.amazonaws.com","a":${deep}`],
    ['records that never end', '{"eventVersion":"1","eventSource":"cloudtrail.amazonaws.com","a":{'.repeat(20_000)],
    ['lists that never end', '[{"eventSource":"cloudtrail.amazonaws.com",'.repeat(20_000)],
    ['quotes', `{"Records":[{"a":"cloudtrail.amazonaws.com${'"'.repeat(500_001)}`],
    ['backslashes', `{"Records":[{"eventSource":"cloudtrail.amazonaws.com","a":"${'\\'.repeat(500_001)}`],
    ['blanks', `{"Records":[{${' '.repeat(500_000)}"eventSource":"cloudtrail.amazonaws.com"`],
    ['sources', '"cloudtrail.amazonaws.com"'.repeat(20_000)],
    ['strings in strings', looked(looked(looked(put())))],
    ['keys of prototypes', '[{"__proto__":{"eventName":"PutEventSelectors"},"constructor":1,"eventSource":"cloudtrail.amazonaws.com"}]'],
  ])('%s', { timeout: 10_000 }, async (_, content) => {
    const read = await readTexts({ x: typeof content === 'string' ? content : json(content) });
    expect(read.calls.length).toBeLessThanOrEqual(1);
    expect(read.problems.length).toBeLessThanOrEqual(20);
  });
});

test('a file of nothing but calls is read in linear time', { timeout: 20_000 }, async () => {
  const count = 20_000;
  const text = `{"Records":[${Array.from({ length: count }, (_, index) => json(put({ eventID: `e${index}`, requestID: `r${index}` }))).join(',')}]}`;
  const read = await readTexts({ x: text });
  expect(read.calls).toHaveLength(count);
  expect(read.problems).toEqual([]);
});

test.each([0, 1])('a file that was cut off is told, with %d calls before', async (calls) => {
  const text = json({ Records: [...(calls === 1 ? [numbered(1)] : []), ...many(5)] }).slice(0, -40);
  const read = await readTexts({ x: text }, false);
  expect(read.calls).toHaveLength(calls);
  expect(read.problems.map(({ rule, span }) => [rule, (span.source.excerpts?.[0]?.offset ?? 0) + span.start >= text.lastIndexOf('{"eventVersion"')])).toEqual([['parse-error', true]]);
});
