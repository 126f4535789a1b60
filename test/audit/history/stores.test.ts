import { describe, expect, test } from 'vitest';
import { toldUnsettled, toldWindows, history } from './told.js';
import { advanced, advancedSelectors, createStore, deleteStore, restoreStore, startIngestion, stopIngestion, storeArn, updateStore, type RawRecord } from '../support.js';

const { all, noKms, writesOnly } = advancedSelectors;
const both = (line: string): readonly string[] => [line, line.replace(' own ', ' other-regions ')];
/** In one Region, so that there is one scope. */
const single = { multiRegionEnabled: false };

describe('an event data store that is known from the beginning', () => {
  test.each<readonly [string, RawRecord, readonly RawRecord[], readonly string[]]>([
    ['the default', {}, [], []],
    ['made with selectors that lose events', { ...single, advancedEventSelectors: noKms }, [], ['s own definite 0- all CreateEventDataStore- ()']],
    ['multi-Region by default', { advancedEventSelectors: noKms }, [updateStore('s', { advancedEventSelectors: all }, { at: 10 })], both('s own definite 0-10 all CreateEventDataStore-UpdateEventDataStore ()')],
    ['updated', single, [updateStore('s', { advancedEventSelectors: noKms }, { at: 10 }), updateStore(storeArn('s'), { advancedEventSelectors: all }, { at: 20 })], ['s own definite 10-20 all UpdateEventDataStore-UpdateEventDataStore ()']],
    ['an update that does not speak of selectors', { ...single, advancedEventSelectors: noKms }, [updateStore('s', { retentionPeriod: 30 }, { at: 10 })], ['s own definite 0- all CreateEventDataStore- ()']],
    ['the answer to an update tells all', single, [updateStore('s', { retentionPeriod: 30 }, { at: 10, response: { eventDataStoreArn: storeArn('s'), status: 'STOPPED_INGESTION', advancedEventSelectors: writesOnly, multiRegionEnabled: false } })], ['s own definite 10- all UpdateEventDataStore- (changes-unseen)']],
    ['stopped and started', single, [stopIngestion('s', { at: 10 }), startIngestion(storeArn('s'), { at: 20 })], ['s own definite 10-20 all StopEventDataStoreIngestion-StartEventDataStoreIngestion (changes-unseen)']],
    ['deleted', single, [deleteStore('s', { at: 10 })], ['s own definite 10- all DeleteEventDataStore- (changes-unseen)']],
    ['deleted and restored', single, [deleteStore('s', { at: 10 }), restoreStore('s', { at: 20 })], ['s own definite 10-20 all DeleteEventDataStore-RestoreEventDataStore (changes-unseen)']],
    ['restored with its selectors', { ...single, advancedEventSelectors: writesOnly }, [deleteStore('s', { at: 10 }), restoreStore('s', { at: 20 })], ['s own definite 0- reads CreateEventDataStore- (changes-unseen)', 's own definite 10-20 writes DeleteEventDataStore-RestoreEventDataStore (changes-unseen)']],
    ['restored, and not yet taking events', single, [deleteStore('s', { at: 10 }), restoreStore('s', { at: 20, response: { eventDataStoreArn: storeArn('s'), status: 'STOPPED_INGESTION' } }), startIngestion('s', { at: 30 })], ['s own definite 10-30 all DeleteEventDataStore-StartEventDataStoreIngestion (changes-unseen)']],
    ['made without ingestion: not begun', { ...single, startIngestion: false, advancedEventSelectors: noKms }, [], []],
    ['begun later', { ...single, startIngestion: false, advancedEventSelectors: noKms }, [startIngestion('s', { at: 10 })], ['s own definite 10- all StartEventDataStoreIngestion- ()']],
    ['multi-Region switched off', {}, [updateStore('s', single, { at: 10 })], ['s other-regions definite 10- all UpdateEventDataStore- ()']],
    ['organization switched off', { ...single, organizationEnabled: true }, [updateStore('s', { organizationEnabled: false }, { at: 10 })], ['s member-accounts definite 10- all UpdateEventDataStore- ()']],
    ['single events', single, [updateStore('s', { advancedEventSelectors: [advanced({ eventName: { notEquals: ['Decrypt', 'Encrypt'] } })] }, { at: 10 })], ['s own definite 10- Decrypt,Encrypt UpdateEventDataStore- ()']],
    ['service events', single, [updateStore('s', { advancedEventSelectors: [advanced({ eventType: { notEquals: ['AwsServiceEvent'] } })] }, { at: 10 })], ['s own definite 10- DeleteExpiredKeyMaterial,DeleteKey,RotateKey UpdateEventDataStore- ()']],
    ['console sessions only', single, [updateStore('s', { advancedEventSelectors: [advanced({ readOnly: { equals: ['false'] }, sessionCredentialFromConsole: { notEquals: ['true'] } })] }, { at: 10 }), updateStore('s', { advancedEventSelectors: writesOnly }, { at: 20 })], [
      's own definite 10- reads UpdateEventDataStore- ()',
      `s own possible 10-20 ${writesWithCaller()} UpdateEventDataStore-UpdateEventDataStore (depends)`,
    ]],
    ['parameters left out', single, [updateStore('s', {}, { at: 10, omitted: true, response: { eventDataStoreArn: storeArn('s'), multiRegionEnabled: false, organizationEnabled: false } }), updateStore('s', { advancedEventSelectors: all }, { at: 20 })], ['s own possible 10-20 all UpdateEventDataStore-UpdateEventDataStore (depends)']],
    ['of configuration items', { ...single, advancedEventSelectors: [advanced({}, 'ConfigurationItem')] }, [stopIngestion('s', { at: 10 }), deleteStore('s', { at: 20 })], []],
    ['of configuration items, in all Regions and then in one', { advancedEventSelectors: [advanced({}, 'ConfigurationItem')] }, [updateStore('s', single, { at: 10 })], []],
    ['of configuration items in all Regions, then in one, then of CloudTrail events', { advancedEventSelectors: [advanced({}, 'ConfigurationItem')] }, [updateStore('s', single, { at: 10 }), updateStore('s', { advancedEventSelectors: all }, { at: 20 })], []],
    ['made one of configuration items', single, [updateStore('s', { advancedEventSelectors: [advanced({}, 'ConfigurationItem')] }, { at: 10 })], ['s own definite 10- all UpdateEventDataStore- (changes-unseen)']],
  ])('%s', (_name, settings, records, expected) => {
    expect(toldWindows([createStore('s', settings, { at: 0 }), ...records])).toEqual(expected);
  });
});

/** Those that KMS writes by itself have no session. */
function writesWithCaller(): string {
  const internal = ['DeleteExpiredKeyMaterial', 'DeleteKey', 'RotateKey', 'SynchronizeMultiRegionKey'];
  const [writes = ''] = history([createStore('s', { advancedEventSelectors: advancedSelectors.readsOnly })]).windows.map(({ events }) => events.filter((name) => !internal.includes(name)).join());
  return writes;
}

describe('an event data store of which nothing is known at first', () => {
  test.each<readonly [string, readonly RawRecord[], readonly string[], readonly string[]]>([
    ['stopped and started', [stopIngestion('s', { at: 10 }), startIngestion('s', { at: 20 })], ['s own definite 10-20 all StopEventDataStoreIngestion-StartEventDataStoreIngestion (before-unknown, changes-unseen)'], ['s StopEventDataStoreIngestion']],
    ['updated, the answer tells that it takes events', [updateStore('s', { advancedEventSelectors: all }, { at: 10, response: { eventDataStoreArn: storeArn('s'), status: 'ENABLED', advancedEventSelectors: all } })], [], ['s UpdateEventDataStore']],
    ['multi-Region switched off', [updateStore('s', single, { at: 10 })], ['s other-regions possible 10- all UpdateEventDataStore- (depends, before-unknown)'], ['s never']],
    ['of configuration items', [updateStore('s', { advancedEventSelectors: [advanced({}, 'ConfigurationItem')] }, { at: 10 }), stopIngestion('s', { at: 20 })], [], ['s UpdateEventDataStore']],
    ['by ARN and by id, elsewhere called', [stopIngestion(storeArn('s'), { at: 10 }), startIngestion('s', { at: 20, account: '444455556666' })], ['s own definite 10-20 all StopEventDataStoreIngestion-StartEventDataStoreIngestion (before-unknown, changes-unseen)'], ['s StopEventDataStoreIngestion']],
  ])('%s', (_name, records, windows, unsettled) => {
    expect(toldWindows(records)).toEqual(windows);
    expect(history(records).unsettled.map(toldUnsettled)).toEqual(unsettled);
  });
});
