import { describe, expect, test } from 'vitest';
import { EventsSeen } from '../../../src/audit/history/seen.js';
import { history, toldUnsettled, toldWindow, toldWindows } from './told.js';
import { advanced, advancedSelectors, basicSelectors, createStore, createTrail, deleteTrail, kmsUse, putEventSelectors, startLogging, stopLogging, updateTrail, trailArn, type Circumstances, type RawRecord } from '../support.js';

const { all, noKms, readsOnly, writesOnly } = basicSelectors;
const running = (trail: string, settings: RawRecord = {}, place: Circumstances = {}): readonly RawRecord[] => [createTrail(trail, settings, { ...place, at: -2 }), startLogging(trail, { ...place, at: 0 })];
const multi = { isMultiRegionTrail: true };
const organization = { isOrganizationTrail: true };

describe('covered by another sink', () => {
  const lost = [...running('t'), putEventSelectors('t', noKms, { at: 10 }), putEventSelectors('t', all, { at: 20 })];
  const everywhere = [...running('t', { ...multi, ...organization }), stopLogging('t', { at: 10 }), startLogging('t', { at: 20 })];

  test.each<readonly [string, readonly RawRecord[], readonly RawRecord[], readonly string[]]>([
    ['none', lost, [], ['own -']],
    ['one beside it', lost, running('o'), ['own o']],
    ['of several the first by ARN', lost, [...running('p'), ...running('o')], ['own o']],
    ['one in another Region', lost, running('o', {}, { region: 'eu-west-1' }), ['own -']],
    ['a multi-Region one in another Region', lost, running('o', multi, { region: 'eu-west-1' }), ['own o']],
    ['one of another account', lost, running('o', { ...multi, ...organization }, { account: '444455556666' }), ['own -']],
    ['an event data store', lost, [createStore('o', {}, { at: 0 })], ['own o']],
    ['one that loses something else', lost, [...running('o'), putEventSelectors('o', readsOnly, { at: 5 })], ['own -']],
    ['for a part of the time', lost, [...running('o'), stopLogging('o', { at: 15 })], ['own -']],
    ['for a part of the time, in between', lost, [...running('o'), stopLogging('o', { at: 12 }), startLogging('o', { at: 13 })], ['own -']],
    ['until the very end', lost, [...running('o'), stopLogging('o', { at: 20 })], ['own o']],
    ['from the very beginning', lost, [createTrail('o', {}, { at: 5 }), startLogging('o', { at: 10 })], ['own o']],
    ['from a second later', lost, [createTrail('o', {}, { at: 5 }), startLogging('o', { at: 11 })], ['own -']],
    ['one of which nothing is known', lost, [stopLogging('o', { at: 1 }), startLogging('o', { at: 2 })], ['own -']],
    ['one that logs what is lost, and no more', [...running('t'), putEventSelectors('t', readsOnly, { at: 10 })], [...running('o'), putEventSelectors('o', writesOnly, { at: 5 })], ['own o']],
    ['while it is open, to the end of the records', [...running('t'), stopLogging('t', { at: 10 })], running('o'), ['own o']],
    ['while it is open, and the other one stops later', [...running('t'), stopLogging('t', { at: 10 })], [...running('o'), stopLogging('o', { at: 100 })], ['own -']],
    ['every scope for itself: of one Region', everywhere, running('o'), ['own o', 'other-regions -', 'member-accounts -']],
    ['every scope for itself: multi-Region', everywhere, running('o', multi), ['own o', 'other-regions o', 'member-accounts -']],
    ['every scope for itself: organization, one Region', everywhere, running('o', organization), ['own o', 'other-regions -', 'member-accounts -']],
    ['every scope for itself: all of it', everywhere, running('o', { ...multi, ...organization }, { region: 'eu-west-1' }), ['own o', 'other-regions o', 'member-accounts o']],
  ])('%s', (_name, records, others, expected) => {
    const windows = history([...records, ...others]).windows.filter(({ sink }) => sink.arn === trailArn('t'));
    expect(windows.map(({ scope, caveats }) => `${scope} ${caveats.flatMap((caveat) => (caveat.kind === 'covered-by' ? [caveat.arn.split('/')[1]] : [])).join() || '-'}`)).toEqual(expected);
  });
});

describe('changes that the sink does not record', () => {
  test.each<readonly [string, readonly RawRecord[], boolean]>([
    ['KMS excluded', [putEventSelectors('t', noKms, { at: 10 })], false],
    ['KMS excluded by an advanced selector', [putEventSelectors('t', advancedSelectors.noKms, { at: 10 })], false],
    ['reads only', [putEventSelectors('t', readsOnly, { at: 10 })], true],
    ['reads only, advanced', [putEventSelectors('t', advancedSelectors.readsOnly, { at: 10 })], true],
    ['reads without KMS, writes without KMS', [putEventSelectors('t', [...noKms, ...readsOnly], { at: 10 })], false],
    ['writes only', [putEventSelectors('t', writesOnly, { at: 10 })], false],
    ['no management events', [putEventSelectors('t', basicSelectors.noManagement, { at: 10 })], true],
    ['stopped', [stopLogging('t', { at: 10 })], true],
    ['deleted', [deleteTrail('t', { at: 10 })], true],
    ['KMS excluded, and stopped for a while', [putEventSelectors('t', noKms, { at: 10 }), stopLogging('t', { at: 20 }), startLogging('t', { at: 30 })], true],
    ['stopped for a while before', [stopLogging('t', { at: 3 }), startLogging('t', { at: 5 }), putEventSelectors('t', noKms, { at: 10 })], false],
    ['multi-Region switched off', [updateTrail('t', { isMultiRegionTrail: false }, { at: 10 })], false],
  ])('%s', (_name, records, expected) => {
    const { windows } = history([...running('t', multi), ...records]);
    expect(windows.filter(({ to }) => to === undefined).map(({ caveats }) => caveats.some(({ kind }) => kind === 'changes-unseen'))).toEqual(windows.filter(({ to }) => to === undefined).map(() => expected));
    expect(windows.some(({ from }) => from !== undefined)).toBe(true);
  });

  test('a store that looks at names', () => {
    const named = (eventName: RawRecord) => [createStore('s', { multiRegionEnabled: false, advancedEventSelectors: [advanced({ eventName })] }, { at: 0 })];
    expect(toldWindows(named({ startsWith: ['Decrypt'] }))[0]).toMatch(/\(changes-unseen\)$/u);
    expect(toldWindows(named({ notEquals: ['Decrypt'] }))).toEqual(['s own definite 0- Decrypt CreateEventDataStore- ()']);
  });
});

describe('KMS events that were recorded meanwhile', () => {
  const [own, others] = history([...running('t', multi), putEventSelectors('t', writesOnly, { at: 10 }), putEventSelectors('t', all, { at: 20 })]).windows;
  const use = (at: number, name = 'Decrypt', place: Circumstances = {}) => kmsUse(name, { at, ...place });

  test.each([
    ['none', [], []],
    ['before, at the first second, at the last, and after', [use(9), use(10), use(20), use(21)], []],
    ['within', [use(19), use(12, 'Encrypt'), use(11)], ['events-seen 3 Decrypt@11']],
    ['such as were not lost', [use(12, 'DisableKey'), use(13, 'NoSuchEvent')], []],
    ['of another account', [use(12, 'Decrypt', { account: '444455556666' })], []],
    ['of another Region', [use(12, 'Decrypt', { region: 'eu-west-1' })], []],
  ])('%s', (_name, uses, expected) => {
    if (own === undefined) throw new Error('no window');
    expect(toldWindow(new EventsSeen(uses).told(own))).toBe(`t own definite 10-20 reads PutEventSelectors-PutEventSelectors (${expected.join()})`);
  });

  test('in other Regions', () => {
    if (others === undefined) throw new Error('no window');
    const seen = new EventsSeen([use(12), use(14, 'Sign', { region: 'eu-west-1' }), use(13, 'Verify', { region: 'eu-west-2' })]);
    expect(toldWindow(seen.told(others))).toBe('t other-regions definite 10-20 reads PutEventSelectors-PutEventSelectors (events-seen 2 Verify@13)');
  });

  test('while it is open', () => {
    const [open] = history([stopLogging('t', { at: 10 })]).windows;
    if (open === undefined) throw new Error('no window');
    expect(toldWindow(new EventsSeen([use(5), use(5000), use(11)]).told(open))).toBe('t own definite 10- all StopLogging- (before-unknown, changes-unseen, events-seen 2 Decrypt@11)');
  });
});

test.each<readonly [string, readonly RawRecord[], readonly string[]]>([
  ['made within the records', running('t'), []],
  ['settled by what loses everything', [putEventSelectors('t', noKms, { at: 10 }), stopLogging('t', { at: 20 })], ['t PutEventSelectors']],
  ['not settled by selectors alone', [putEventSelectors('t', all, { at: 10 })], ['t never']],
  ['settled when it starts', [putEventSelectors('t', all, { at: 10 }), startLogging('t', { at: 20 })], ['t StartLogging']],
  ['several', [stopLogging('u', { at: 10 }), updateTrail('t', { s3BucketName: 'b' }, { at: 20 })], ['t never', 'u StopLogging']],
])('unsettled: %s', (_name, records, expected) => {
  expect(history(records).unsettled.map(toldUnsettled)).toEqual(expected);
});

describe('why it depends', () => {
  const reasons = (records: readonly RawRecord[]) => [...new Set(history(records).windows.flatMap(({ caveats }) => caveats.flatMap((caveat) => (caveat.kind === 'depends' ? [caveat.reason] : []))))];
  const store = (selectors: readonly RawRecord[]) => createStore('s', { multiRegionEnabled: false, advancedEventSelectors: selectors }, { at: 0 });

  test.each<readonly [string, readonly RawRecord[], RegExp]>([
    ['who calls', [store([advanced({ 'userIdentity.arn': { notStartsWith: ['arn:aws:iam::111122223333:user/evil\u001B[31m'] } })])], /who calls/u],
    ['an illegal value', [putEventSelectors('t', [{ readWriteType: 'None' }], { at: 0 })], /no legal value/u],
    ['an illegal field', [store([advanced({ source: { equals: ['kms.amazonaws.com'] } })])], /no legal value/u],
    ['left out', [putEventSelectors('t', all, { at: 0, omitted: true, response: { trailARN: trailArn('t') } })], /leaves out/u],
    ['the same second', [...running('t'), stopLogging('t', { at: 5 }), startLogging('t', { at: 5 })], /same second/u],
    ['how far it reached', [updateTrail('t', { isMultiRegionTrail: false }, { at: 5 })], /other Regions before/u],
  ])('%s', (_name, records, expected) => {
    const found = reasons(records);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
    // What a record says may hold anything; a reason has none of it.
    expect(found[0]).toMatch(/^[ -~]+$/u);
  });
});

test('what is malformed is told once at its place', () => {
  const odd = [{ readWriteType: { a: 1 } }];
  const { problems, windows } = history([putEventSelectors('t', odd, { at: 0 }), putEventSelectors('u', odd, { at: 1 })]);
  expect(problems.map(({ rule, span }) => [rule, span.source.text.slice(span.start, span.end)])).toEqual([['parse-error', '{"a":1}']]);
  expect(windows.map(({ certainty }) => certainty)).toEqual(['possible', 'possible']);
});
