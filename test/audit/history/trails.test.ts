import { describe, expect, test } from 'vitest';
import { toldWindows } from './told.js';
import { advanced, advancedSelectors, basic, basicSelectors, createTrail, deleteTrail, putEventSelectors, record, startLogging, stopLogging, trailArn, updateTrail, type RawRecord } from '../support.js';

const { all, noKms, readsOnly, writesOnly, noManagement } = basicSelectors;

/** A trail of which everything is known, and which logs everything from second 0 on. */
const running = (trail = 't', settings: RawRecord = {}): readonly RawRecord[] => [createTrail(trail, settings, { at: -2 }), startLogging(trail, { at: 0 })];

describe('a trail that is known to log', () => {
  test.each<readonly [string, readonly RawRecord[], readonly string[]]>([
    ['nothing happens', [], []],
    ['KMS excluded', [putEventSelectors('t', noKms, { at: 10 })], ['t own definite 10- all PutEventSelectors- ()']],
    ['excluded and included', [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', all, { at: 20 })], ['t own definite 10-20 all PutEventSelectors-PutEventSelectors ()']],
    ['stopped', [stopLogging('t', { at: 10 })], ['t own definite 10- all StopLogging- (changes-unseen)']],
    ['stopped and started', [stopLogging('t', { at: 10 }), startLogging('t', { at: 20 })], ['t own definite 10-20 all StopLogging-StartLogging (changes-unseen)']],
    ['deleted', [deleteTrail('t', { at: 10 })], ['t own definite 10- all DeleteTrail- (changes-unseen)']],
    ['deleted, and made again and started', [deleteTrail('t', { at: 10 }), createTrail('t', {}, { at: 20 }), startLogging('t', { at: 30 })], ['t own definite 10-30 all DeleteTrail-StartLogging (changes-unseen)']],
    ['deleted and made again, never started', [deleteTrail('t', { at: 10 }), createTrail('t', {}, { at: 20 })], ['t own definite 10- all DeleteTrail- (changes-unseen)']],
    ['made again although no deletion is recorded', [createTrail('t', {}, { at: 10 }), startLogging('t', { at: 20 })], ['t own definite 10-20 all CreateTrail-StartLogging (changes-unseen)']],
    ['a new life has the default selectors', [putEventSelectors('t', noKms, { at: 10 }), deleteTrail('t', { at: 20 }), createTrail('t', {}, { at: 30 }), startLogging('t', { at: 40 })], ['t own definite 10-40 all PutEventSelectors-StartLogging (changes-unseen)']],
    ['used after a deletion, made again unseen', [deleteTrail('t', { at: 10 }), putEventSelectors('t', all, { at: 20 })], ['t own definite 10-20 all DeleteTrail-PutEventSelectors (changes-unseen)']],
    ['only reads', [putEventSelectors('t', readsOnly, { at: 10 })], ['t own definite 10- writes PutEventSelectors- (changes-unseen)']],
    ['only writes', [putEventSelectors('t', writesOnly, { at: 10 })], ['t own definite 10- reads PutEventSelectors- ()']],
    ['no management events', [putEventSelectors('t', noManagement, { at: 10 })], ['t own definite 10- all PutEventSelectors- (changes-unseen)']],
    ['reads, then all lost, then reads again', [putEventSelectors('t', writesOnly, { at: 10 }), putEventSelectors('t', noKms, { at: 20 }), putEventSelectors('t', writesOnly, { at: 30 }), putEventSelectors('t', all, { at: 40 })], ['t own definite 10-40 reads PutEventSelectors-PutEventSelectors ()', 't own definite 20-30 writes PutEventSelectors-PutEventSelectors ()']],
    ['from reads to writes', [putEventSelectors('t', writesOnly, { at: 10 }), putEventSelectors('t', readsOnly, { at: 20 })], ['t own definite 10-20 reads PutEventSelectors-PutEventSelectors ()', 't own definite 20- writes PutEventSelectors- (changes-unseen)']],
    ['opened, closed, reopened', [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', all, { at: 20 }), stopLogging('t', { at: 30 }), startLogging('t', { at: 40 }), putEventSelectors('t', noKms, { at: 50 })], ['t own definite 10-20 all PutEventSelectors-PutEventSelectors ()', 't own definite 30-40 all StopLogging-StartLogging (changes-unseen)', 't own definite 50- all PutEventSelectors- ()']],
    ['excluded while stopped: one window', [stopLogging('t', { at: 10 }), putEventSelectors('t', noKms, { at: 20 }), startLogging('t', { at: 30 }), putEventSelectors('t', all, { at: 40 })], ['t own definite 10-40 all StopLogging-PutEventSelectors (changes-unseen)']],
    ['excluded twice: one window', [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', advancedSelectors.noKms, { at: 20 }), putEventSelectors('t', all, { at: 30 })], ['t own definite 10-30 all PutEventSelectors-PutEventSelectors ()']],
    ['basic replaced by advanced and back', [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', advancedSelectors.all, { at: 20 }), putEventSelectors('t', advancedSelectors.noKms, { at: 30 }), putEventSelectors('t', all, { at: 40 })], ['t own definite 10-20 all PutEventSelectors-PutEventSelectors ()', 't own definite 30-40 all PutEventSelectors-PutEventSelectors ()']],
    ['advanced, reads only', [putEventSelectors('t', advancedSelectors.readsOnly, { at: 10 })], ['t own definite 10- writes PutEventSelectors- (changes-unseen)']],
    ['advanced, data only', [putEventSelectors('t', advancedSelectors.noManagement, { at: 10 })], ['t own definite 10- all PutEventSelectors- (changes-unseen)']],
    ['one selector excludes, another one does not', [putEventSelectors('t', [...noKms, ...all], { at: 10 })], []],
    ['another exclusion', [putEventSelectors('t', [basic({ excludeManagementEventSources: ['rdsdata.amazonaws.com'] })], { at: 10 })], []],
    ['both exclusions', [putEventSelectors('t', [advanced({ eventSource: { notEquals: ['rdsdata.amazonaws.com', 'kms.amazonaws.com'] } })], { at: 10 })], ['t own definite 10- all PutEventSelectors- ()']],
    ['by ARN and by name', [putEventSelectors(trailArn('t'), noKms, { at: 10 }), putEventSelectors('t', all, { at: 20 })], ['t own definite 10-20 all PutEventSelectors-PutEventSelectors ()']],
    ['by ARN from another Region', [stopLogging(trailArn('t'), { at: 10, region: 'eu-west-1' }), startLogging('t', { at: 20 })], ['t own definite 10-20 all StopLogging-StartLogging (changes-unseen)']],
    ['started twice, stopped twice', [startLogging('t', { at: 10 }), stopLogging('t', { at: 20 }), stopLogging('t', { at: 30 })], ['t own definite 20- all StopLogging- (changes-unseen)']],
    ['an update that changes nothing of it', [putEventSelectors('t', noKms, { at: 10 }), updateTrail('t', { s3BucketName: 'other' }, { at: 15 }), putEventSelectors('t', all, { at: 20 })], ['t own definite 10-20 all PutEventSelectors-PutEventSelectors ()']],
    ['calls that failed', [putEventSelectors('t', noKms, { at: 10, failure: 'AccessDenied' }), stopLogging('t', { at: 11, failure: 'InsufficientDependencyServiceAccessPermissionException' })], []],
    ['a response that differs from the request', [putEventSelectors('t', all, { at: 10, response: { trailARN: trailArn('t'), eventSelectors: noKms } })], ['t own definite 10- all PutEventSelectors- ()']],
    ['a response that differs the other way', [putEventSelectors('t', noKms, { at: 10, response: { trailARN: trailArn('t'), eventSelectors: all } })], []],
    ['a response of the other kind', [putEventSelectors('t', noKms, { at: 10, response: { trailARN: trailArn('t'), eventSelectors: [], advancedEventSelectors: advancedSelectors.all } })], []],
    ['no response', [putEventSelectors('t', noKms, { at: 10, response: null })], ['t own definite 10- all PutEventSelectors- ()']],
    ['a response without selectors', [putEventSelectors('t', noKms, { at: 10, response: { trailARN: trailArn('t'), eventSelectors: null } })], ['t own definite 10- all PutEventSelectors- ()']],
    ['an empty list of selectors: the default', [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', [], { at: 20 })], ['t own definite 10-20 all PutEventSelectors-PutEventSelectors ()']],
    ['no selectors in the record at all', [putEventSelectors('t', noKms, { at: 10 }), record('cloudtrail.amazonaws.com', 'PutEventSelectors', { trailName: 't' }, { trailARN: trailArn('t') }, { at: 20 })], ['t own definite 10-20 all PutEventSelectors-PutEventSelectors ()', 't own possible 20- all PutEventSelectors- (depends)']],
    ['parameters left out, told by the response', [putEventSelectors('t', noKms, { at: 10, omitted: true })], ['t own definite 10- all PutEventSelectors- ()']],
    ['parameters left out', [putEventSelectors('t', noKms, { at: 10, omitted: true, response: { trailARN: trailArn('t') } }), putEventSelectors('t', all, { at: 20 })], ['t own possible 10-20 all PutEventSelectors-PutEventSelectors (depends)']],
    ['parameters left out, then stopped', [putEventSelectors('t', noKms, { at: 10, omitted: true, response: { trailARN: trailArn('t') } }), stopLogging('t', { at: 20 })], ['t own possible 10-20 all PutEventSelectors-StopLogging (depends)', 't own definite 20- all StopLogging- (changes-unseen)']],
    ['parameters left out while stopped', [stopLogging('t', { at: 10 }), putEventSelectors('t', all, { at: 20, omitted: true, response: { trailARN: trailArn('t') } }), startLogging('t', { at: 30 })], ['t own definite 10-30 all StopLogging-StartLogging (changes-unseen)', 't own possible 30- all StartLogging- (depends)']],
    ['an illegal value', [putEventSelectors('t', [basic({ readWriteType: 'None' })], { at: 10 })], ['t own possible 10- all PutEventSelectors- (depends)']],
  ])('%s', (_name, records, expected) => {
    expect(toldWindows([...running(), ...records])).toEqual(expected);
  });
});

describe('a trail of which nothing is known at first', () => {
  test.each<readonly [string, readonly RawRecord[], readonly string[]]>([
    ['KMS excluded', [putEventSelectors('t', noKms, { at: 10 })], ['t own definite 10- all PutEventSelectors- (before-unknown)']],
    ['KMS included', [putEventSelectors('t', all, { at: 10 })], []],
    ['stopped and started', [stopLogging('t', { at: 10 }), startLogging('t', { at: 20 })], ['t own definite 10-20 all StopLogging-StartLogging (before-unknown, changes-unseen)']],
    ['deleted', [deleteTrail('t', { at: 10 })], ['t own definite 10- all DeleteTrail- (before-unknown, changes-unseen)']],
    ['writes only, then all', [putEventSelectors('t', writesOnly, { at: 10 }), putEventSelectors('t', all, { at: 20 })], ['t own definite 10-20 reads PutEventSelectors-PutEventSelectors (before-unknown)']],
    ['stopped, started, excluded', [stopLogging('t', { at: 10 }), startLogging('t', { at: 20 }), putEventSelectors('t', noKms, { at: 30 })], ['t own definite 10-20 all StopLogging-StartLogging (before-unknown, changes-unseen)', 't own definite 30- all PutEventSelectors- (before-unknown)']],
    ['left out', [putEventSelectors('t', noKms, { at: 10, omitted: true, response: { trailARN: trailArn('t') } })], ['t own possible 10- all PutEventSelectors- (depends, before-unknown)']],
    ['made anew: it was deleted unseen', [putEventSelectors('t', all, { at: 10 }), createTrail('t', {}, { at: 20 }), startLogging('t', { at: 30 })], ['t own definite 20-30 all CreateTrail-StartLogging (before-unknown, changes-unseen)']],
  ])('%s', (_name, records, expected) => {
    expect(toldWindows(records)).toEqual(expected);
  });
});

describe('a trail that has never logged', () => {
  test.each<readonly [string, readonly RawRecord[], readonly string[]]>([
    ['made', [], []],
    ['selectors set before it starts', [putEventSelectors('t', noKms, { at: 10 })], []],
    ['selectors set and mended before it starts', [putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', all, { at: 20 }), startLogging('t', { at: 30 })], []],
    ['started with selectors that lose events', [putEventSelectors('t', noKms, { at: 10 }), startLogging('t', { at: 20 })], ['t own definite 20- all StartLogging- ()']],
    ['stopped', [stopLogging('t', { at: 10 })], []],
    ['deleted', [deleteTrail('t', { at: 10 })], []],
    ['deleted, made again, started', [deleteTrail('t', { at: 10 }), createTrail('t', {}, { at: 20 }), startLogging('t', { at: 30 })], []],
  ])('%s', (_name, records, expected) => {
    expect(toldWindows([createTrail('t', {}, { at: 0 }), ...records])).toEqual(expected);
  });
});

describe('several trails', () => {
  test('overlap, each with its own windows', () => {
    const records = [...running('a'), ...running('b'), putEventSelectors('a', noKms, { at: 10 }), stopLogging('b', { at: 20 }), putEventSelectors('a', all, { at: 30 }), startLogging('b', { at: 40 })];
    expect(toldWindows(records)).toEqual(['a own definite 10-30 all PutEventSelectors-PutEventSelectors ()', 'b own definite 20-40 all StopLogging-StartLogging (changes-unseen)']);
  });

  test('of the same name in other accounts and Regions are others', () => {
    const elsewhere = [{ account: '444455556666' }, { region: 'eu-west-1' }].flatMap((place) => [createTrail('t', {}, { at: -2, ...place }), startLogging('t', { at: 0, ...place })]);
    expect(toldWindows([...running(), ...elsewhere, stopLogging('t', { at: 10 }), startLogging('t', { at: 20, region: 'eu-west-1' }), startLogging('t', { at: 20, account: '444455556666' })])).toEqual(['t own definite 10- all StopLogging- (changes-unseen)']);
  });
});
