import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positionAt } from '../../../src/core/line-index.js';
import { Places } from '../../../src/audit/records/bytes/places.js';
import { timeOf } from '../../../src/audit/records/record.js';
import { type Json, put, readTexts } from './given.js';

test.each([
  ['2026-03-02T09:14:11Z', '2026-03-02T09:14:11.000Z'],
  ['2026-03-02 09:14:11.250', '2026-03-02T09:14:11.250Z'],
  ['2026-03-02T09:14:11.123456Z', '2026-03-02T09:14:11.123Z'],
  ['2026-03-02 09:14:11 UTC', '2026-03-02T09:14:11.000Z'],
  ['2026-03-02T10:14:11+01:00', '2026-03-02T09:14:11.000Z'],
  ['2026-03-02T04:44:11-0430', '2026-03-02T09:14:11.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['2026-02-29T00:00:00Z', undefined],
  ['2026-13-01T00:00:00Z', undefined],
  ['2026-03-02T24:00:00Z', undefined],
  ['2026-03-02', undefined],
  ['1772442851', undefined],
  ['', undefined],
])('%j is the time %s', (text, expected) => {
  const time = timeOf(text);
  expect(time === undefined ? undefined : new Date(time).toISOString()).toBe(expected);
});

describe('who called', () => {
  const session = { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::1:role/a/R' } };
  test.each<readonly [Json | null, Json]>([
    [{ type: 'IAMUser', arn: 'arn:aws:iam::1:user/u', userName: 'u', accountId: '1' }, { type: 'IAMUser', principal: 'arn:aws:iam::1:user/u', role: undefined, session: undefined, account: '1' }],
    [{ type: 'Root', arn: 'arn:aws:iam::1:root' }, { principal: 'arn:aws:iam::1:root', session: undefined }],
    [{ type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/R/s@x', sessionContext: session }, { role: 'arn:aws:iam::1:role/a/R', session: 's@x' }],
    [{ type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/R/s' }, { role: undefined, session: 's' }],
    [{ type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' }, { principal: 'cloudformation.amazonaws.com' }],
    [{ type: 'IAMUser', userName: 'u', principalId: 'A' }, { principal: 'u' }],
    [{ type: 'Unknown', principalId: 'A' }, { principal: 'A' }],
    [null, { type: '', principal: '', role: undefined, session: undefined, account: undefined, accessKeyId: undefined }],
  ])('%j', async (userIdentity, expected) => {
    const { calls } = await readTexts({ x: JSON.stringify([put({ userIdentity })]) });
    expect(calls[0]?.caller).toMatchObject(expected);
  });
});

test.each<readonly [Json, string, string]>([
  [{}, 'aws', '111122223333'],
  [{ recipientAccountId: undefined }, 'aws', '111122223333'],
  [{ responseElements: { trailARN: 'arn:aws-cn:cloudtrail:cn-north-1:2:trail/t' } }, 'aws-cn', '111122223333'],
  [{ responseElements: null, requestParameters: { name: 't' }, userIdentity: null, awsRegion: 'cn-north-1' }, 'aws-cn', '111122223333'],
  [{ responseElements: null, requestParameters: null, userIdentity: null, awsRegion: 'us-gov-west-1' }, 'aws-us-gov', '111122223333'],
  [{ responseElements: null, requestParameters: null, userIdentity: null, awsRegion: 'us-isob-east-1', recipientAccountId: undefined }, 'aws-iso-b', ''],
  [{ responseElements: null, requestParameters: null, userIdentity: null, awsRegion: 'us-iso-east-1' }, 'aws-iso', '111122223333'],
])('%j is in the partition %s', async (more, partition, account) => {
  const { calls } = await readTexts({ x: JSON.stringify([put(more)]) });
  expect([calls[0]?.partition, calls[0]?.account]).toEqual([partition, account]);
});

const piece = fc.constantFrom('a', 'ü', '€', '😀', '\n', '\r', '\r\n', 'x'.repeat(700), '\n\n', 'y'.repeat(5000));

test('places are those of the text, however its bytes are handed over', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 8 }), (parts, cuts) => {
      const text = parts.join('');
      const bytes = Buffer.from(text);
      const places = new Places();
      let at = 0;
      for (const end of [...cuts.map((cut) => (bytes.length === 0 ? 0 : cut % (bytes.length + 1))), bytes.length].sort((a, b) => a - b)) {
        const part = bytes.subarray(at, end);
        places.advance(part, 0, part.length);
        at = end;
      }
      const { line, column } = positionAt({ path: '', text, bom: false }, text.length);
      expect(places.place).toEqual({ offset: text.length, line: line - 1, column: column - 1 });
    }),
  );
});
