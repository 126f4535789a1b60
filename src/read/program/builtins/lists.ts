import type { Origin } from '../../../core/source.js';
import { push } from '../evaluation/assignments.js';
import { call } from '../evaluation/calls.js';
import { asBoolean, itemsOf } from '../evaluation/expressions.js';
import { elementOf } from '../evaluation/members.js';
import { chosen, equalityOf, joined, scalarAt, truthOf } from '../evaluation/operators.js';
import { partOf } from '../project/places.js';
import { labelOf, type Run } from '../run.js';
import { any, both, isNo, isYes, maybe, NO, not, since, YES, type Test } from '../values/tests.js';
import type { Argument, Item, ListValue, TextPiece, Value } from '../values/values.js';

type Method = (list: ListValue, args: readonly Argument[], place: Origin, run: Run) => Value;

/** A method of a list. ECMAScript, "Properties of the Array Prototype Object". */
export function listMethod(list: ListValue, name: string, args: readonly Argument[], place: Origin, run: Run): Value {
  run.pass(list.cell.items.length);
  const method = methods.get(name);
  if (method !== undefined) return method(list, args, place, run);
  // What is not known here may change it.
  if (!asking.has(name)) push(list.cell, [{ value: unknownAt(place, run), test: YES, rest: true }], run);
  return unknownAt(place, run);
}

const unknownAt = (place: Origin, run: Run): Value => run.unknown(`\`${labelOf(place)}\` is not known here`, place);

const listOf = (items: readonly Item[], place: Origin, run: Run): ListValue => ({ kind: 'list', cell: { items, made: run.guards }, origin: place });

/** The members as they are seen through the list, one after the other; of those that are not known, one for all. */
function each(list: ListValue, callback: Value | undefined, place: Origin, run: Run, visit: (item: Item, result: Value) => void): void {
  for (const [index, item] of list.cell.items.entries()) {
    const value = partOf(list, item.value);
    const test = item.rest ? both(item.test, maybe(`the members of \`${labelOf(list.origin)}\` are not all known here`)) : item.test;
    const args = [{ value, rest: false }, { value: scalarAt(index, place), rest: false }, { value: list, rest: false }];
    visit({ ...item, value }, callback === undefined ? value : run.where(test, () => call(callback, args, place, run)));
  }
}

/** Whether it holds of some member. */
function some(list: ListValue, args: readonly Argument[], place: Origin, run: Run): Test {
  let found: Test = NO;
  each(list, args[0]?.value, place, run, (item, result) => {
    const holds = item.rest ? maybe('the list is not known as a whole') : truthOf(result);
    found = any(found, both(item.test, holds));
  });
  return found;
}

function find(list: ListValue, args: readonly Argument[], place: Origin, run: Run): Value {
  const found: { test: Test; value: Value }[] = [];
  each(list, args[0]?.value, place, run, (item, result) => {
    found.push({ test: both(item.test, item.rest ? maybe('the list is not known as a whole') : truthOf(result)), value: item.rest ? unknownAt(place, run) : item.value });
  });
  let value: Value = { kind: 'undefined', origin: place };
  for (const one of found.reverse()) value = chosen(one.test, one.value, value, place);
  return value;
}

function includes(list: ListValue, [wanted]: readonly Argument[], place: Origin, run: Run): Test {
  if (wanted === undefined) return NO;
  return list.cell.items.reduce<Test>((found, { value, test, rest }) => any(found, both(test, rest ? maybe('the list is not known as a whole') : equalityOf(value, wanted.value, place, run))), NO);
}

function filtered(list: ListValue, args: readonly Argument[], place: Origin, run: Run): Value {
  const items: Item[] = [];
  each(list, args[0]?.value, place, run, (item, result) => {
    const test = both(item.test, item.rest ? YES : truthOf(result));
    if (!isNo(test)) items.push({ ...item, test });
  });
  return listOf(items, place, run);
}

function mapped(list: ListValue, args: readonly Argument[], place: Origin, run: Run): ListValue {
  const items: Item[] = [];
  each(list, args[0]?.value, place, run, (item, result) => items.push({ ...item, value: result }));
  return listOf(items, place, run);
}

function flattened(list: ListValue, place: Origin, run: Run): Value {
  const items = list.cell.items.flatMap((item): readonly Item[] => {
    if (item.rest || item.value.kind === 'scalar' || item.value.kind === 'object') return [{ ...item, value: partOf(list, item.value) }];
    return item.value.kind === 'list' || item.value.kind === 'choice' ? itemsOf(item.value, run, item.test).map((one) => ({ ...one, test: both(item.test, one.test) })) : [item];
  });
  return listOf(items, place, run);
}

function join(list: ListValue, args: readonly Argument[], place: Origin, run: Run): Value {
  const separator = args[0] === undefined ? ',' : args[0].value.kind === 'scalar' ? String(args[0].value.value) : undefined;
  if (separator === undefined || list.cell.items.some(({ rest, test }) => rest || !isYes(test))) return unknownAt(place, run);
  const between: TextPiece = { text: separator, origin: place };
  return joined(list.cell.items.flatMap(({ value }, index) => (index === 0 ? [partOf(list, value)] : [between, partOf(list, value)])), place, run);
}

function reduced(list: ListValue, [callback, initial]: readonly Argument[], place: Origin, run: Run): Value {
  let result = initial?.value;
  for (const { value, test, rest } of list.cell.items) {
    if (callback === undefined || rest) return unknownAt(place, run);
    const before: Value | undefined = result;
    if (before === undefined) result = partOf(list, value);
    else result = chosen(test, run.where(test, () => call(callback.value, [{ value: before, rest: false }, { value: partOf(list, value), rest: false }], place, run)), before, place);
  }
  return result ?? { kind: 'undefined', origin: place };
}

function sliced(list: ListValue, args: readonly Argument[], place: Origin, run: Run): Value {
  const [from, to] = args.map(({ value }) => (value.kind === 'scalar' ? Number(value.value) : Number.NaN));
  const isKnown = ![from, to].some((one) => one !== undefined && Number.isNaN(one)) && list.cell.items.every(({ test, rest }) => isYes(test) && !rest);
  return isKnown ? listOf(list.cell.items.slice(from, to).map((item) => ({ ...item, value: partOf(list, item.value) })), place, run) : listOf([{ value: unknownAt(place, run), test: YES, rest: true }], place, run);
}

function added(list: ListValue, args: readonly Argument[], place: Origin, run: Run): Value {
  push(list.cell, args.map(({ value, rest }) => ({ value, rest, test: YES })), run);
  return unknownAt(place, run);
}

function addedInFront(list: ListValue, args: readonly Argument[], place: Origin, run: Run): Value {
  const before = list.cell.items;
  const result = added(list, args, place, run);
  list.cell.items = [...list.cell.items.slice(before.length), ...before];
  return result;
}

/** What takes members away at places that depend on what happened before. `splice` may put others there. */
function spoilt(list: ListValue, args: readonly Argument[], place: Origin, run: Run): Value {
  const [first] = list.cell.items;
  list.cell.items = list.cell.items.map((item) => ({ ...item, test: both(item.test, maybe(`\`${labelOf(place)}\` may take it out`)) }));
  added(list, args.slice(2), place, run);
  return first === undefined ? { kind: 'undefined', origin: place } : unknownAt(place, run);
}

/** Whether all members are there for sure, so that their order is known. */
const isSettled = (list: ListValue): boolean => list.cell.items.every(({ test, rest }) => isYes(test) && !rest);

/** In the order of their code units where all are texts and nothing else is asked for; else in one that is not known. */
function sorted(list: ListValue, args: readonly Argument[], place: Origin, run: Run): readonly Item[] {
  const items = itemsOf(list, run);
  const textOf = ({ value }: Item): string | undefined => (value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined);
  if (items.length < 2) return items;
  if (args.length === 0 && isSettled(list) && items.every((item) => textOf(item) !== undefined)) return [...items].sort((a, b) => ((textOf(a) ?? '') < (textOf(b) ?? '') ? -1 : 1));
  return unordered(items, place, run);
}

/** Each member is there, but which is the first is not known. */
const unordered = (items: readonly Item[], place: Origin, run: Run): readonly Item[] => [{ value: run.unknown(`\`${labelOf(place)}\` is not evaluated`, place), test: NO, rest: true }, ...items];

const reversed = (list: ListValue, _args: readonly Argument[], _place: Origin, run: Run): readonly Item[] => [...itemsOf(list, run)].reverse();

/** Puts the members of the list itself into another order; under a condition it may have either. */
const inPlace = (order: (list: ListValue, args: readonly Argument[], place: Origin, run: Run) => readonly Item[]): Method => (list, args, place, run) => {
  const items = order(list, args, place, run);
  list.cell.items = isYes(since(run.guards, list.cell.made)) || items.length < 2 ? items : unordered(list.cell.items, place, run);
  return list;
};

/** Methods that change nothing, and are not evaluated. */
const asking: ReadonlySet<string> = new Set(['indexOf', 'lastIndexOf', 'findIndex', 'findLast', 'findLastIndex', 'keys', 'toString', 'toLocaleString', 'reduceRight', 'with', 'toSpliced', 'size']);

/** The names of all methods of lists: what has one of them, and is not known, is a list. */
export const isListMethod = (name: string): boolean => iterating.has(name);

const iterating: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap', 'filter', 'find', 'some', 'every', 'reduce']);

const same: Method = (list, _args, place, run) => listOf(itemsOf(list, run), place, run);

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['forEach', (list, args, place, run) => (mapped(list, args, place, run), { kind: 'undefined', origin: place })],
  ['map', mapped],
  ['flatMap', (list, args, place, run) => flattened(mapped(list, args, place, run), place, run)],
  ['flat', (list, _args, place, run) => flattened(list, place, run)],
  ['filter', filtered],
  ['find', find],
  ['some', (list, args, place, run) => asBoolean(some(list, args, place, run), place)],
  ['every', (list, args, place, run) => {
    let holds: Test = YES;
    each(list, args[0]?.value, place, run, (item, result) => {
      holds = both(holds, any(not(item.test), item.rest ? maybe('the list is not known as a whole') : truthOf(result)));
    });
    return asBoolean(holds, place);
  }],
  ['includes', (list, args, place, run) => asBoolean(includes(list, args, place, run), place)],
  ['join', join],
  ['reduce', reduced],
  ['slice', sliced],
  ['concat', (list, args, place, run) => listOf([...itemsOf(list, run), ...args.flatMap(({ value, rest }) => (rest ? [{ value, test: YES, rest }] : value.kind === 'list' || value.kind === 'choice' || value.kind === 'unknown' ? itemsOf(value, run) : [{ value, test: YES, rest: false }]))], place, run)],
  ['push', added],
  ['unshift', addedInFront],
  // Sets are lists here.
  ['add', added],
  ['has', (list, args, place, run) => asBoolean(includes(list, args, place, run), place)],
  ['delete', spoilt],
  ['clear', spoilt],
  ['pop', spoilt],
  ['shift', spoilt],
  ['splice', spoilt],
  ['sort', inPlace(sorted)],
  ['reverse', inPlace(reversed)],
  ['toSorted', (list, args, place, run) => listOf(sorted(list, args, place, run), place, run)],
  ['toReversed', (list, args, place, run) => listOf(reversed(list, args, place, run), place, run)],
  ['values', same],
  ['at', (list, args, place, run) => (args[0] === undefined ? unknownAt(place, run) : elementOf(list, args[0].value, place, run))],
  ['entries', (list, _args, place, run) => listOf(itemsOf(list, run).map((item, index) => ({ ...item, value: listOf([{ value: scalarAt(index, place), test: YES, rest: false }, { value: item.value, test: YES, rest: false }], place, run) })), place, run)],
]);
