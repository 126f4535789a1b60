import type { Origin } from '../core/source.js';
import type { Truth } from '../core/truth.js';
import type { Value } from '../core/value.js';
import type { Selectors } from './selector/selector.js';
import type { Spelling } from './selector/spelling.js';

export type SinkKind = 'trail' | 'event-data-store';

/**
 * A trail or an event data store, or a call or snapshot that sets the selectors of one.
 * A setting is absent where the declaration does not speak of it at all: a PutEventSelectors call says nothing about
 * whether the trail is logging. Where the service has a default, it is known.
 */
export interface Sink {
  readonly kind: SinkKind;
  /** `code`: a call within a resource, such as the code of a function; its address is that of the resource. */
  readonly declaredBy: 'resource' | 'call' | 'code' | 'snapshot';
  /** Unique in its unit: logical id, Terraform address, name or ARN. */
  readonly address: string;
  readonly exists: Truth;
  /** StartLogging / StopLogging, `IsLogging`; `StartIngestion`, `IngestionEnabled`. */
  readonly recording: Value<boolean>;
  /** API Reference, `CreateTrail.IsMultiRegionTrail` (default false), `CreateEventDataStore.MultiRegionEnabled` (default true). */
  readonly multiRegion: Value<boolean>;
  readonly organization: Value<boolean>;
  readonly selectors: Selectors;
  /** Selector properties that this kind of sink does not have, such as `EventSelectors` of an event data store. */
  readonly foreign: readonly Origin[];
  /** The words in which it is declared: messages speak them. */
  readonly spelling: Spelling;
  /** The name of the declaration. */
  readonly origin: Origin;
}
