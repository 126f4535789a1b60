import { addTo } from '../../core/long.js';
import { textOf, type Origin } from '../../core/source.js';
import type { Many, Setting } from '../../core/value.js';
import type { Condition, FieldSelector } from '../../model/selector/selector.js';
import { operatorText, type Change, type Edits } from './change.js';
import { blockAt } from './hcl/place.js';
import { layoutOf, type Collection, type Layout, type Member } from './layout.js';
import { isDeclared, isWrittenHere, startsAt } from './place.js';
import { emptyList, removeMembers } from './remove.js';
import type { Seat } from './seats.js';

/** A seat of what can be taken out. */
export type Removable = Extract<Seat, { readonly kind: 'excluded' | 'condition' | 'field' }>;

/**
 * Takes values and field selectors out of the selectors of a sink. A list of excluded sources may be empty. An operator
 * may not (API Reference, `AdvancedFieldSelector`: at least one value), nor may a field selector be without operators:
 * then the operator goes, or the field selector.
 */
export function removal(seats: readonly Removable[]): readonly Change[] {
  const gone = seats.filter((seat) => seat.kind === 'field');
  const goneFields = new Set(gone.map(({ field }) => field));
  const changes: Change[] = [];
  const emptied: Valued[] = [];
  for (const [values, group] of grouped(seats)) {
    const [seat] = group;
    if (seat === undefined || (seat.kind === 'condition' && goneFields.has(seat.field))) continue;
    const lost = valuesIn(values, group.map(({ at }) => at));
    if (lost?.all === true && seat.kind === 'condition') emptied.push(seat);
    else changes.push({ says: `Remove ${group.map(({ at }) => `\`${textOf(at.span)}\``).join(', ')}`, edits: lost === undefined ? undefined : without(lost) });
  }
  return [...changes, ...withoutConditions(emptied, gone)];
}

const without = ({ layout, list, members, all }: Items): Edits => (all ? emptyList(layout, list) : removeMembers(layout, list, members));

type Valued = Extract<Seat, { readonly kind: 'condition' }>;
type Whole = Extract<Seat, { readonly kind: 'field' }>;

/** Takes out operators that are left without values, and field selectors that are left without operators. */
function withoutConditions(emptied: readonly Valued[], gone: readonly Whole[]): readonly Change[] {
  const byField = new Map<FieldSelector, Valued[]>();
  for (const seat of emptied) addTo(byField, seat.field, seat);
  const doomed = new Map<FieldSelector, Many<FieldSelector>>(gone.map(({ field, fields }) => [field, fields]));
  const changes: Change[] = [];
  for (const [field, seats] of byField) {
    const [seat] = seats;
    const conditions = seats.map(({ condition }) => condition);
    if (seat !== undefined && field.conditions.length === conditions.length) doomed.set(field, seat.fields);
    else changes.push({ says: `Remove ${conditions.map((condition) => `\`${operatorText(condition)}\``).join(', ')}`, edits: withoutOperators(conditions) });
  }
  return [...changes, ...withoutFields(doomed, new Map([...byField].map(([field, seats]) => [field, seats.map(({ condition }) => condition)])))];
}

type Value = Extract<Seat, { readonly kind: 'excluded' | 'condition' }>;

function grouped(seats: readonly Removable[]): ReadonlyMap<Many<Setting<string>>, readonly Value[]> {
  const groups = new Map<Many<Setting<string>>, Value[]>();
  for (const seat of seats) {
    if (seat.kind === 'field') continue;
    const values = seat.kind === 'excluded' ? seat.values : seat.condition.values;
    addTo(groups, values, seat);
  }
  return groups;
}

/** Members of a list as it is written. */
interface Items {
  readonly layout: Layout;
  readonly list: Collection;
  readonly members: ReadonlySet<Member>;
  /** Whether nothing else is in the list, as written and as evaluated. */
  readonly all: boolean;
}

function listOf({ span, ...origin }: Origin): { readonly layout: Layout; readonly list: Collection } | undefined {
  const layout = isWrittenHere({ span, ...origin }) ? layoutOf(span.source) : undefined;
  const list = layout?.listAt(span);
  return layout === undefined || list === undefined || list.from !== list.start || !isDeclared(layout, list) ? undefined : { layout, list };
}

/** Undefined where an item is not just there in the list, or where what is left depends on conditions. */
function valuesIn(values: Many<unknown>, lost: readonly Origin[]): Items | undefined {
  const at = listOf(values.origin);
  if (at === undefined || !lost.every((one) => isWrittenHere(one) && one.span.source === at.layout.source)) return undefined;
  const spans = new Map(lost.map(({ span }) => [span.start, span]));
  const members = at.list.members.filter(({ value }) => {
    const span = spans.get(value.start) ?? spans.get(value.from);
    return span !== undefined && startsAt(value, span);
  });
  if (members.length !== lost.length) return undefined;
  const all = members.length === at.list.members.length;
  return all === (lost.length === values.items.length + values.unseen.length) ? { ...at, members: new Set(members), all } : undefined;
}

/** The entry of an operator, where its list is written just behind it. */
function operatorEntry(layout: Layout, { origin, values }: Condition): Member | undefined {
  const entry = isWrittenHere(origin) ? layout.entryAt(origin.span) : undefined;
  return entry?.value.kind === 'list' && startsAt(entry.value, values.origin.span) && entry.value.from === entry.value.start ? entry : undefined;
}

function withoutOperators(conditions: readonly Condition[]): Edits {
  const layout = conditions[0] === undefined ? undefined : layoutOf(conditions[0].origin.span.source);
  if (layout === undefined) return undefined;
  const entries = conditions.map((condition) => operatorEntry(layout, condition));
  const holders = new Set(entries.map((entry) => (entry === undefined ? undefined : layout.holderOf(entry))));
  const [holder] = holders;
  if (holder === undefined || holders.size !== 1 || !isPlain(layout, holder)) return undefined;
  return removeMembers(layout, holder, new Set(entries.filter((entry) => entry !== undefined)));
}

/** Without keys that a removal would bring back: repeated, merged or spread ones. */
export function isPlain(layout: Layout, { members }: Collection): boolean {
  const keys = members.map((member) => layout.keyOf(member));
  return new Set(keys).size === keys.length && !keys.includes('<<') && members.every(({ key }) => key !== undefined);
}

function withoutFields(doomed: ReadonlyMap<FieldSelector, Many<FieldSelector>>, emptied: ReadonlyMap<FieldSelector, readonly Condition[]>): readonly Change[] {
  const lists = new Map<Many<FieldSelector>, FieldSelector[]>();
  for (const [field, fields] of doomed) addTo(lists, fields, field);
  return [...lists].map(([fields, gone]) => ({ says: gone.map(fieldRemoval).join('; '), edits: withoutSome(fields, gone, emptied) }));
}

const fieldRemoval = ({ field }: FieldSelector): string => `Remove the field selector${field.kind === 'known' ? ` for \`${field.value}\`` : ''}`;

/** Undefined where nothing would be left: API Reference, `AdvancedEventSelector.FieldSelectors`, at least one. */
function withoutSome(fields: Many<FieldSelector>, gone: readonly FieldSelector[], emptied: ReadonlyMap<FieldSelector, readonly Condition[]>): Edits {
  const at = listOf(fields.origin) ?? blockAt(fields.origin);
  if (at === undefined || gone.length >= fields.items.length) return undefined;
  const maps = new Map(at.list.members.map((member) => [firstKeyOf(member), member]));
  const members = gone.map((field) => fieldMember(at.layout, maps, field, emptied.get(field) ?? []));
  const known = members.filter((member) => member !== undefined);
  return known.length === members.length ? removeMembers(at.layout, at.list, new Set(known)) : undefined;
}

/** Where the first key stands of a map that is an item of a list. */
const firstKeyOf = ({ value }: Member): number | undefined => (value.kind === 'map' && value.from === value.start ? value.members[0]?.key?.start : undefined);

/** The item of a field selector of which these conditions are all that it says, whatever conditions of the template hold. */
function fieldMember(layout: Layout, maps: ReadonlyMap<number | undefined, Member>, field: FieldSelector, conditions: readonly Condition[]): Member | undefined {
  if (!isWrittenHere(field.origin)) return undefined;
  const member = maps.get(field.origin.span.start);
  if (member?.value.kind !== 'map') return undefined;
  const operators = conditions.map((condition) => operatorEntry(layout, condition));
  const saysMore = member.value.members.some((entry) => layout.keyOf(entry).toLowerCase() !== 'field' && !operators.includes(entry) && !isEmpty(entry));
  return saysMore ? undefined : member;
}

const isEmpty = ({ value }: Member): boolean => value.kind === 'list' && value.style !== 'block' && value.members.length === 0;
