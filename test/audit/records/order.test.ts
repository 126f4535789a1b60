import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords } from '../../../src/audit/records/index.js';
import { csv, envelope, file, gzipSync, type Json, looked, other, put, readTexts, said, told } from './given.js';

const json = JSON.stringify;
const call = (index: number, second: number, more: Json = {}): Json =>
  put({ eventID: `event-${index}`, requestID: `request-${index}`, eventTime: `2026-03-02T10:00:${String(second).padStart(2, '0')}Z`, requestParameters: { trailName: `t${index % 3}`, eventSelectors: [] }, responseElements: null, ...more });

const containers: readonly ((records: readonly Json[]) => string)[] = [
  (records) => json({ Records: records }),
  (records) => JSON.stringify(records, null, 2),
  (records) => records.map((one) => json(one)).join('\n'),
  (records) => json({ Events: records.map(looked) }),
  (records) => records.map((one) => json(envelope(one))).join('\n'),
  (records) => json({ logEvents: records.map((one) => ({ message: json(one) })) }),
  csv,
];

test('shuffled, repeated and spread over files of whatever kind, the calls are the same', async () => {
  const seconds = fc.array(fc.record({ second: fc.integer({ min: 0, max: 5 }), id: fc.boolean(), where: fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }) }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(seconds, fc.array(fc.nat(containers.length - 1), { minLength: 5, maxLength: 5 }), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.infiniteStream(fc.nat()), async (calls, kinds, zipped, random) => {
      const records = calls.map(({ second, id }, index) => call(index, second, id ? {} : { eventID: undefined }));
      const expected = (await readTexts({ all: json({ Records: records }) })).calls.map(said);
      const parts = kinds.map((kind, part) => {
        const own = records.flatMap((record, index) => (calls[index]?.where ?? []).filter((where) => where === part).map(() => ({ record, at: random.next().value as number })));
        const content = containers[kind]?.([...own.sort((a, b) => a.at - b.at).map(({ record }) => record), other()]) ?? '';
        return file(`part-${part}`, zipped[part] === true ? gzipSync(content) : content);
      });
      const shuffled = parts.map((part) => ({ part, at: random.next().value as number })).sort((a, b) => a.at - b.at).map(({ part }) => part);
      const [one, two] = [await readRecords(parts), await readRecords(shuffled)];
      expect(one.calls.map(said)).toEqual(expected);
      expect(two.calls.map(said)).toEqual(expected);
      expect(two.calls.map(({ at }) => told(at))).toEqual(one.calls.map(({ at }) => told(at)));
      expect(two.problems.map(({ span }) => told(span))).toEqual(one.problems.map(({ span }) => told(span)));
    }),
    { numRuns: 60 },
  );
});

const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
const update = { eventName: 'UpdateTrail', requestParameters: { name: arn, isMultiRegionTrail: false }, responseElements: { trailARN: arn } };

test.each<readonly [string, readonly Json[], readonly (readonly [string | undefined, string])[]]>([
  ['the same eventID', [put(), put()], [['event-1', '111122223333']]],
  ['copies for two accounts', [put({ ...update, eventID: 'b', sharedEventID: 's' }), put({ ...update, eventID: 'a', sharedEventID: 's', recipientAccountId: '999900001111' })], [['b', '111122223333']]],
  ['copies that say so by the request alone', [put({ ...update, eventID: 'a', recipientAccountId: '999900001111' }), put({ ...update, eventID: 'b' })], [['b', '111122223333']]],
  ['two calls of one second', [put({ eventID: 'b', requestID: 'r2' }), put({ eventID: 'a', requestID: 'r1' })], [['a', '111122223333'], ['b', '111122223333']]],
  ['one request to two trails', [put({ ...update, eventID: 'a' }), put({ ...update, eventID: 'b', requestParameters: { name: 'other' }, responseElements: null })], [['a', '111122223333'], ['b', '111122223333']]],
  ['the same without an id', [put({ eventID: undefined, requestID: undefined }), put({ eventID: undefined, requestID: undefined })], [[undefined, '111122223333']]],
  ['others without an id', [put({ eventID: undefined, requestID: undefined }), put({ eventID: undefined, requestID: undefined, userAgent: 'x' })], [[undefined, '111122223333'], [undefined, '111122223333']]],
  ['one that leaves out what was set', [put({ requestParameters: { omitted: true } }), put()], [['event-1', '111122223333']]],
])('%s', async (_, records, expected) => {
  for (const order of [records, [...records].reverse()]) {
    const { calls } = await readTexts(Object.fromEntries(order.map((record, index) => [`${index}`, json([record])])));
    expect(calls.map(({ eventId, account }) => [eventId, account])).toEqual(expected);
    if (_.startsWith('one that')) expect(calls[0]?.omitted).toBe(false);
  }
});
