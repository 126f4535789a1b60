import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages, signs, type Language } from '../../../src/audit/detection/index.js';
import { historyOf } from '../../../src/audit/history/index.js';
import {
  advanced, advancedSelectors, basic, basicSelectors, callsOf, createStore, createTrail, deleteStore, deleteTrail, putEventSelectors, record, restoreStore, startIngestion, startLogging, stopIngestion, stopLogging,
  storeArn, trailArn, updateStore, updateTrail, type RawRecord,
} from '../support.js';
import { ringing } from './rings.js';

const ALL: readonly Language[] = languages;
const STORE = '11111111-2222-4333-8444-555555555555';

/** A trail and an event data store that log everything, everywhere. */
const before = (): readonly RawRecord[] => [
  createTrail('t', { isMultiRegionTrail: true, isOrganizationTrail: true }, { at: 0 }),
  startLogging('t', { at: 1 }),
  createStore(STORE, { multiRegionEnabled: true, organizationEnabled: true }, { at: 2 }),
];

/** Records of calls that opened a window, in a history. */
function openers(records: readonly RawRecord[]): readonly RawRecord[] {
  const ids = new Set(historyOf(callsOf(records)).windows.map(({ opened }) => opened.eventId));
  return records.filter((one) => ids.has(one['eventID'] as string));
}

const at = { at: 100 };
const put = (selectors: readonly RawRecord[]): RawRecord => putEventSelectors('t', selectors, at);
const source = (operators: RawRecord): readonly RawRecord[] => [advanced({ eventSource: operators })];
const store = (selectors: readonly RawRecord[]): RawRecord => updateStore(STORE, { advancedEventSelectors: selectors }, at);

describe('a rule rings for each call that opens a window', () => {
  it.each<[string, RawRecord]>([
    ['basic: KMS excluded', put(basicSelectors.noKms)],
    ['basic: KMS and the RDS Data API excluded', put([basic({ excludeManagementEventSources: ['rdsdata.amazonaws.com', 'kms.amazonaws.com'] })])],
    ['basic: KMS excluded in the second selector as well', put([basic({ readWriteType: 'ReadOnly', excludeManagementEventSources: ['kms.amazonaws.com'] }), basic({ readWriteType: 'WriteOnly', excludeManagementEventSources: ['kms.amazonaws.com'] })])],
    ['basic: reads only', put(basicSelectors.readsOnly)],
    ['basic: writes only', put(basicSelectors.writesOnly)],
    ['basic: no management events', put(basicSelectors.noManagement)],
    ['advanced: KMS excluded', put(advancedSelectors.noKms)],
    ['advanced: KMS and the RDS Data API excluded', put(source({ notEquals: ['rdsdata.amazonaws.com', 'kms.amazonaws.com'] }))],
    ['advanced: reads only', put(advancedSelectors.readsOnly)],
    ['advanced: writes only', put(advancedSelectors.writesOnly)],
    ['advanced: data events only', put(advancedSelectors.noManagement)],
    ['advanced: network activity only', put([{ fieldSelectors: [{ field: 'eventCategory', equals: ['NetworkActivity'] }, { field: 'eventSource', equals: ['kms.amazonaws.com'] }] }])],
    ['the parameters were too long', putEventSelectors('t', basicSelectors.all, { ...at, omitted: true, response: { trailARN: trailArn('t') } })],
    ['stopped', stopLogging('t', at)],
    ['deleted', deleteTrail('t', at)],
    ['one Region', updateTrail('t', { isMultiRegionTrail: false }, at)],
    ['one account', updateTrail('t', { isOrganizationTrail: false }, at)],
    ['store: KMS excluded', store(advancedSelectors.noKms)],
    ['store: KMS not among the sources', store(source({ equals: ['s3.amazonaws.com'] }))],
    ['store: another beginning', store(source({ startsWith: ['s3'] }))],
    ['store: another beginning with the same letter', store(source({ startsWith: ['kinesis'] }))],
    ['store: another end', store(source({ endsWith: ['.example.com'] }))],
    ['store: not that beginning', store(source({ notStartsWith: ['km'] }))],
    ['store: not that end', store(source({ notEndsWith: ['.amazonaws.com'] }))],
    ['store: names of events', store([advanced({ eventName: { notEquals: ['Decrypt'] } })])],
    ['store: no service events', store([advanced({ eventType: { notEquals: ['AwsServiceEvent'] } })])],
    ['store: some callers', store([advanced({ 'userIdentity.arn': { notStartsWith: ['arn:aws:iam::111122223333:role/app'] } })])],
    ['store: the console only', store([advanced({ sessionCredentialFromConsole: { equals: ['true'] } })])],
    ['store: one Region', updateStore(STORE, { multiRegionEnabled: false }, at)],
    ['store: one account', updateStore(STORE, { organizationEnabled: false }, at)],
    ['store: ingestion stopped', stopIngestion(STORE, at)],
    ['store: deleted', deleteStore(STORE, at)],
    ['store: created so', createStore('66666666-2222-4333-8444-555555555555', { advancedEventSelectors: advancedSelectors.noKms }, at)],
  ])('%s', (_name, call) => {
    const records = [...before(), call];
    expect(openers(records)).toEqual([call]);
    expect(ringing(call)).toEqual(ALL);
  });
});

/** `rings`: where the language cannot tell it from one that opens a window. docs/audit-queries.md says which. */
describe('a rule does not ring for other calls', () => {
  it.each<[string, readonly Language[], RawRecord]>([
    ['basic: everything', ['cloudwatch'], put(basicSelectors.all)],
    ['basic: without the RDS Data API', ['cloudwatch'], put([basic({ excludeManagementEventSources: ['rdsdata.amazonaws.com'] })])],
    ['advanced: everything', ['cloudwatch'], put(advancedSelectors.all)],
    ['advanced: without the RDS Data API', ['cloudwatch', 'sigma'], put(source({ notEquals: ['rdsdata.amazonaws.com'] }))],
    ['basic: a selector that excludes KMS beside one that does not', ALL, put([basic({ excludeManagementEventSources: ['kms.amazonaws.com'] }), basic({})])],
    ['basic: reads and writes one by one', ALL, put([basic({ readWriteType: 'ReadOnly' }), basic({ readWriteType: 'WriteOnly' })])],
    ['advanced: data events as well', ALL, put([...advancedSelectors.all, ...advancedSelectors.noManagement])],
    ['logging begun', [], startLogging('t', at)],
    ['created', [], createTrail('u', {}, at)],
    ['all Regions', [], updateTrail('t', { isMultiRegionTrail: true }, at)],
    ['another bucket', [], updateTrail('t', { s3BucketName: 'other' }, at)],
    ['store: everything', ['cloudwatch'], store(advancedSelectors.all)],
    ['store: KMS among the sources', ALL, store(source({ equals: ['s3.amazonaws.com', 'kms.amazonaws.com'] }))],
    ['store: KMS alone', ['cloudwatch', 'sigma'], store(source({ equals: ['kms.amazonaws.com'] }))],
    ['store: all of AWS', ['cloudwatch', 'sigma'], store(source({ endsWith: ['.amazonaws.com'] }))],
    ['store: without the RDS Data API', ['cloudwatch', 'sigma'], store(source({ notStartsWith: ['rdsdata'] }))],
    ['store: kept for longer', [], updateStore(STORE, { retentionPeriod: 2557 }, at)],
    ['store: all Regions', [], updateStore(STORE, { multiRegionEnabled: true }, at)],
    ['store: restored', [], restoreStore(STORE, at)],
    ['store: ingestion begun', [], startIngestion(STORE, at)],
    ['store: created as it is by default', [], createStore('66666666-2222-4333-8444-555555555555', {}, at)],
    ['a call of another service', [], record('s3.amazonaws.com', 'StopLogging', { name: 't' }, null, at)],
    ['another call', [], record('cloudtrail.amazonaws.com', 'PutInsightSelectors', { trailName: 't' }, null, at)],
  ])('%s', (_name, rings, call) => {
    expect(openers([...before(), ...(isOfTheTable(call) ? [call] : [])])).toEqual([]);
    expect(ringing(call)).toEqual(rings);
  });

  it.each([
    ['denied', stopLogging('t', { ...at, failure: 'AccessDenied' })],
    ['invalid', putEventSelectors('t', basicSelectors.noKms, { ...at, failure: 'InvalidEventSelectorsException' })],
  ])('%s', (_name, call) => {
    expect(ringing(call)).toEqual([]);
  });
});

/** The reader of records takes no others. */
const isOfTheTable = (call: RawRecord): boolean => call['eventSource'] === 'cloudtrail.amazonaws.com' && Object.keys(signs).includes(call['eventName'] as string);

const sources = fc.constantFrom('kms.amazonaws.com', 'rdsdata.amazonaws.com', 's3.amazonaws.com', 'kms', 'k', 'kinesis', 'ki', 's', 'km', 'kms.', '.com', 'com', 'm', 'amazonaws.com', '.amazonaws.com', 'x', 'kms.a');
const operators = (values: fc.Arbitrary<string>): fc.Arbitrary<RawRecord> =>
  fc.tuple(fc.constantFrom('equals', 'startsWith', 'endsWith', 'notEquals', 'notStartsWith', 'notEndsWith'), fc.array(values, { minLength: 1, maxLength: 3 })).map(([operator, some]) => ({ [operator]: some }));
const fields = fc.oneof(
  fc.constant({}),
  fc.record({ eventSource: operators(sources) }),
  fc.record({ readOnly: fc.constantFrom({ equals: ['true'] }, { equals: ['false'] }) }),
  fc.record({ eventName: operators(fc.constantFrom('Decrypt', 'De', 'Key', 'PutObject')), eventSource: operators(sources) }),
  fc.record({ eventType: operators(fc.constantFrom('AwsApiCall', 'AwsServiceEvent')) }),
);
const stores = fc.array(fc.tuple(fields, fc.constantFrom('Management', 'Management', 'Data')).map(([some, category]) => advanced(some, category)), { minLength: 1, maxLength: 3 });
const basics = fc.array(
  fc.record({ readWriteType: fc.constantFrom('All', 'ReadOnly', 'WriteOnly'), includeManagementEvents: fc.boolean(), excludeManagementEventSources: fc.subarray(['kms.amazonaws.com', 'rdsdata.amazonaws.com']) }).map(basic),
  { minLength: 1, maxLength: 3 },
);

describe('whatever is set', () => {
  it('a rule rings for a call that opens a window', () => {
    fc.assert(
      fc.property(fc.oneof(stores.map(store), basics.map(put)), (call) => {
        for (const opener of openers([...before(), call])) expect(ringing(opener)).toEqual(ALL);
      }),
      { numRuns: 400 },
    );
  });

  it('where a call that begins the logging opens it, the rule rang for one before', () => {
    const set = putEventSelectors('u', basicSelectors.noKms, { at: 20 });
    const begun = startLogging('u', { at: 30 });
    expect(openers([createTrail('u', {}, { at: 10 }), set, begun])).toEqual([begun]);
    expect([ringing(set), ringing(begun)]).toEqual([ALL, []]);
  });

  it('where the answer of a call tells what was set before, no rule rings', () => {
    const kept = updateStore(STORE, { retentionPeriod: 2557 }, { at: 10, response: { eventDataStoreArn: storeArn(STORE), advancedEventSelectors: advancedSelectors.noKms } });
    expect(openers([kept])).toEqual([kept]);
    expect(ringing(kept)).toEqual([]);
  });
});
