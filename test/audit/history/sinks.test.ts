import { expect, test } from 'vitest';
import { history } from './told.js';
import { basicSelectors, createStore, createTrail, putEventSelectors, startIngestion, startLogging, stopIngestion, stopLogging, storeArn, trailArn, updateStore, updateTrail, type RawRecord } from '../support.js';

const MEMBER = '444455556666';
const organization = [createTrail('org', { isOrganizationTrail: true }, { at: 0 }), startLogging('org', { at: 1 })];

/** The sinks of windows and of attempts. */
const sinksOf = (records: readonly RawRecord[]): readonly string[] => {
  const { windows, attempts } = history(records);
  return [...new Set([...windows.map(({ sink }) => sink.arn), ...attempts.map(({ sink }) => sink?.arn ?? 'none')])];
};

test.each<readonly [string, readonly RawRecord[], readonly string[]]>([
  ['a name, in its account and Region', [stopLogging('t', { at: 10, account: MEMBER, region: 'eu-west-1' })], [trailArn('t', MEMBER, 'eu-west-1')]],
  ['an ARN, from wherever it was called', [stopLogging(trailArn('t'), { at: 10, account: MEMBER, region: 'eu-west-1' })], [trailArn('t')]],
  ['the ARN of the answer', [putEventSelectors('t', basicSelectors.noKms, { at: 10, region: 'eu-west-1', response: { trailARN: trailArn('t') } })], [trailArn('t')]],
  ['a trail of the organization that a delegated administrator calls by name', [...organization, stopLogging('org', { at: 10, account: MEMBER })], [trailArn('org')]],
  ['the same from another Region: not at home there, so that it is another trail', [...organization, stopLogging('org', { at: 10, account: MEMBER, region: 'eu-west-1' })], [trailArn('org', MEMBER, 'eu-west-1')]],
  ['one of its own of the same name is known', [...organization, createTrail('org', {}, { at: 0, account: MEMBER }), startLogging('org', { at: 1, account: MEMBER }), stopLogging('org', { at: 10, account: MEMBER })], [trailArn('org', MEMBER)]],
  ['another account has one of that name, of no organization', [createTrail('t', {}, { at: 0 }), startLogging('t', { at: 1 }), stopLogging('t', { at: 10, account: MEMBER })], [trailArn('t', MEMBER)]],
  ['a member tries, in another Region', [...organization, stopLogging('org', { at: 10, account: MEMBER, region: 'eu-west-1', failure: 'AccessDenied' })], [trailArn('org')]],
  ['it is told later that the trail is of the organization', [stopLogging('org', { at: 10, account: MEMBER }), updateTrail('org', { isOrganizationTrail: true }, { at: 20 })], [trailArn('org')]],
  ['the id of a store', [stopIngestion('id-1', { at: 10 })], [storeArn('id-1')]],
  ['the ARN of a store, and its id from another Region', [stopIngestion(storeArn('id-1'), { at: 10 }), startIngestion('id-1', { at: 20, region: 'eu-west-1' })], [storeArn('id-1')]],
  ['a new store of which the answer is left out', [createStore('id-1', { advancedEventSelectors: [{ name: 'n', fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }] }] }, { at: 10, response: null })], [storeArn('store')]],
  ['a store and a trail of the same name', [stopLogging('x', { at: 10 }), stopIngestion('x', { at: 10 })], [storeArn('x'), trailArn('x')]],
  ['a name that looks like a key of objects', [stopLogging('__proto__', { at: 10 }), updateStore('constructor', { advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }] }] }, { at: 20 })], [trailArn('__proto__'), storeArn('constructor')]],
])('%s', (_name, records, expected) => {
  expect(sinksOf(records)).toEqual(expected);
});

test('the kind of a sink', () => {
  expect(history([stopLogging('t', { at: 10 }), stopIngestion('s', { at: 20 })]).windows.map(({ sink }) => sink.kind)).toEqual(['trail', 'event-data-store']);
});

test('a call that succeeded on nobody knows what is told', () => {
  const told = (records: readonly RawRecord[]): readonly unknown[] => history(records).problems.map(({ rule, span }) => [rule, span.source.text.slice(span.start, span.end)]);
  expect(told([putEventSelectors('t', basicSelectors.noKms, { at: 10, omitted: true, response: null })])).toEqual([['gap', '"PutEventSelectors"']]);
  expect(told([putEventSelectors('t', basicSelectors.noKms, { at: 10, omitted: true, response: null, failure: 'AccessDenied' })])).toEqual([]);
  expect(told([putEventSelectors('t', basicSelectors.noKms, { at: 10, omitted: true, response: { trailARN: trailArn('t') } })])).toEqual([]);
});
