import { expect, test } from 'vitest';
import { audit } from '../../../src/audit/index.js';
import { inMemory, readRecords } from '../../../src/audit/records/index.js';
import { history, toldAttempt, toldUnsettled, toldWindow } from './told.js';
import { records } from './sample.js';
import { kmsRecord, type RawRecord } from '../support.js';

const file = (path: string, some: readonly RawRecord[]) => inMemory(path, new TextEncoder().encode(JSON.stringify({ Records: some })));

test.each([false, true])('the reader of records tells the same calls as the tests make of them, keys as in the API: %s', async (pascal) => {
  const some = records({ pascal });
  const { windows, attempts, unsettled } = history(some);
  const others = [kmsRecord('Decrypt', undefined, { at: 5 })];
  const read = await readRecords([file('b.json', [...some.slice(6), ...others]), file('a.json', some), file('c.json', [])]);
  const told = audit(read);
  expect(windows.length).toBeGreaterThan(5);
  expect(told.windows.map(toldWindow)).toEqual(windows.map(toldWindow));
  expect(told.attempts.map(toldAttempt)).toEqual(attempts.map(toldAttempt));
  expect(told.unsettled.map(toldUnsettled)).toEqual(unsettled.map(toldUnsettled));
  expect(told.problems).toEqual([]);
  expect(told.records.files).toBe(3);
});
