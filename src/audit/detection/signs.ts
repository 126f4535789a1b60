import { fieldNames, KMS_SOURCE } from '../../model/selector/record.js';
import type { CallName } from '../audit.js';

/** What a member of an object must be; of a list, any of its values. */
export type Test =
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'is'; readonly value: boolean }
  /** There is a value that is none of these. */
  | { readonly kind: 'other-than'; readonly values: readonly string[] }
  | { readonly kind: 'begins' | 'ends'; readonly text: string };

/** Tests of members that hold for one and the same object. */
export type Sign = ReadonlyMap<string, Test>;

/** Objects in a record, and what in any of them shows that KMS events may be lost. */
export interface Place {
  /** Members from the record on; a list stands for each of its items. */
  readonly path: readonly string[];
  /** Whether `path` goes through lists. */
  readonly repeated: boolean;
  /** A member that each of the objects has; undefined where none is sure to be there. */
  readonly sure: string | undefined;
  readonly signs: readonly Sign[];
}

const sign = (tests: Readonly<Record<string, Test>>): Sign => new Map(Object.entries(tests));
const oneOf = (...values: readonly string[]): Test => ({ kind: 'one-of', values });
const isFalse: Test = { kind: 'is', value: false };

/** The parameters were too long to be recorded: what was set is not known. */
const omitted: Place = { path: ['requestParameters'], repeated: false, sure: undefined, signs: [sign({ omitted: { kind: 'is', value: true } })] };

/** API Reference, `EventSelector`. */
const basic: Place = {
  path: ['requestParameters', 'eventSelectors'],
  repeated: true,
  sure: undefined,
  signs: [sign({ excludeManagementEventSources: oneOf(KMS_SOURCE) }), sign({ readWriteType: oneOf('ReadOnly', 'WriteOnly') }), sign({ includeManagementEvents: isFalse })],
};

/** Fields that tell one management event from another, but for its source and its category. API Reference, `AdvancedFieldSelector.Field`. */
const telling = fieldNames.filter((name) => !['eventCategory', 'eventSource', 'errorCode', 'vpcEndpointId'].includes(name) && !name.startsWith('resources.'));

const source = (operator: string, test: Test): Sign => sign({ field: oneOf('eventSource'), [operator]: test });

/**
 * API Reference, `AdvancedFieldSelector`. That no selector is for management events cannot be asked in any of the languages: a
 * selector for others is taken for a sign of it. Some values of `eventSource` that lose nothing are taken for signs, none that
 * loses something is missed.
 */
const advanced: Place = {
  path: ['requestParameters', 'advancedEventSelectors', 'fieldSelectors'],
  repeated: true,
  sure: 'field',
  signs: [
    sign({ field: oneOf(...telling) }),
    sign({ field: oneOf('eventCategory'), equals: oneOf('Data', 'NetworkActivity') }),
    source('notEquals', oneOf(KMS_SOURCE)),
    source('equals', { kind: 'other-than', values: [KMS_SOURCE] }),
    source('startsWith', { kind: 'other-than', values: beginnings() }),
    source('endsWith', { kind: 'other-than', values: endings() }),
    source('notStartsWith', { kind: 'begins', text: KMS_SOURCE.slice(0, 1) }),
    source('notEndsWith', { kind: 'ends', text: KMS_SOURCE.slice(-1) }),
  ],
};

/** At dots, with them and without: `kms`, `kms.`, and so on to the whole. */
function beginnings(): readonly string[] {
  const parts = KMS_SOURCE.split('.');
  return parts.flatMap((_part, at) => (at === parts.length - 1 ? [KMS_SOURCE] : [parts.slice(0, at + 1).join('.'), `${parts.slice(0, at + 1).join('.')}.`]));
}

/** At dots, with them and without: the whole, `.amazonaws.com`, and so on. */
function endings(): readonly string[] {
  const parts = KMS_SOURCE.split('.');
  return parts.flatMap((_part, at) => (at === 0 ? [KMS_SOURCE] : [`.${parts.slice(at).join('.')}`, parts.slice(at).join('.')]));
}

/** What a call says of where events are logged. */
const scope = (...members: readonly string[]): Place => ({ path: ['requestParameters'], repeated: false, sure: undefined, signs: members.map((member) => sign({ [member]: isFalse })) });

/**
 * What takes KMS events away. `itself`: the call does, whatever it says. `nothing`: the call itself takes nothing away - one that
 * begins a logging with selectors that lose events follows another that set them, and that one is seen.
 */
export const signs: Readonly<Record<CallName, 'itself' | 'nothing' | readonly Place[]>> = {
  CreateTrail: 'nothing',
  UpdateTrail: [scope('isMultiRegionTrail', 'isOrganizationTrail'), omitted],
  DeleteTrail: 'itself',
  StartLogging: 'nothing',
  StopLogging: 'itself',
  PutEventSelectors: [basic, advanced, omitted],
  CreateEventDataStore: [advanced, omitted],
  UpdateEventDataStore: [advanced, scope('multiRegionEnabled', 'organizationEnabled'), omitted],
  DeleteEventDataStore: 'itself',
  RestoreEventDataStore: 'nothing',
  StartEventDataStoreIngestion: 'nothing',
  StopEventDataStoreIngestion: 'itself',
};

/** Calls that are seen by the same. */
export interface Group {
  readonly names: readonly CallName[];
  /** Undefined where the name alone says it. */
  readonly place: Place | undefined;
}

/** The table the other way round, in its order: for every place the calls that have it. */
export function groups(): readonly Group[] {
  const places = new Map<Place | undefined, CallName[]>();
  for (const [name, found] of Object.entries(signs) as [CallName, (typeof signs)[CallName]][]) {
    for (const place of found === 'nothing' ? [] : found === 'itself' ? [undefined] : found) {
      const known = places.get(place);
      if (known === undefined) places.set(place, [name]);
      else known.push(name);
    }
  }
  return [...places].map(([place, names]) => ({ names, place }));
}
