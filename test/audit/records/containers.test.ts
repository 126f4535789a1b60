import { describe, expect, test } from 'vitest';
import type { Call } from '../../../src/audit/audit.js';
import { columns, csv, envelope, gzipSync, inFile, type Json, looked, other, put, problems, readTexts, rowOf, said } from './given.js';
import { Cutter, type Piece } from '../../../src/audit/records/cutting/cutter.js';
import { Elements } from '../../../src/audit/records/cutting/elements.js';
import { CLOUDTRAIL, marksIn } from '../../../src/audit/records/cutting/marks.js';
import { Rows, tableOf } from '../../../src/audit/records/rows.js';

const first = put();
const second = put({ eventID: 'event-2', requestID: 'request-2', eventTime: '2026-03-02T10:00:00Z', eventName: 'StopLogging', requestParameters: { name: 'main' }, responseElements: null });
const failed = put({ eventID: 'event-3', requestID: 'request-3', eventTime: '2026-03-02T11:00:00Z', errorCode: 'AccessDenied', errorMessage: 'no "way"', requestParameters: null, responseElements: null });
const records = [other({ eventID: 'a' }), first, other({ eventID: 'b' }), second, failed, other({ eventID: 'c' })];

const json = (value: unknown, indentation?: number): string => JSON.stringify(value, null, indentation);
const message = (record: Json): Json => ({ timestamp: 1772442851000, message: json(record), ingestionTime: 1772442852000 });
/** With the first letter of each key large. */
const pascal = (value: unknown): unknown => (Array.isArray(value) ? value.map(pascal) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), pascal(inner)])) : value);

const containers: Readonly<Record<string, string>> = {
  'a log file': json({ Records: records }),
  'a log file that somebody laid out': json({ Records: records }, 2),
  'with CRLF': json({ Records: records }, 2).replaceAll('\n', '\r\n'),
  'a list': json(records),
  'a list that somebody laid out': json(records, 4),
  'a record in each line': records.map((record) => json(record)).join('\n'),
  'records one behind the other': records.map((record) => json(record, 1)).join(''),
  'lookup-events': json({ Events: records.map(looked), NextToken: 'x' }, 4),
  'lookup-events, several pages': [records.slice(0, 2), records.slice(2)].map((page) => json({ NextToken: 'x', Events: page.map(looked) }, 4)).join('\n'),
  'lookup-events, pages in a list': json([{ Events: records.slice(0, 2).map(looked) }, { Events: records.slice(2).map(looked) }]),
  'the texts of lookup-events': json(records.map((record) => json(record))),
  'a text in each line': records.map((record) => json(json(record))).join('\n'),
  'the texts, with tabs between': records.map((record) => json(record)).join('\t'),
  'EventBridge, one in each line': records.map((record) => json(envelope(record))).join('\n'),
  'EventBridge, a list': json(records.map(envelope), 2),
  'CloudWatch Logs, get-log-events': json({ events: records.map(message), nextForwardToken: 'f/1' }, 4),
  'CloudWatch Logs, a subscription': json({ messageType: 'DATA_MESSAGE', owner: '1', logGroup: 'g', logStream: 's', subscriptionFilters: ['f'], logEvents: records.map((record, index) => ({ id: String(index), ...message(record) })) }),
  'CloudWatch Logs, subscriptions one behind the other': records.map((record) => json({ messageType: 'DATA_MESSAGE', logEvents: [message(record)] })).join(''),
  'CloudWatch Logs, exported to S3': records.map((record) => `${String(record['eventTime']).replace('Z', '.000Z')} ${json(record)}`).join('\n'),
  'CloudWatch Logs, results of a query': json({ results: records.map((record) => [{ field: '@timestamp', value: '2026-03-02 09:14:11.000' }, { field: '@message', value: json(record) }, { field: '@ptr', value: 'x' }]), statistics: {}, status: 'Complete' }),
  'a table': csv(records),
  'a table with tabs': [['eventname', 'eventjson'].join('\t'), ...records.map((record) => `${String(record['eventName'])}\t"${json(record).replaceAll('"', '""')}"`)].join('\n'),
  'rows of DuckDB': json(records.map(rowOf)),
  'rows of Lake': json({ QueryStatus: 'FINISHED', QueryResultRows: records.map((record) => columns.map((name) => ({ [name]: rowOf(record)[name] }))) }),
  'rows of Athena': json({ UpdateCount: 0, ResultSet: { Rows: [columns.map((name) => name), ...records.map((record) => columns.map((name) => rowOf(record)[name] ?? null))].map((row) => ({ Data: row.map((value) => (value === null ? {} : { VarCharValue: value })) })), ResultSetMetadata: { ColumnInfo: [] } } }, 4),
  'what Splunk gives out': records.map((record) => json({ preview: false, offset: 0, result: { _raw: json(record), _time: 'x' } })).join('\n'),
  'hits of Elasticsearch': records.map((record) => json({ _index: 'i', _source: record })).join('\n'),
  'rows with the whole record': json(records.map((record) => ({ record }))),
  'rows with its text': json(records.map((record) => ({ eventid: record['eventID'], eventjson: json(record) })), 2),
  'keys with a large letter': json(pascal({ Records: records })),
};

describe('each container gives the same calls', () => {
  const base = readTexts({ 'x.json': json({ Records: records }) });

  test('those of a log file', async () => {
    const { calls, recordsRead, first: from, last } = await base;
    expect(calls.map(({ name, eventId, time }) => [name, eventId, new Date(time).toISOString()])).toEqual([
      ['PutEventSelectors', 'event-1', '2026-03-02T09:14:11.000Z'],
      ['StopLogging', 'event-2', '2026-03-02T10:00:00.000Z'],
      ['PutEventSelectors', 'event-3', '2026-03-02T11:00:00.000Z'],
    ]);
    expect(recordsRead).toBe(6);
    expect([from, last]).toEqual([Date.parse('2026-03-02T09:00:00Z'), Date.parse('2026-03-02T11:00:00Z')]);
    const [call] = calls;
    expect(call?.request?.entries.has('EventSelectors')).toBe(true);
    expect(call).toMatchObject({
      region: 'eu-west-1',
      account: '111122223333',
      partition: 'aws',
      failure: undefined,
      omitted: false,
      sourceIPAddress: '203.0.113.7',
      caller: { type: 'AssumedRole', principal: 'arn:aws:sts::111122223333:assumed-role/Admin/mary', role: 'arn:aws:iam::111122223333:role/ops/Admin', session: 'mary', account: '111122223333', accessKeyId: 'ASIAEXAMPLE' },
    });
    expect(calls[2]).toMatchObject({ failure: { code: 'AccessDenied', message: 'no "way"' }, request: undefined, response: undefined });
  });

  test.each(Object.entries(containers))('%s', async (_, content) => {
    const expected = (await base).calls.map(said);
    const variants: readonly (string | Uint8Array)[] = [
      content,
      `\uFEFF${content}`,
      gzipSync(content),
      Buffer.concat([gzipSync(content.slice(0, content.length / 2)), gzipSync(content.slice(content.length / 2))]),
      Buffer.from(`\uFEFF${content}`, 'utf16le'),
    ];
    for (const variant of variants) {
      const read = await readTexts({ 'x.json': variant });
      expect(problems(read)).toEqual([]);
      expect(read.calls.map(said)).toEqual(expected);
      for (const call of read.calls) expect(placed(call, content)).toBe(true);
    }
  });

  /** At the name, or at the cell that holds the record. */
  function placed({ at, name }: Call, content: string): boolean {
    const shown = inFile(at, content);
    return shown === at.source.text.slice(at.start, at.end) && ([`"${name}"`, `\\"${name}\\"`, `\\\\\\"${name}\\\\\\"`].includes(shown) || (content.includes('eventjson') && shown.includes(name)));
  }

  test.each(Object.entries(containers))('%s, in pieces of whatever size', (_, content) => {
    const bytes = Buffer.from(content);
    const table = tableOf(bytes);
    const cut = (size: number): readonly unknown[] => {
      const cutter = new Cutter(table === undefined ? new Elements() : new Rows(), (part) => marksIn(part, { source: CLOUDTRAIL }));
      const found: unknown[] = [];
      const take = (pieces: Iterable<Piece>): void => { for (const piece of pieces) found.push([piece.bytes.toString(), piece.place]); };
      for (let at = 0; at < bytes.length; at += size) take(cutter.push(bytes.subarray(at, at + size)));
      take(cutter.end());
      return [...found, cutter.isComplete, cutter.isBroken, cutter.place];
    };
    const expected = cut(bytes.length);
    expect(expected.length).toBeGreaterThanOrEqual(6);
    for (const size of [1, 2, 3, 7, 64, 1000]) expect(cut(size)).toEqual(expected);
  });
});

test.each([
  ['a table of others', 'a,b\n1,2\n'],
  ['a policy', json({ Statement: [{ Principal: { Service: 'cloudtrail.amazonaws.com' } }] })],
  ['a digest', json({ awsAccountId: '1', digestStartTime: '2026-03-02T09:14:11Z', logFiles: [{ s3Bucket: 'b', hashValue: 'x' }] })],
  ['a text', 'nothing { "cloudtrail.amazonaws.com'],
])('%s is no file of records', async (_, content) => {
  expect(problems(await readTexts({ x: content }))).toEqual(['gap warning x:1:1 ']);
  expect(problems(await readTexts({ x: content }, false))).toEqual([]);
});

test('an envelope that is not known is told', async () => {
  const strange = json([{ wrapped: { inside: put() } }]);
  expect(problems(await readTexts({ x: strange }, false))).toEqual(['gap warning x:1:2 ']);
  const cells = json({ ResultSet: { Rows: [{ Data: [{ VarCharValue: 'cloudtrail.amazonaws.com' }, { VarCharValue: 'eventSource' }] }] } });
  expect(problems(await readTexts({ x: cells }))).toEqual(['gap warning x:1:23 ']);
});

test('records of nothing are records', async () => {
  for (const content of ['{"Records":[]}', '{"Events": []}', `${columns.join(',')}\n`]) expect(problems(await readTexts({ x: content }))).toEqual([]);
});

test('an Insights event tells of no call', async () => {
  const insight = { eventVersion: '1.09', eventTime: '2026-03-02T09:14:00Z', awsRegion: 'eu-west-1', eventID: 'i', eventType: 'AwsCloudTrailInsight', insightDetails: { state: 'Start', eventSource: 'cloudtrail.amazonaws.com', eventName: 'PutEventSelectors', insightType: 'ApiCallRateInsight' }, eventCategory: 'Insight' };
  const read = await readTexts({ x: json({ Records: [insight] }) });
  expect(read.calls).toEqual([]);
  expect(read.problems).toEqual([]);
});

test('what stands in a string or deeper in a record is no record', async () => {
  const hidden = [other({ requestParameters: { a: put(), b: [put()], c: json(put()) } }), other({ requestParameters: { Records: [put()], events: [{ message: json(put()) }] } })];
  for (const content of [json({ Records: hidden }), json(hidden), hidden.map((one) => json(one)).join('\n'), json({ Events: hidden.map(looked) }), csv(hidden)]) {
    const read = await readTexts({ x: content });
    expect(read.calls).toEqual([]);
    expect(read.problems).toEqual([]);
  }
});
