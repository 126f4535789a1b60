import type { Origin } from '../../core/source.js';
import type { Many, Setting } from '../../core/value.js';
import type { AdvancedSelector, BasicSelector, Condition, FieldSelector } from '../../model/selector/selector.js';
import type { Sink } from '../../model/sink.js';

/** Where in the selectors of a sink something stands that can be changed there. */
export type Seat =
  | { readonly kind: 'access'; readonly at: Origin }
  | { readonly kind: 'management'; readonly at: Origin }
  | { readonly kind: 'excluded'; readonly at: Origin; readonly values: Many<Setting<string>> }
  | { readonly kind: 'condition'; readonly at: Origin; readonly condition: Condition; readonly field: FieldSelector; readonly fields: Many<FieldSelector> }
  | { readonly kind: 'field'; readonly at: Origin; readonly field: FieldSelector; readonly fields: Many<FieldSelector> };

/** The seats of these origins; undefined if one has none, or several: an alias brings the same value to two places. */
export function seatsOf(sink: Sink, origins: readonly Origin[]): readonly Seat[] | undefined {
  const seats = new Map<Origin, Seat | undefined>();
  for (const seat of [...basicOf(sink).flatMap(basicSeats), ...advancedOf(sink).flatMap(({ fields }) => fieldSeats(fields))]) {
    seats.set(seat.at, seats.has(seat.at) ? undefined : seat);
  }
  const found = origins.map((at) => seats.get(at)).filter((seat) => seat !== undefined);
  return found.length === origins.length ? found : undefined;
}

function basicOf({ selectors }: Sink): readonly BasicSelector[] {
  return selectors.kind === 'basic' ? selectors.selectors.items : selectors.kind === 'both' ? selectors.basic.items : [];
}

export function advancedOf({ selectors }: Sink): readonly AdvancedSelector[] {
  return selectors.kind === 'advanced' ? selectors.selectors.items : selectors.kind === 'both' ? selectors.advanced.items : [];
}

function basicSeats({ readWriteType, includeManagementEvents, excludeManagementEventSources: values }: BasicSelector): readonly Seat[] {
  const access: Seat = { kind: 'access', at: readWriteType.origin };
  return [
    access,
    // One word may say both: `ReadWriteType.NONE` in the CDK.
    ...(includeManagementEvents.origin === access.at ? [] : [{ kind: 'management', at: includeManagementEvents.origin } as const]),
    ...values.items.map(({ origin }): Seat => ({ kind: 'excluded', at: origin, values })),
  ];
}

const fieldSeats = (fields: Many<FieldSelector>): readonly Seat[] =>
  fields.items.flatMap((field): readonly Seat[] => [
    { kind: 'field', at: field.origin, field, fields },
    ...field.conditions.flatMap((condition) => condition.values.items.map(({ origin }): Seat => ({ kind: 'condition', at: origin, condition, field, fields }))),
  ]);
