import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf } from '../../../src/audit/history/index.js';
import { history, toldAttempt, toldUnsettled, toldWindow, toldWindows } from './told.js';
import { records } from './sample.js';
import { ACCOUNT, callsOf, createTrail, record, startLogging, stopLogging, trailArn, type Circumstances, type RawRecord } from '../support.js';

const everything = (some: readonly RawRecord[]) => {
  const { windows, attempts, unsettled, problems } = history(some);
  return { windows: windows.map(toldWindow), attempts: attempts.map(toldAttempt), unsettled: unsettled.map(toldUnsettled), problems };
};

test('the history that the others are compared with', () => {
  expect(everything(records())).toEqual({
    windows: [
      'a own definite 10-30 writes PutEventSelectors-PutEventSelectors ()',
      'a own definite 10- reads PutEventSelectors- (changes-unseen)',
      'a other-regions definite 10- all PutEventSelectors- (changes-unseen)',
      'b own definite 12-30 all StopLogging-StartLogging (before-unknown, changes-unseen)',
      'b own possible 31- all StopLogging- (depends, before-unknown)',
      's own definite 40-50 writes CreateEventDataStore-UpdateEventDataStore (changes-unseen, covered-by a)',
      's own definite 60- all StopEventDataStoreIngestion- (changes-unseen)',
      'a own definite 70- writes DeleteTrail- (changes-unseen)',
    ],
    attempts: ['a StopLogging denied writes'],
    unsettled: ['b StopLogging'],
    problems: [],
  });
});

describe('nothing depends on', () => {
  const expected = everything(records());

  test('the order of the records, nor on how often they are there', () => {
    const same = records();
    fc.assert(
      fc.property(fc.shuffledSubarray([...same, ...same], { minLength: same.length * 2 }), (shuffled) => {
        expect(everything(shuffled)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('duplicates without an id', () => {
    const nameless = records({ eventID: null });
    const once = everything(nameless);
    expect(once.windows).toEqual(expected.windows);
    expect(everything([...nameless, ...nameless].reverse())).toEqual(once);
  });

  test('the case of the keys', () => {
    expect(everything(records({ pascal: true }))).toEqual(expected);
  });

  test('the file in which a call stands', () => {
    const split = records().flatMap((record, index) => callsOf([record], `${index}.json`));
    expect(historyOf(split.toReversed()).windows.map(toldWindow)).toEqual(expected.windows);
  });
});

test('copies of a call in the logs of several accounts, each with its own id', () => {
  const shared = (account: string, eventID: string) => [
    stopLogging(trailArn('t'), { at: 10, account, eventID, principal: `arn:aws:iam::${ACCOUNT}:user/alice` }),
    stopLogging(trailArn('t'), { at: 20, account, eventID: `${eventID}-2`, principal: `arn:aws:iam::${ACCOUNT}:user/alice`, failure: 'AccessDenied' }),
  ];
  const told = everything([...shared(ACCOUNT, 'x'), ...shared('444455556666', 'y')]);
  expect(told.windows).toEqual(['t own definite 10- all StopLogging- (before-unknown, changes-unseen)']);
  expect(told.attempts).toEqual(['t StopLogging denied none']);
});

test('copies of calls that make a trail: it was made once', () => {
  const copies = [ACCOUNT, '444455556666'].flatMap((account) => {
    const by = { at: 10, account, principal: `arn:aws:iam::${ACCOUNT}:user/alice` };
    return [createTrail(trailArn('t'), {}, by), startLogging(trailArn('t'), by)];
  });
  expect(everything(copies)).toEqual({ windows: [], attempts: [], unsettled: [], problems: [] });
});

test.each<readonly [string, readonly RawRecord[]]>([
  ['with an id', [nameless({ eventID: 'a' }), nameless({ eventID: 'a' })]],
  ['without an id', [nameless({ eventID: null }), nameless({ eventID: null })]],
  ['the keys in another order', [tried({ a: 1, b: 2 }, 'a'), tried({ b: 2, a: 1 }, 'b')]],
])('an attempt that is there twice, %s', (_name, twice) => {
  expect(everything(twice).attempts).toHaveLength(1);
});

/** It names no sink. */
function nameless(id: Circumstances): RawRecord {
  return record('cloudtrail.amazonaws.com', 'StopLogging', null, null, { at: 10, failure: 'AccessDenied', ...id });
}

function tried(settings: RawRecord, eventID: string): RawRecord {
  return record('cloudtrail.amazonaws.com', 'UpdateTrail', { name: 't', ...settings }, null, { at: 10, failure: 'AccessDenied', eventID });
}

test('times that are equal but for a fraction come one after the other', () => {
  const [early, late] = callsOf([stopLogging('t', { at: 10 }), startLogging('t', { at: 10 })]);
  if (early === undefined || late === undefined) throw new Error('no calls');
  expect(historyOf([{ ...late, time: late.time + 500 }, early]).windows.map(toldWindow)).toEqual(['t own definite 10-10.5 all StopLogging-StartLogging (before-unknown, changes-unseen)']);
});

test('no history at all', () => {
  expect(historyOf([])).toEqual({ windows: [], attempts: [], unsettled: [], problems: [] });
  expect(toldWindows([])).toEqual([]);
});
