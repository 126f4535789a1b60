import { list, type ListNode, type Node } from '../../../core/node.js';
import type { Unknown } from '../../../core/value.js';
import { dependsOn, fails, isNull, made, madeOf, MAX_ITEMS, reasonOf, takingNull, tooMuch, two, unsettled, type FunctionCall, type TerraformFunction } from './call.js';
import { asList, isMany, listOf, unified } from './values/conversion.js';
import { byBytes, isLoose } from './documents.js';
import { Comparison, isAmong, withoutRepeats } from './values/equality.js';

/** HashiCorp, "Functions - Configuration Language", "Collection Functions", those of sets. A set is a list in the order of the set. */

const toset = takingNull(1, 1, (call, [argument]) => {
  if (argument === undefined || isNull(argument)) return argument ?? fails(call, 'it has no argument');
  const source = asList(call, argument);
  if (source.kind === 'unknown') return argument.kind === 'unknown' ? argument : source;
  return setOf(call, source.items, source.unseen, [argument], isLoose(argument));
});

/** The set of some items: strings in the order of their bytes, numbers by size; what is not known may be another item once more. */
function setOf(call: FunctionCall, items: readonly Node[], unseen: readonly Unknown[], sources: readonly Node[], isOpen: boolean): Node {
  const alike = unified(call, items);
  if (!isMany(alike)) return alike;
  const kept = withoutRepeats(alike);
  return listOf(inSetOrder(kept.items), madeOf(call, sources), unseen, isOpen || kept.isOpen || kept.items.some(({ kind }) => kind === 'unknown'));
}

function inSetOrder(items: readonly Node[]): readonly Node[] {
  // Objects, lists and documents stay as they are: their order is Terraform's own affair.
  if (items.some(({ kind }) => kind === 'list' || kind === 'map')) return items;
  return [...items].sort(byValue);
}

function byValue(a: Node, b: Node): number {
  const [left, right] = [valueOf(a), valueOf(b)];
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  if (typeof left === 'string' && typeof right === 'string') return byBytes(left, right);
  return Number(left) - Number(right);
}

/** Null comes last, and so does what is not known. */
const valueOf = (node: Node): string | number | boolean | undefined => (node.kind === 'scalar' ? (node.value ?? undefined) : undefined);

/** Several sets, or lists as sets: undefined where one is none. */
function setsOf(call: FunctionCall): readonly (ListNode | Unknown)[] | Unknown {
  if (call.arguments.length === 0 && call.open === undefined) return fails(call, 'it has no argument');
  const found = call.arguments.map((argument) => asList(call, argument));
  const wrong = found.find((set, at) => set.kind === 'unknown' && call.arguments[at]?.kind !== 'unknown');
  return wrong?.kind === 'unknown' ? wrong : found;
}

const setunion: TerraformFunction = (call) => {
  const sets = setsOf(call);
  if ('kind' in sets) return sets;
  const items = sets.flatMap((set) => (set.kind === 'list' ? set.items : []));
  if (items.length > MAX_ITEMS) return tooMuch(call);
  const unseen = [...sets.flatMap((set) => (set.kind === 'list' ? set.unseen : [set])), ...(call.open === undefined ? [] : [call.open])];
  return setOf(call, items, unseen, call.arguments, call.arguments.some(isLoose));
};

/** The items of `from` that are kept; of those of which it is not known, any number may be there. */
function kept(call: FunctionCall, from: ListNode, others: readonly ListNode[], keep: 'yes' | 'no'): Node {
  const alike = unified(call, [from, ...others].flatMap(({ items }) => items));
  if (!isMany(alike)) return alike;
  let start = 0;
  const sets = [from, ...others].map((set) => list(alike.slice(start, (start += set.items.length)), set.origin, set.unseen));
  const comparison = new Comparison();
  const items: Node[] = [];
  const unseen: Unknown[] = [...from.unseen];
  for (const item of sets[0]?.items ?? []) {
    const answers = sets.slice(1).map((other) => isAmong(comparison, item, other));
    if (answers.every((answer) => answer === keep)) items.push(item);
    else if (answers.every((answer) => answer === keep || answer === 'maybe')) unseen.push(unsettled(call, 'whether an item is in both sets is not known'));
  }
  return setOf(call, items, unseen, [from], isLoose(from));
}

const setsubtract = two((call, a, b) => {
  const [from, without] = [asList(call, a), asList(call, b)];
  if (from.kind === 'unknown') return open(call, a, from);
  if (without.kind === 'unknown') return open(call, b, without);
  return kept(call, from, [without], 'no');
});

const open = (call: FunctionCall, argument: Node, found: Unknown): Node => (argument.kind === 'unknown' ? list([], made(call, argument), [found]) : found);

const setintersection: TerraformFunction = (call) => {
  const sets = setsOf(call);
  if ('kind' in sets) return sets;
  const missing: Node | undefined = call.open ?? sets.find((set) => set.kind === 'unknown');
  const [first, ...others] = sets.filter((set) => set.kind === 'list');
  if (missing !== undefined || first === undefined) return list([], madeOf(call, call.arguments), [unsettled(call, (missing === undefined ? undefined : reasonOf(missing)) ?? 'a set is not known')]);
  return kept(call, first, others, 'yes');
};

/** Every way to take one item of each list. */
const setproduct: TerraformFunction = (call) => {
  if (call.arguments.length < 2 && call.open === undefined) return fails(call, 'it takes two lists at least');
  const sets = setsOf(call);
  if ('kind' in sets) return sets;
  const missing: Node | undefined = call.open ?? sets.find((set) => set.kind === 'unknown' || set.unseen.length > 0);
  if (missing !== undefined) return list([], madeOf(call, call.arguments), [dependsOn(call, missing)]);
  let rows: readonly (readonly Node[])[] = [[]];
  for (const set of sets) {
    const items = set.kind === 'list' ? set.items : [];
    if (rows.length * items.length > MAX_ITEMS) return tooMuch(call);
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  }
  return listOf(rows.map((row) => list(row, made(call))), madeOf(call, call.arguments), [], call.arguments.some(isLoose));
};

export const sets: readonly (readonly [string, TerraformFunction])[] = [
  ['toset', toset],
  ['setunion', setunion],
  ['setsubtract', setsubtract],
  ['setintersection', setintersection],
  ['setproduct', setproduct],
];
