import { expect, test } from 'vitest';
import { toldWindows } from './told.js';
import { advancedSelectors, basicSelectors, createStore, createTrail, deleteTrail, putEventSelectors, startIngestion, startLogging, stopLogging, updateTrail, type RawRecord } from '../support.js';

const { all, noKms, writesOnly } = basicSelectors;
const running = [createTrail('t', {}, { at: -2 }), startLogging('t', { at: 0 })];

/** Records have whole seconds, and their ids no order: everything is given in every order. */
function orders(records: readonly RawRecord[]): readonly (readonly RawRecord[])[] {
  if (records.length < 2) return [records];
  return records.flatMap((first, index) => orders(records.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** The same with ids in the order given, by which records of one second are sorted. */
const numbered = (records: readonly RawRecord[]): readonly RawRecord[] => records.map((record, index) => ({ ...record, eventID: `id-${index}` }));

test.each<readonly [string, readonly RawRecord[], readonly RawRecord[], readonly string[]]>([
  ['made, set, started', [], [createTrail('t', {}, { at: 10 }), putEventSelectors('t', all, { at: 10 }), startLogging('t', { at: 10 })], []],
  ['made, set to lose events, started', [], [createTrail('t', {}, { at: 10 }), putEventSelectors('t', noKms, { at: 10 }), startLogging('t', { at: 10 })], ['t own definite 10- all StartLogging- ()']],
  ['made and deleted', [], [createTrail('t', {}, { at: 10 }), startLogging('t', { at: 10 })], []],
  ['made again and started in one second, after a deletion', [...running, deleteTrail('t', { at: 5 })], [createTrail('t', {}, { at: 10 }), startLogging('t', { at: 10 })], ['t own definite 5-10 all DeleteTrail-StartLogging (changes-unseen)']],
  ['made again although no deletion is recorded', running, [createTrail('t', {}, { at: 10 }), startLogging('t', { at: 10 })], []],
  ['stopped and started', running, [stopLogging('t', { at: 10 }), startLogging('t', { at: 10 })], ['t own possible 10- all StopLogging- (depends)']],
  ['stopped and started, then known again', running, [stopLogging('t', { at: 10 }), startLogging('t', { at: 10 }), startLogging('t', { at: 20 })], ['t own possible 10-20 all StopLogging-StartLogging (depends)']],
  ['stopped and deleted', running, [stopLogging('t', { at: 10 }), deleteTrail('t', { at: 10 })], ['t own definite 10- all StopLogging- (changes-unseen)']],
  ['two selectors, one event lost either way', running, [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', writesOnly, { at: 10 })], ['t own definite 10- reads PutEventSelectors- ()', 't own possible 10- writes PutEventSelectors- (depends)']],
  ['two selectors, then one', running, [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', all, { at: 10 }), putEventSelectors('t', all, { at: 20 })], ['t own possible 10-20 all PutEventSelectors-PutEventSelectors (depends)']],
  ['the same selectors twice', running, [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', noKms, { at: 10 })], ['t own definite 10- all PutEventSelectors- ()']],
  ['excluded and stopped: all is lost', running, [putEventSelectors('t', noKms, { at: 10 }), stopLogging('t', { at: 10 })], ['t own definite 10- all PutEventSelectors- (changes-unseen)']],
  ['excluded, and told to be as before', running, [putEventSelectors('t', noKms, { at: 10 }), updateTrail('t', { isMultiRegionTrail: false }, { at: 10 })], ['t own definite 10- all PutEventSelectors- ()']],
  ['deleted and made: either may have been last', running, [deleteTrail('t', { at: 10 }), createTrail('t', {}, { at: 10 })], ['t own definite 10- all DeleteTrail- (changes-unseen)']],
  ['a store made and started', [], [createStore('s', { startIngestion: false, multiRegionEnabled: false, advancedEventSelectors: advancedSelectors.all }, { at: 10 }), startIngestion('s', { at: 10 })], []],
])('%s', (_name, before, records, expected) => {
  for (const order of orders(records)) expect(toldWindows(numbered([...before, ...order]))).toEqual(expected);
});

test('more calls in a second than there are orders to look at', () => {
  // Copies of one call would be one: each has a caller of its own.
  const by = (index: number) => ({ at: 10, principal: `arn:aws:iam::111122223333:user/u${index}` });
  const many = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? stopLogging('t', by(index)) : putEventSelectors('t', all, by(index))));
  expect(toldWindows([...running, ...many, putEventSelectors('t', all, { at: 20 }), startLogging('t', { at: 30 })])).toEqual(['t own possible 10-30 all StopLogging-StartLogging (depends)']);
});
