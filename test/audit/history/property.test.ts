import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kmsEvents } from '../../../src/data/kms-events.js';
import type { Window } from '../../../src/audit/audit.js';
import { history } from './told.js';
import { fatesAt, scopes, type Act, type Acted, type Fate, type Told } from './simulation.js';
import { advanced, advancedSelectors, basic, basicSelectors, createStore, createTrail, deleteStore, deleteTrail, putEventSelectors, restoreStore, startIngestion, startLogging, stopIngestion, stopLogging, storeArn, timeOf, trailArn, updateStore, updateTrail, type Circumstances, type RawRecord } from '../support.js';

/** Acts lie in these seconds. */
const LAST = 9;

const ofTrails: readonly (readonly RawRecord[])[] = [...Object.values(basicSelectors), ...Object.values(advancedSelectors), [...basicSelectors.noKms, ...basicSelectors.writesOnly], [basic({ readWriteType: 'None' })]];
const ofStores: readonly (readonly RawRecord[])[] = [
  ...Object.values(advancedSelectors),
  [advanced({ eventName: { startsWith: ['Decrypt', 'Generate'] } }), advanced({ eventType: { notEquals: ['AwsApiCall'] } })],
  [advanced({ 'userIdentity.arn': { notStartsWith: ['arn:aws:sts::111122223333:assumed-role/ci/'] } })],
  [advanced({}, 'ConfigurationItem')],
];

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const told: fc.Arbitrary<Told> = fc.record({ asked: maybe(fc.boolean()), answered: maybe(fc.boolean()) });
const untold: fc.Arbitrary<Told> = fc.record({ asked: fc.constant(undefined), answered: maybe(fc.boolean()) });

const update = (store: boolean): fc.Arbitrary<Act> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ does: fc.constant('update' as const), omitted: fc.constant(false), selectors: store ? maybe(fc.constantFrom(...ofStores)) : fc.constant(undefined), regions: told, accounts: told }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('update' as const), omitted: fc.constant(true), selectors: fc.constant(undefined), regions: untold, accounts: untold }) },
  );

const simple = (does: 'start' | 'stop' | 'delete'): fc.Arbitrary<Act> => fc.constant({ does });
const create = (store: boolean): fc.Arbitrary<Act> => fc.record({ does: fc.constant('create' as const), selectors: store ? maybe(fc.constantFrom(...ofStores)) : fc.constant(undefined), takes: store ? fc.boolean() : fc.constant(false), regions: told, accounts: told });
const select: fc.Arbitrary<Act> = fc.record({ does: fc.constant('select' as const), selectors: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ofTrails) }, { weight: 1, arbitrary: fc.constant('omitted' as const) }) });
const restore: fc.Arbitrary<Act> = fc.record({ does: fc.constant('restore' as const), takes: maybe(fc.boolean()) });

const actOn = (store: boolean): fc.Arbitrary<Act> =>
  fc.oneof({ weight: 3, arbitrary: store ? update(true) : select }, { weight: 2, arbitrary: store ? restore : update(false) }, { weight: 2, arbitrary: simple('start') }, { weight: 2, arbitrary: simple('stop') }, simple('delete'), create(store));

const sinks = [{ sink: 'a', store: false }, { sink: 'b', store: false }, { sink: 's', store: true }];
const acted: fc.Arbitrary<Acted> = fc.constantFrom(...sinks).chain(({ sink, store }) => fc.record({ sink: fc.constant(sink), store: fc.constant(store), second: fc.nat(LAST), failed: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0), act: actOn(store) }));

/** No two alike, for copies of a call are one, and no more in a second than there are orders to look at. */
const histories: fc.Arbitrary<readonly Acted[]> = fc.uniqueArray(acted, { selector: (one) => JSON.stringify(one), maxLength: 14 }).map((acts) => acts.filter((one, index) => acts.slice(0, index).filter(({ sink, second }) => sink === one.sink && second === one.second).length < 3));

const settings = (regions: Told, accounts: Told, [region, account]: readonly [string, string], side: keyof Told): RawRecord => ({ ...(regions[side] !== undefined && { [region]: regions[side] }), ...(accounts[side] !== undefined && { [account]: accounts[side] }) });

/** The act as CloudTrail records it. */
function recordOf({ sink, store, second, failed, act }: Acted): RawRecord {
  const at: Circumstances = { at: second, ...(failed && { failure: 'AccessDenied' }) };
  const arn = store ? { eventDataStoreArn: storeArn(sink) } : { trailARN: trailArn(sink) };
  const names = store ? (['multiRegionEnabled', 'organizationEnabled'] as const) : (['isMultiRegionTrail', 'isOrganizationTrail'] as const);
  switch (act.does) {
    case 'start':
      return store ? startIngestion(sink, at) : startLogging(sink, at);
    case 'stop':
      return store ? stopIngestion(sink, at) : stopLogging(sink, at);
    case 'delete':
      return store ? deleteStore(sink, at) : deleteTrail(sink, at);
    case 'restore':
      return restoreStore(sink, { ...at, response: { ...arn, ...(act.takes !== undefined && { status: act.takes ? 'ENABLED' : 'STOPPED_INGESTION' }) } });
    case 'select':
      return putEventSelectors(sink, act.selectors === 'omitted' ? [] : act.selectors, { ...at, ...(act.selectors === 'omitted' && { omitted: true, response: arn }) });
    case 'create': {
      const asked = settings(act.regions, act.accounts, names, 'asked');
      const response = { ...arn, ...settings(act.regions, act.accounts, names, 'answered') };
      if (!store) return createTrail(sink, asked, { ...at, response });
      return createStore(sink, { ...asked, startIngestion: act.takes, ...(act.selectors !== undefined && { advancedEventSelectors: act.selectors }) }, { ...at, response });
    }
    case 'update': {
      const asked = { ...settings(act.regions, act.accounts, names, 'asked'), ...(act.selectors !== undefined && { advancedEventSelectors: act.selectors }) };
      const circumstances = { ...at, omitted: act.omitted, response: { ...arn, ...settings(act.regions, act.accounts, names, 'answered') } };
      return store ? updateStore(sink, asked, circumstances) : updateTrail(sink, asked, circumstances);
    }
  }
}

/** An event in a scope of a sink for as long as its fate stays the same: `a own Decrypt lost 3-7`. */
function simulated(acts: readonly Acted[], until: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { sink } of sinks) {
    const own = acts.filter((one) => one.sink === sink);
    const seconds = Array.from({ length: until + 2 }, (_, second) => fatesAt(own, second - 1));
    for (const scope of scopes) {
      for (const [index, { name }] of kmsEvents.entries()) {
        const fates = seconds.map((one) => one.get(scope)?.[index] ?? 'unknown');
        for (const run of runs(fates)) if (run.fate === 'lost' || run.fate === 'depends') found.add(`${sink} ${scope} ${name} ${run.fate} ${run.from - 1}-${run.to === fates.length ? '' : run.to - 1}${fates[run.from - 1] === 'unknown' ? ' unknown before' : ''}`);
      }
    }
  }
  return found;
}

function runs(fates: readonly Fate[]): readonly { readonly fate: Fate; readonly from: number; readonly to: number }[] {
  const found: { readonly fate: Fate; readonly from: number; readonly to: number }[] = [];
  let from = 0;
  for (let at = 1; at <= fates.length; at++) {
    const fate = fates[from];
    if (fate === undefined || fates[at] === fate) continue;
    found.push({ fate, from, to: at });
    from = at;
  }
  return found;
}

const second = (time: number): number => (time - timeOf(0)) / 1000;

/** The same of windows; what was unknown before is told of all events of a window together. */
function computed(windows: readonly Window[]): readonly string[] {
  return windows.flatMap(({ sink, scope, certainty, from, to, events }) => events.map((name) => `${sink.arn.split('/')[1] ?? ''} ${scope} ${name} ${certainty === 'definite' ? 'lost' : 'depends'} ${second(from)}-${to === undefined ? '' : second(to)}`));
}

test('windows of random histories are those of a simulation that looks at every second', () => {
  fc.assert(
    fc.property(histories, (acts) => {
      const expected = simulated(acts, LAST);
      const { windows } = history(acts.map(recordOf));
      const told = new Set(computed(windows));
      const bare = new Set([...expected].map((one) => one.replace(' unknown before', '')));
      expect({ missing: [...bare].filter((one) => !told.has(one)).slice(0, 9), excess: [...told].filter((one) => !bare.has(one)).slice(0, 9) }).toEqual({ missing: [], excess: [] });
      for (const window of windows) {
        const before = computed([window]).some((one) => expected.has(`${one} unknown before`));
        expect(window.caveats.some(({ kind }) => kind === 'before-unknown')).toBe(before);
        expect(window.opened.time).toBe(window.from);
        expect(window.closed?.time).toBe(window.to);
      }
    }),
    { numRuns: 300 },
  );
}, 120_000);

test('the simulation itself knows windows: of what it is compared with there is enough', () => {
  const sample = fc.sample(histories, { numRuns: 60, seed: 7 });
  const found = sample.flatMap((acts) => [...simulated(acts, LAST)]);
  for (const wanted of [' own ', ' other-regions ', ' member-accounts ', ' lost ', ' depends ', 'unknown before']) expect(found.filter((one) => one.includes(wanted)).length, wanted).toBeGreaterThan(50);
});
