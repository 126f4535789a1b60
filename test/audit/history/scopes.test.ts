import { describe, expect, test } from 'vitest';
import { toldWindows } from './told.js';
import { basicSelectors, createTrail, deleteTrail, putEventSelectors, startLogging, stopLogging, trailArn, updateTrail, type RawRecord } from '../support.js';

const { all, noKms, readsOnly } = basicSelectors;
const multi = { isMultiRegionTrail: true };
const organization = { isOrganizationTrail: true };
/** What the service answers, whatever was asked. */
const answer = (settings: RawRecord): RawRecord => ({ name: 't', trailARN: trailArn('t'), isMultiRegionTrail: false, isOrganizationTrail: false, ...settings });

const running = (settings: RawRecord): readonly RawRecord[] => [createTrail('t', settings, { at: -2 }), startLogging('t', { at: 0 })];

test.each<readonly [string, RawRecord, readonly RawRecord[], readonly string[]]>([
  ['a trail of one Region loses nothing elsewhere', {}, [stopLogging('t', { at: 10 })], ['t own definite 10- all StopLogging- (changes-unseen)']],
  ['a multi-Region trail loses both', multi, [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', all, { at: 20 })], ['t own definite 10-20 all PutEventSelectors-PutEventSelectors ()', 't other-regions definite 10-20 all PutEventSelectors-PutEventSelectors ()']],
  ['one of an organization, in one Region', organization, [putEventSelectors('t', noKms, { at: 10 })], ['t own definite 10- all PutEventSelectors- ()', 't member-accounts definite 10- all PutEventSelectors- ()']],
  ['multi-Region switched off', multi, [updateTrail('t', { isMultiRegionTrail: false }, { at: 10 })], ['t other-regions definite 10- all UpdateTrail- ()']],
  ['multi-Region switched off and on', multi, [updateTrail('t', { isMultiRegionTrail: false }, { at: 10 }), updateTrail('t', { isMultiRegionTrail: true }, { at: 20 })], ['t other-regions definite 10-20 all UpdateTrail-UpdateTrail ()']],
  ['organization switched off', { ...multi, ...organization }, [updateTrail('t', { isOrganizationTrail: false }, { at: 10 })], ['t member-accounts definite 10- all UpdateTrail- ()']],
  ['an update that does not speak of it', multi, [updateTrail('t', { s3BucketName: 'b' }, { at: 10 })], []],
  ['the answer tells that it was switched off unseen', multi, [updateTrail('t', { s3BucketName: 'b' }, { at: 10, response: answer({}) })], ['t other-regions definite 10- all UpdateTrail- ()']],
  ['the answer differs from what was asked', multi, [updateTrail('t', { isMultiRegionTrail: false }, { at: 10, response: answer(multi) })], []],
  ['switched off, then excluded: its own part later', multi, [updateTrail('t', { isMultiRegionTrail: false }, { at: 10 }), putEventSelectors('t', noKms, { at: 20 }), updateTrail('t', { isMultiRegionTrail: true }, { at: 30 }), putEventSelectors('t', all, { at: 40 })], ['t other-regions definite 10-40 all UpdateTrail-PutEventSelectors ()', 't own definite 20-40 all PutEventSelectors-PutEventSelectors ()']],
  ['partly lost, then switched off', multi, [putEventSelectors('t', readsOnly, { at: 10 }), updateTrail('t', { isMultiRegionTrail: false }, { at: 20 }), putEventSelectors('t', all, { at: 30 }), updateTrail('t', { isMultiRegionTrail: true }, { at: 40 })], [
    't own definite 10-30 writes PutEventSelectors-PutEventSelectors (changes-unseen)',
    't other-regions definite 10-40 writes PutEventSelectors-UpdateTrail (changes-unseen)',
    't other-regions definite 20-40 reads UpdateTrail-UpdateTrail (changes-unseen)',
  ]],
  ['made multi-Region while it loses events', {}, [putEventSelectors('t', noKms, { at: 10 }), updateTrail('t', multi, { at: 20 })], ['t own definite 10- all PutEventSelectors- ()', 't other-regions definite 20- all UpdateTrail- ()']],
  ['deleted, and made again in one Region', multi, [deleteTrail('t', { at: 10 }), createTrail('t', {}, { at: 20 }), startLogging('t', { at: 30 })], ['t own definite 10-30 all DeleteTrail-StartLogging (changes-unseen)', 't other-regions definite 10- all DeleteTrail- (changes-unseen)']],
  ['what was left out may have switched it off', multi, [updateTrail('t', {}, { at: 10, omitted: true, response: { trailARN: trailArn('t') } }), updateTrail('t', multi, { at: 20 })], ['t other-regions possible 10-20 all UpdateTrail-UpdateTrail (depends)']],
])('%s', (_name, settings, records, expected) => {
  expect(toldWindows([...running(settings), ...records])).toEqual(expected);
});

describe('a trail of which it is not known how far it reached', () => {
  test.each<readonly [string, readonly RawRecord[], readonly string[]]>([
    ['switched off', [updateTrail('t', { isMultiRegionTrail: false }, { at: 10 })], ['t other-regions possible 10- all UpdateTrail- (depends, before-unknown)']],
    ['switched off and on', [updateTrail('t', { isMultiRegionTrail: false, isOrganizationTrail: false }, { at: 10 }), updateTrail('t', { ...multi, ...organization }, { at: 20 })], ['t other-regions possible 10-20 all UpdateTrail-UpdateTrail (depends, before-unknown)', 't member-accounts possible 10-20 all UpdateTrail-UpdateTrail (depends, before-unknown)']],
    ['the answer tells that it is of one Region', [updateTrail('t', { s3BucketName: 'b' }, { at: 10, response: answer({}) })], []],
    ['stopped', [stopLogging('t', { at: 10 })], ['t own definite 10- all StopLogging- (before-unknown, changes-unseen)']],
    ['told to be multi-Region, then stopped', [updateTrail('t', { s3BucketName: 'b' }, { at: 10, response: answer(multi) }), stopLogging('t', { at: 20 })], ['t own definite 20- all StopLogging- (before-unknown, changes-unseen)', 't other-regions definite 20- all StopLogging- (before-unknown, changes-unseen)']],
  ])('%s', (_name, records, expected) => {
    expect(toldWindows(records)).toEqual(expected);
  });
});
