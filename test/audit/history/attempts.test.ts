import { expect, test } from 'vitest';
import { history, toldAttempt, toldWindow } from './told.js';
import { advanced, advancedSelectors, basicSelectors, createStore, createTrail, deleteTrail, putEventSelectors, record, startLogging, stopIngestion, stopLogging, trailArn, updateStore, updateTrail, type RawRecord } from '../support.js';

const { all, noKms, writesOnly } = basicSelectors;
const running = [createTrail('t', { isMultiRegionTrail: true }, { at: -2 }), startLogging('t', { at: 0 })];
const denied = { at: 10, failure: 'AccessDenied' };

test.each<readonly [string, readonly RawRecord[], readonly string[]]>([
  ['excluding KMS', [putEventSelectors('t', noKms, denied)], ['t PutEventSelectors denied all']],
  ['losing reads', [putEventSelectors('t', writesOnly, denied)], ['t PutEventSelectors denied reads']],
  ['losing nothing', [putEventSelectors('t', all, denied)], ['t PutEventSelectors denied none']],
  ['losing what is lost already', [putEventSelectors('t', writesOnly, { at: 5 }), putEventSelectors('t', noKms, denied)], ['t PutEventSelectors denied writes']],
  ['stopping', [stopLogging('t', denied)], ['t StopLogging denied all']],
  ['deleting', [deleteTrail(trailArn('t'), { at: 10, failure: 'AccessDeniedException' })], ['t DeleteTrail denied all']],
  ['in other Regions', [updateTrail('t', { isMultiRegionTrail: false }, denied)], ['t UpdateTrail denied all']],
  ['an update of nothing that matters', [updateTrail('t', { s3BucketName: 'b' }, denied)], ['t UpdateTrail denied none']],
  ['by an API of the older kind', [stopLogging('t', { at: 10, failure: 'Client.UnauthorizedOperation' })], ['t StopLogging denied all']],
  ['failed otherwise', [putEventSelectors('t', noKms, { at: 10, failure: 'InvalidEventSelectorsException' })], ['t PutEventSelectors failed all']],
  ['parameters left out', [putEventSelectors('t', noKms, { ...denied, omitted: true })], ['no sink PutEventSelectors denied none']],
  ['without parameters', [record('cloudtrail.amazonaws.com', 'StopLogging', null, null, denied)], ['no sink StopLogging denied none']],
  ['of a trail that nothing is known of', [stopLogging('other', denied)], ['other StopLogging denied none']],
  ['of a trail that is there already', [createTrail('t', {}, { at: 10, failure: 'TrailAlreadyExistsException' })], ['t CreateTrail failed none']],
  ['before anything is known', [stopLogging('t', { at: -5, failure: 'AccessDenied' })], ['t StopLogging denied none']],
  ['in the very second of a change: as it was before', [putEventSelectors('t', noKms, { at: 10 }), stopLogging('t', denied)], ['t StopLogging denied all']],
  ['a store that was to be made', [createStore('s', {}, denied)], ['no sink CreateEventDataStore denied none']],
  ['from where only the shadow of the trail is', [stopLogging('t', { at: 10, region: 'eu-west-1', failure: 'InvalidHomeRegionException' })], ['t StopLogging failed all']],
  ['twice', [stopLogging('t', denied), stopLogging('t', { ...denied, at: 11 })], ['t StopLogging denied all', 't StopLogging denied all']],
])('%s', (_name, records, expected) => {
  expect(history([...running, ...records]).attempts.map(toldAttempt)).toEqual(expected);
});

test.each<readonly [string, RawRecord, RawRecord, string]>([
  ['for some callers only: not surely lost', createStore('s', {}, { at: 0 }), updateStore('s', { advancedEventSelectors: [advanced({ 'userIdentity.arn': { notEquals: ['arn:aws:iam::111122223333:user/ci'] } })] }, denied), 's UpdateEventDataStore denied none'],
  ['of a new store that takes events', createStore('s', {}, { at: 0 }), stopIngestion('s', denied), 's StopEventDataStoreIngestion denied all'],
  ['of a new store that may not have begun', createStore('s', {}, { at: 0, omitted: true }), stopIngestion('s', denied), 's StopEventDataStoreIngestion denied none'],
])('%s', (_name, made, attempt, expected) => {
  expect(history([made, attempt]).attempts.map(toldAttempt)).toEqual([expected]);
  expect(history([made, attempt]).windows).toEqual([]);
});

test('an attempt changes nothing', () => {
  expect(history([...running, stopLogging('t', denied), putEventSelectors('t', noKms, denied), deleteTrail('t', denied), updateTrail('t', { isMultiRegionTrail: false }, denied)]).windows).toEqual([]);
  expect(history([createStore('s', { multiRegionEnabled: false, advancedEventSelectors: advancedSelectors.all }, { at: 0 }), stopIngestion('s', denied)]).windows).toEqual([]);
});

test('of what a trail is after a change that is not known, nothing is said to be lost', () => {
  const records = [...running, putEventSelectors('t', all, { at: 5, omitted: true, response: { trailARN: trailArn('t') } }), stopLogging('t', denied)];
  expect(history(records).attempts.map(toldAttempt)).toEqual(['t StopLogging denied none']);
  expect(history(records).windows.map(toldWindow)).toEqual(['t own possible 5- all PutEventSelectors- (depends)', 't other-regions possible 5- all PutEventSelectors- (depends)']);
});

test('a sink of which only failed calls are known is not said to be unsettled: it may not be there', () => {
  expect(history([stopLogging('t', denied)]).unsettled).toEqual([]);
});
