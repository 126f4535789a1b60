import { textOf, type Origin } from '../../core/source.js';
import { losses, type Loss } from '../../model/loss.js';
import { mended } from '../../model/selector/mended.js';
import { KMS_SOURCE } from '../../model/selector/record.js';
import type { Condition } from '../../model/selector/selector.js';
import type { Sink } from '../../model/sink.js';
import type { InvalidPart } from '../../model/selector/validity.js';
import { keepsEvents } from '../../model/selector/written.js';
import type { Fix } from '../finding.js';
import { addManagementSelector, addProperty, addValue } from './addition.js';
import { areOwn, every, inOrder, operatorText, type Change } from './change.js';
import { formatted } from './hcl/formatted.js';
import { layoutOf, unquoted } from './layout.js';
import { removal, type Removable } from './removal.js';
import { replaceScalar, replacing } from './scalars.js';
import { seatsOf, type Seat } from './seats.js';

/** One fix that makes all the changes; none where one of them cannot be made. */
function fixOf(changes: readonly Change[]): readonly Fix[] {
  const made = every(changes.map(({ edits }) => edits));
  const edits = made === undefined ? undefined : formatted(inOrder(made));
  if (edits === undefined || edits.length === 0) return [];
  const isOwn = edits.every((edit) => {
    const layout = layoutOf(edit.span.source);
    return layout !== undefined && areOwn([edit], layout);
  });
  const says = [...new Set(changes.map((change) => change.says))];
  return isOwn ? [{ description: says.length > 3 ? `${says.slice(0, 2).join('; ')}; and ${String(says.length - 2)} more such changes` : says.join('; '), edits }] : [];
}

/** Lets the selectors of a sink take what one loss tells of: all that causes it is changed at once. */
export function fixLoss(sink: Sink, loss: Loss): readonly Fix[] {
  const culprits = causesOf(sink, loss);
  const seats = culprits === undefined ? undefined : seatsOf(sink, [...culprits]);
  return seats === undefined ? [] : fixOf(changesFor(sink, seats));
}

/** Filters that hide behind each other come to light one by one. More of them than this nobody writes. */
const MOST_ROUNDS = 16;

/**
 * The culprits of a loss, and those that would make for a loss of the same kind once these are gone: a finding names what
 * keeps the nearest event out, while a fix must leave nothing to tell. Undefined where one of them is no known value.
 */
function causesOf(sink: Sink, { kind, culprits }: Loss): ReadonlySet<Origin> | undefined {
  const found = new Set<Origin>();
  let next = culprits;
  for (let round = 0; next.length > 0; round++) {
    const before = found.size;
    for (const { origin } of next) found.add(origin);
    if (round >= MOST_ROUNDS || found.size === before || next.some(({ unknown }) => unknown !== '')) return undefined;
    next = losses(mended(sink, found)).flatMap((left) => (left.kind === kind ? left.culprits : []));
  }
  return found;
}

/** Takes values out that exclude KMS. */
export const fixExclusion = (sink: Sink, values: readonly Origin[]): readonly Fix[] => removeAll(sink, values);

/** Writes the legal word, where it is the one written but for its case and takes no event away; or takes out what does nothing. */
export function fixInvalid(sink: Sink, { at, remedy }: InvalidPart): readonly Fix[] {
  switch (remedy.kind) {
    case 'none':
      return [];
    case 'remove':
      return removeAll(sink, [at]);
    case 'write': {
      const written = unquoted(textOf(at.span)).toLowerCase();
      const word = remedy.words.find((one) => one.toLowerCase() === written);
      return word === undefined || !keepsEvents(sink, at, word) ? [] : replaceScalar(at, word);
    }
  }
}

/** Declares a property that a resource of a template lacks. */
export const fixMissing = (sink: Sink, property: string, value: string): readonly Fix[] =>
  sink.declaredBy === 'resource' ? fixOf([addProperty(sink.origin, property, value)]) : [];

function removeAll(sink: Sink, values: readonly Origin[]): readonly Fix[] {
  const seats = seatsOf(sink, values) ?? [];
  return seats.every(isRemovable) ? fixOf(removal(seats)) : [];
}

const isRemovable = (seat: Seat): seat is Removable => seat.kind === 'excluded' || seat.kind === 'condition' || seat.kind === 'field';

function changesFor(sink: Sink, seats: readonly Seat[]): readonly Change[] {
  const replaced = seats.flatMap(({ kind, at }): readonly Change[] => (kind === 'access' ? [replacing(at, 'All')] : kind === 'management' ? [replacing(at, 'true')] : []));
  const inSelectors = seats.filter(isRemovable);
  const included = inSelectors.some(namesCategory) ? [{ says: 'Add a selector for management events', edits: addManagementSelector(sink) }] : [];
  const admitted = new Set(inSelectors.filter(admitsSources).map(({ field }) => field.conditions.find(isSelect)).filter((one) => one !== undefined));
  const added = [...admitted].map((condition) => ({ says: `Add \`${KMS_SOURCE}\` to \`${operatorText(condition)}\``, edits: addValue(condition, KMS_SOURCE) }));
  return [...replaced, ...included, ...added, ...removal(inSelectors.filter((seat) => !namesCategory(seat) && !admitsSources(seat)))];
}

const isSelect = ({ operator }: Condition): boolean => !operator.startsWith('Not');

const names = (seat: Removable, name: string): boolean => seat.kind !== 'excluded' && seat.field.field.kind === 'known' && seat.field.field.value === name;

/** The category is required: what it selects stays, and management events are selected beside it. */
const namesCategory = (seat: Removable): boolean => names(seat, 'eventCategory');

/** A value of the sources that are taken: KMS joins them. */
const admitsSources = (seat: Removable): seat is Extract<Removable, { readonly kind: 'condition' }> =>
  seat.kind === 'condition' && names(seat, 'eventSource') && isSelect(seat.condition);
