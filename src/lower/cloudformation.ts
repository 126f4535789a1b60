import { member } from '../core/node.js';
import type { Resource } from '../core/unit.js';
import type { Sink } from '../model/sink.js';
import { asInTheApi } from '../model/selector/spelling.js';
import { lowerAlarms } from './alarms/alarms.js';
import { called, type Called } from './calls.js';
import type { Lowering } from './lowering.js';
import { lowerPermissions } from './permissions.js';
import { foreignSelectors, holdsOtherEvents, lowerSelectors } from './selectors.js';
import { Settings, withDefault } from './settings.js';

/** CloudFormation Template Reference, `AWS::CloudTrail::Trail` and `AWS::CloudTrail::EventDataStore`. */
export const cloudformation: Lowering = (resources) => {
  const settings = new Settings();
  const declared = resources.map((resource): Called => {
    switch (resource.type) {
      case 'AWS::CloudTrail::Trail':
        return { sinks: [trail(resource, settings)], removals: [] };
      case 'AWS::CloudTrail::EventDataStore':
        return { sinks: [eventDataStore(resource, settings)], removals: [] };
      default:
        return called(resource, settings);
    }
  });
  const sinks = declared.flatMap((one) => one.sinks);
  return { model: { sinks: sinks.filter(({ kind, selectors }) => kind === 'trail' || !holdsOtherEvents(selectors)), permissions: lowerPermissions(resources), alarms: lowerAlarms(resources, sinks) }, removals: declared.flatMap(({ removals }) => removals), problems: settings.problems };
};

function trail({ address, exists, name, body }: Resource, settings: Settings): Sink {
  return {
    kind: 'trail',
    declaredBy: 'resource',
    address,
    exists,
    // Required: a template without it is refused, so nothing is said about it.
    recording: settings.boolean(member(body, 'IsLogging'), 'IsLogging'),
    multiRegion: withDefault(settings.boolean(member(body, 'IsMultiRegionTrail'), 'IsMultiRegionTrail'), false, name),
    organization: withDefault(settings.boolean(member(body, 'IsOrganizationTrail'), 'IsOrganizationTrail'), false, name),
    selectors: lowerSelectors(body, 'trail', settings),
    foreign: [],
    spelling: asInTheApi,
    origin: name,
  };
}

function eventDataStore({ address, exists, name, body }: Resource, settings: Settings): Sink {
  return {
    kind: 'event-data-store',
    declaredBy: 'resource',
    address,
    exists,
    recording: withDefault(settings.boolean(member(body, 'IngestionEnabled'), 'IngestionEnabled'), true, name),
    multiRegion: withDefault(settings.boolean(member(body, 'MultiRegionEnabled'), 'MultiRegionEnabled'), true, name),
    organization: withDefault(settings.boolean(member(body, 'OrganizationEnabled'), 'OrganizationEnabled'), false, name),
    selectors: lowerSelectors(body, 'event-data-store', settings),
    foreign: foreignSelectors(body),
    spelling: asInTheApi,
    origin: name,
  };
}
