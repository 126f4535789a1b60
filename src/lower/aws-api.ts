import { member, type Node } from '../core/node.js';
import type { Resource } from '../core/unit.js';
import { absent, known, unknown, type Value } from '../core/value.js';
import type { Removal } from '../model/removal.js';
import type { Selectors } from '../model/selector/selector.js';
import type { Sink, SinkKind } from '../model/sink.js';
import { asInTheApi } from '../model/selector/spelling.js';
import type { Lowering } from './lowering.js';
import { foreignSelectors, holdsOtherEvents, lowerSelectors } from './selectors.js';
import { Settings, withDefault } from './settings.js';

/**
 * Inputs and outputs of the CloudTrail API. Types are operation names for inputs (`PutEventSelectors`) and shape names
 * for what exists (`Trail`, `EventDataStore`: everything that the outputs at hand say of one).
 */
export const awsApi: Lowering = (resources) => {
  const settings = new Settings();
  const sinks = resources.flatMap((resource) => apiSink(resource, settings));
  return { model: { sinks: sinks.filter(({ kind, selectors }) => kind === 'trail' || !holdsOtherEvents(selectors)), permissions: { principals: [], controls: [] }, alarms: [] }, removals: resources.flatMap((resource) => apiRemoval(resource, settings)), problems: settings.problems };
};

/** What one input or output says of a sink. */
export function apiSink(resource: Resource, settings: Settings): readonly Sink[] {
  switch (resource.type) {
    case 'PutEventSelectors':
      return [sink(resource, 'trail', 'call', lowerSelectors(resource.body, 'trail', settings), settings)];
    case 'CreateEventDataStore':
      return [createdStore(resource, settings)];
    case 'UpdateEventDataStore':
      return [sink(resource, 'event-data-store', 'call', selectorsIfSpoken(resource, 'event-data-store', settings), settings)];
    case 'StopLogging':
      return [stopped(resource, 'trail', settings)];
    case 'StopEventDataStoreIngestion':
      return [stopped(resource, 'event-data-store', settings)];
    case 'UpdateTrail':
      return [sink(resource, 'trail', 'call', { kind: 'elsewhere', origin: resource.name }, settings)];
    case 'Trail':
      return [sink(resource, 'trail', 'snapshot', trailSelectors(resource, settings), settings)];
    case 'EventDataStore':
      return [sink(resource, 'event-data-store', 'snapshot', selectorsIfSpoken(resource, 'event-data-store', settings), settings)];
    default:
      return [];
  }
}

const deleted: ReadonlyMap<string, SinkKind> = new Map([
  ['DeleteTrail', 'trail'],
  ['DeleteEventDataStore', 'event-data-store'],
]);

/** The sink that a call deletes. API Reference, `DeleteTrail` and `DeleteEventDataStore`: an event data store is kept for seven days, and records nothing meanwhile. */
export function apiRemoval(resource: Resource, settings: Settings): readonly Removal[] {
  const kind = deleted.get(resource.type);
  return kind === undefined ? [] : [{ how: 'deleted-by-call', before: sink(resource, kind, 'call', { kind: 'elsewhere', origin: resource.name }, settings), at: resource.name }];
}

function sink({ address, exists, name, body }: Resource, kind: SinkKind, declaredBy: Sink['declaredBy'], selectors: Selectors, settings: Settings): Sink {
  const store = kind === 'event-data-store';
  return {
    kind,
    declaredBy,
    address,
    exists,
    recording: store ? ingesting(body, settings) : settings.boolean(member(body, 'IsLogging'), 'IsLogging'),
    multiRegion: settings.boolean(member(body, store ? 'MultiRegionEnabled' : 'IsMultiRegionTrail'), store ? 'MultiRegionEnabled' : 'IsMultiRegionTrail'),
    organization: settings.boolean(member(body, store ? 'OrganizationEnabled' : 'IsOrganizationTrail'), store ? 'OrganizationEnabled' : 'IsOrganizationTrail'),
    selectors,
    foreign: store ? foreignSelectors(body) : [],
    spelling: asInTheApi,
    origin: name,
  };
}

/** API Reference, `CreateEventDataStore`: what is not said is the default, for here the store is made. */
function createdStore(resource: Resource, settings: Settings): Sink {
  const { name, body } = resource;
  const made = sink(resource, 'event-data-store', 'call', lowerSelectors(body, 'event-data-store', settings), settings);
  return {
    ...made,
    recording: withDefault(settings.boolean(member(body, 'StartIngestion'), 'StartIngestion'), true, name),
    multiRegion: withDefault(made.multiRegion, true, name),
    organization: withDefault(made.organization, false, name),
  };
}

/** API Reference, `StopLogging` and `StopEventDataStoreIngestion`: the call alone stops the recording, and leaves the selectors as they are. */
const stopped = (resource: Resource, kind: SinkKind, settings: Settings): Sink => ({
  ...sink(resource, kind, 'call', { kind: 'elsewhere', origin: resource.name }, settings),
  recording: known(false, resource.name),
});

/** UpdateEventDataStore changes only what it names; the list of all stores names no selectors. */
const selectorsIfSpoken = (resource: Resource, kind: SinkKind, settings: Settings): Selectors =>
  spokenOf(resource.body) ? lowerSelectors(resource.body, kind, settings) : { kind: 'elsewhere', origin: resource.name };

/** Selectors come with get-event-selectors; describe-trails and get-trail only tell whether there are custom ones. */
function trailSelectors(resource: Resource, settings: Settings): Selectors {
  const { body } = resource;
  if (spokenOf(body)) return lowerSelectors(body, 'trail', settings);
  const custom = settings.boolean(member(body, 'HasCustomEventSelectors'), 'HasCustomEventSelectors');
  return custom.kind === 'known' && !custom.value ? { kind: 'default', origin: custom.origin } : { kind: 'elsewhere', origin: resource.name };
}

const spokenOf = (body: Node): boolean => body.kind === 'map' && (body.entries.has('EventSelectors') || body.entries.has('AdvancedEventSelectors'));

/** API Reference, `EventDataStoreStatus`. `CREATED` is the moment before `ENABLED` or `STOPPED_INGESTION`: it tells neither. */
const ingestingIn: ReadonlyMap<string, boolean> = new Map([
  ['ENABLED', true],
  ['STARTING_INGESTION', true],
  ['STOPPING_INGESTION', false],
  ['STOPPED_INGESTION', false],
  ['PENDING_DELETION', false],
]);

function ingesting(body: Node, settings: Settings): Value<boolean> {
  const status = settings.string(member(body, 'Status'), 'Status');
  if (status.kind !== 'known') return status;
  if (status.value === 'CREATED') return absent(status.origin);
  const value = ingestingIn.get(status.value);
  return value === undefined ? unknown(`\`${status.value}\` is no status of an event data store`, status.origin, 'invalid') : known(value, status.origin);
}
