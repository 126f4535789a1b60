import { expect, test } from 'vitest';
import { inMemory, MOST_INFLATED } from '../../src/audit/records/index.js';
import { seenMeanwhile } from '../../src/cli/audit/seen.js';
import { kmsRecord, timeOf } from '../audit/support.js';
import { READS, trail, window, WRITES } from '../report/audit/sample.js';

const limits = { maxFileSize: Infinity, maxInflated: MOST_INFLATED };
const file = (...records: readonly unknown[]): ReturnType<typeof inMemory> => inMemory('a.json', new TextEncoder().encode(JSON.stringify({ Records: records })));
const at = (from: number, to: number | undefined): { readonly from: number; readonly to: number | undefined } => ({ from: timeOf(from), to: to === undefined ? undefined : timeOf(to) });

const records = [
  kmsRecord('Decrypt', undefined, { at: 10 }),
  kmsRecord('Decrypt', undefined, { at: 50 }),
  kmsRecord('DeleteAlias', undefined, { at: 60 }),
  kmsRecord('Decrypt', undefined, { at: 70, region: 'eu-west-1' }),
  kmsRecord('Decrypt', undefined, { at: 80, account: '444455556666' }),
  kmsRecord('Decrypt', undefined, { at: 150 }),
  kmsRecord('Decrypt', undefined, { at: 250 }),
];

test.each([
  ['no window', [], []],
  ['of its own Region', [window({ ...at(20, 100), events: READS })], ['Decrypt 50']],
  ['of other Regions', [window({ ...at(20, 100), scope: 'other-regions' as const })], ['Decrypt 70']],
  ['of member accounts', [window({ ...at(20, 100), scope: 'member-accounts' as const })], ['Decrypt 80']],
  ['of another account', [window({ ...at(20, 100), sink: trail('main', 'us-east-1', '444455556666') })], ['Decrypt 80']],
  ['still open', [window({ ...at(60, undefined), events: WRITES })], ['DeleteAlias 60']],
  ['several, in any order', [window(at(200, 300)), window({ ...at(40, 55), events: READS }), window({ ...at(55, 65), events: WRITES })], ['Decrypt 50', 'DeleteAlias 60', 'Decrypt 250']],
  ['one within another', [window(at(0, 300)), window(at(40, 55))], ['Decrypt 10', 'Decrypt 50', 'DeleteAlias 60', 'Decrypt 150', 'Decrypt 250']],
])('%s', async (_name, windows, expected) => {
  const { uses, isCut } = await seenMeanwhile(windows, [file(...records)], limits);
  expect([uses.map(({ name, time }) => `${name} ${(time - timeOf(0)) / 1000}`), isCut]).toEqual([expected, false]);
});

test('so many and no more', async () => {
  const { uses, isCut } = await seenMeanwhile([window(at(0, undefined))], [file(...records)], limits, 2);
  expect([uses.length, isCut]).toEqual([2, true]);
});
