import type { Origin } from '../../core/source.js';
import type { Many, Setting, Unknown } from '../../core/value.js';

/** API Reference, `EventSelector.ReadWriteType`; exact case. */
export type ReadWriteType = 'ReadOnly' | 'WriteOnly' | 'All';

/** API Reference, `EventSelector`. Only trails have basic selectors. */
export interface BasicSelector {
  readonly kind: 'basic';
  readonly readWriteType: Setting<ReadWriteType>;
  readonly includeManagementEvents: Setting<boolean>;
  readonly excludeManagementEventSources: Many<Setting<string>>;
  readonly dataResources: Many<{ readonly origin: Origin }>;
  readonly origin: Origin;
}

/** API Reference, `AdvancedFieldSelector`: the first three select, the last three deselect. */
export const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;
export type Operator = (typeof operators)[number];

/** One operator of a field selector with its values; an operator without values is not a condition and does not occur here. */
export interface Condition {
  readonly operator: Operator;
  readonly values: Many<Setting<string>>;
  /** The operator's key. */
  readonly origin: Origin;
}

/** API Reference, `AdvancedFieldSelector`. */
export interface FieldSelector {
  readonly kind: 'field';
  readonly field: Setting<string>;
  readonly conditions: readonly Condition[];
  readonly origin: Origin;
}

/** API Reference, `AdvancedEventSelector`: an event must pass every field selector. */
export interface AdvancedSelector {
  readonly kind: 'advanced';
  readonly fields: Many<FieldSelector>;
  readonly origin: Origin;
}

export type Selector = BasicSelector | AdvancedSelector;

/**
 * What a sink was told to log. A sink logs an event if any of its selectors takes it.
 * `default`: nothing was declared, so the service logs all management events. `both`: the API takes one kind only,
 * so it cannot be known which of them would hold. `elsewhere`: the declaration does not speak of selectors at all, such
 * as the output of get-trail-status.
 */
export type Selectors =
  | { readonly kind: 'default'; readonly origin: Origin }
  | { readonly kind: 'elsewhere'; readonly origin: Origin }
  | { readonly kind: 'basic'; readonly selectors: Many<BasicSelector> }
  | { readonly kind: 'advanced'; readonly selectors: Many<AdvancedSelector> }
  | { readonly kind: 'both'; readonly basic: Many<BasicSelector>; readonly advanced: Many<AdvancedSelector> }
  | Unknown;
