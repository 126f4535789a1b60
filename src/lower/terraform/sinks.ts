import { member, type Node } from '../../core/node.js';
import type { Resource } from '../../core/unit.js';
import { absent, known, unknown, type Value } from '../../core/value.js';
import type { Sink, SinkKind } from '../../model/sink.js';
import type { Spelling } from '../../model/selector/spelling.js';
import { foreignSelectors, lowerSelectors } from '../selectors.js';
import { withDefault, type Leniency, type Settings } from '../settings.js';
import { awsccSpelling, awsSpelling } from './spelling.js';

/** Terraform turns these strings into booleans, in this very case. In JSON a single block may stand without its list. Terraform Language, "Type conversion" and "JSON configuration syntax". */
export const leniency: Leniency = { boolean: (text) => (text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined), single: true };

/** The trail or event data store that a resource declares. */
export function sinkOf(resource: Resource, settings: Settings): readonly Sink[] {
  switch (resource.type) {
    case 'aws_cloudtrail':
      return [trail(resource, awsSpelling, settings)];
    case 'aws_cloudtrail_event_data_store':
      return [store(resource, awsSpelling, settings, suspended)];
    case 'awscc_cloudtrail_trail':
      return [trail(resource, awsccSpelling, settings)];
    case 'awscc_cloudtrail_event_data_store':
      return [store(resource, awsccSpelling, settings, ({ body }) => settings.boolean(member(body, 'ingestion_enabled'), 'ingestion_enabled'))];
    default:
      return [];
  }
}

/** Logging is on unless it is said to be off; `is_logging` of `awscc` is required, so that nothing is said where it is not there. */
function trail(resource: Resource, spelling: Spelling, settings: Settings): Sink {
  const { body, name } = resource;
  const logging = settings.boolean(member(body, spelling('IsLogging')), spelling('IsLogging'));
  const setting = (property: string): Value<boolean> => settings.boolean(member(body, spelling(property)), spelling(property));
  return {
    ...common(resource, 'trail', spelling, settings),
    recording: spelling === awsSpelling ? withDefault(logging, true, name) : logging,
    multiRegion: withDefault(setting('IsMultiRegionTrail'), false, name),
    organization: withDefault(setting('IsOrganizationTrail'), false, name),
  };
}

/** Without selectors a new store takes all management events. An existing one keeps those it has, which only a plan or a state shows. */
function store(resource: Resource, spelling: Spelling, settings: Settings, ingesting: (resource: Resource, settings: Settings) => Value<boolean>): Sink {
  const { body, name } = resource;
  const setting = (property: string): Value<boolean> => settings.boolean(member(body, spelling(property)), spelling(property));
  return {
    ...common(resource, 'event-data-store', spelling, settings),
    recording: withDefault(ingesting(resource, settings), true, name),
    multiRegion: withDefault(setting('MultiRegionEnabled'), true, name),
    organization: withDefault(setting('OrganizationEnabled'), false, name),
  };
}

const common = ({ address, exists, name, body }: Resource, kind: SinkKind, spelling: Spelling, settings: Settings): Omit<Sink, 'recording' | 'multiRegion' | 'organization'> => ({
  kind,
  declaredBy: 'resource',
  address,
  exists,
  selectors: lowerSelectors(body, kind, settings, spelling),
  foreign: kind === 'trail' ? [] : foreignSelectors(body, spelling),
  spelling,
  origin: name,
});

/** A boolean that may be null, as a string: what Go's `strconv.ParseBool` takes. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
]);

/** `suspend` stops the ingestion. */
function suspended({ body }: Resource, settings: Settings): Value<boolean> {
  const node: Node = member(body, 'suspend');
  const value = settings.string(node, 'suspend');
  if (value.kind !== 'known') return value;
  if (value.value === '') return absent(value.origin);
  const suspends = booleans.get(value.value);
  if (suspends !== undefined) return known(!suspends, value.origin);
  settings.expected(node, 'suspend', 'a boolean');
  return unknown(`\`${value.value}\` is not a boolean`, value.origin, 'malformed');
}
