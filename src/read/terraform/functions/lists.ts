import { list, scalar, type ListNode, type Node } from '../../../core/node.js';
import type { Unknown } from '../../../core/value.js';
import { dependsOn, fails, isNull, made, madeOf, MAX_ITEMS, one, reasonOf, taking, takingNull, three, tooMuch, two, unsettled, type FunctionCall, type TerraformFunction } from './call.js';
import { asInteger, asList, asNumber, asString, inOrder, isList, isMany, isMap, listOf, unified } from './values/conversion.js';
import { byBytes, documentSyntax, isLoose, isText } from './documents.js';
import { Comparison, isAmong, withoutRepeats } from './values/equality.js';
import { graphemes } from './values/letters.js';
import { rowOf } from './values/texts.js';

/** HashiCorp, "Functions - Configuration Language", "Collection Functions", those of lists. */

/** Lists one after another. A list that is not known leaves a part unseen. */
const concat: TerraformFunction = (call) => {
  if (call.arguments.length === 0 && call.open === undefined) return fails(call, 'it has no argument');
  const items: Node[] = [];
  const unseen: Unknown[] = call.open === undefined ? [] : [call.open];
  for (const argument of call.arguments) {
    const found = asList(call, argument);
    if (found.kind === 'unknown' && argument.kind !== 'unknown') return found;
    if (found.kind === 'unknown') unseen.push(found);
    else {
      for (const item of found.items) items.push(item);
      for (const part of found.unseen) unseen.push(part);
    }
    if (items.length + unseen.length > MAX_ITEMS) return tooMuch(call);
  }
  return listOf(items, madeOf(call, call.arguments), unseen, call.arguments.some(isLoose));
};

const MAX_DEPTH = 512;

const flatten = one((call, argument) => {
  const source = asList(call, argument);
  if (source.kind === 'unknown') return openList(call, argument, source);
  const items: Node[] = [];
  const unseen: Unknown[] = [];
  let isOpen = false;
  let steps = 0;
  const add = (node: Node, depth: number): boolean => {
    if (++steps > MAX_ITEMS * 2 || depth > MAX_DEPTH) return false;
    if (node.kind === 'unknown' && !isText(node)) unseen.push(node);
    else if (!isList(node)) items.push(node);
    else {
      isOpen ||= isLoose(node);
      for (const part of node.unseen) unseen.push(part);
      return node.items.every((item) => add(item, depth + 1));
    }
    return items.length + unseen.length <= MAX_ITEMS;
  };
  return add(source, 0) ? listOf(items, made(call, argument), unseen, isOpen) : tooMuch(call);
});

/** A list of which nothing is known, where it is one at all. */
const openList = (call: FunctionCall, argument: Node, found: Unknown): Node => (argument.kind === 'unknown' ? list([], made(call, argument), [argument]) : found);

const distinct = one((call, argument) => {
  const source = asList(call, argument);
  if (source.kind === 'unknown') return openList(call, argument, source);
  const items = unified(call, source.items);
  if (!isMany(items)) return items;
  const kept = withoutRepeats(items);
  return listOf(kept.items, made(call, argument), source.unseen, kept.isOpen || isLoose(argument));
});

/** The strings that are neither empty nor null. */
const compact = one((call, argument) => {
  const source = asList(call, argument);
  if (source.kind === 'unknown') return openList(call, argument, source);
  const items: Node[] = [];
  const unseen: Unknown[] = [...source.unseen];
  for (const item of source.items.filter((node) => !isNull(node))) {
    const text = asString(call, item);
    if (text.kind === 'unknown' && item.kind !== 'unknown' && documentSyntax(item) === undefined) return text;
    // A document is never empty.
    if (documentSyntax(item) !== undefined) items.push(item);
    else if (text.kind === 'scalar' ? text.text !== '' : isSurelyText(text)) items.push(text);
    else if (text.kind === 'unknown') unseen.push(text);
  }
  return listOf(items, made(call, argument), unseen, isLoose(argument));
});

/** Whether something is there whatever the holes hold. */
const isSurelyText = (node: Node): boolean => rowOf(node).runs.some(({ text }) => typeof text === 'string' && text !== '');

const element = two((call, items, index) => {
  const found = inOrder(call, items);
  const at = asInteger(call, index);
  if (typeof at !== 'number') return at;
  if (found.kind === 'unknown') return found;
  if (found.items.length === 0 || at < 0) return fails(call, found.items.length === 0 ? 'the list is empty' : 'an operand is not in its range');
  return found.items[at % found.items.length] ?? dependsOn(call, items);
});

const index = two((call, items, value) => {
  const found = inOrder(call, items);
  if (found.kind === 'unknown') return found;
  const comparison = new Comparison();
  for (const [at, item] of found.items.entries()) {
    const same = comparison.same(item, value);
    if (same === 'yes') return scalar(at, made(call));
    if (same === 'maybe') return unsettled(call, reasonOf(item) ?? reasonOf(value) ?? `an operand of \`${call.name}\` is not known`);
  }
  return fails(call, 'there is no such item');
});

const contains = two((call, items, value) => {
  const found = asList(call, items);
  if (found.kind === 'unknown') return found;
  const answer = isAmong(new Comparison(), value, found);
  if (answer !== 'maybe') return scalar(answer === 'yes', made(call));
  return unsettled(call, [items, value, ...found.items].map(reasonOf).find((reason) => reason !== undefined) ?? `an operand of \`${call.name}\` is not known`);
});

/** The first that is neither null nor an empty string. */
const coalesce: TerraformFunction = (call) => {
  const types = unified(call, call.arguments);
  if (!isMany(types)) return types;
  for (const [index, value] of types.entries()) {
    if (isNull(value)) continue;
    if (value.kind === 'unknown' && !isSurelyText(value)) return dependsOn(call, value);
    if (value.kind !== 'scalar' || value.value !== '' || documentSyntax(value) !== undefined) return value.kind === 'absent' ? (call.arguments[index] ?? value) : value;
  }
  return call.open === undefined ? fails(call, 'there is no argument that is neither null nor empty') : unsettled(call, call.open.reason);
};

const coalescelist: TerraformFunction = (call) => {
  for (const argument of call.arguments) {
    const found = asList(call, argument);
    if (found.kind === 'unknown') return found;
    if (found.items.length > 0) return argument;
    if (found.unseen.length > 0) return dependsOn(call, argument);
  }
  return call.open === undefined ? fails(call, 'all lists are empty') : unsettled(call, call.open.reason);
};

/** The only item, or null. */
const single = one((call, argument) => {
  const found = asList(call, argument);
  if (found.kind === 'unknown') return found;
  if (found.items.length > 1 && !isLoose(argument)) return fails(call, 'the list has several items');
  if (found.unseen.length > 0 || found.items.length > 1) return dependsOn(call, argument);
  return found.items[0] ?? scalar(null, made(call, argument));
});

/** Strings in the order of their bytes. Where some are not known, so is their place. */
const sort = one((call, argument) => {
  const source = asList(call, argument);
  if (source.kind === 'unknown') return openList(call, argument, source);
  if (source.items.some(isNull)) return fails(call, 'an item is null');
  const items = source.items.map((item) => asString(call, item));
  const wrong = items.find((item, at) => item.kind === 'unknown' && source.items[at]?.kind !== 'unknown');
  if (wrong !== undefined) return wrong;
  return listOf(sorted(items), made(call, argument), source.unseen, isLoose(argument) || items.some(({ kind }) => kind === 'unknown'));
});

const sorted = (items: readonly Node[]): readonly Node[] => {
  const text = (node: Node): string => (node.kind === 'scalar' ? node.text : rowOf(node).head);
  return [...items].sort((a, b) => byBytes(text(a), text(b)));
};

const reverse = one((call, argument) => {
  const source = asList(call, argument);
  if (source.kind === 'unknown') return openList(call, argument, source);
  return listOf([...source.items].reverse(), made(call, argument), source.unseen, isLoose(argument));
});

const slice = three((call, items, start, end) => {
  const found = inOrder(call, items);
  if (found.kind === 'unknown') return found;
  const [from, to] = [asInteger(call, start), asInteger(call, end)];
  if (typeof from !== 'number') return from;
  if (typeof to !== 'number') return to;
  if (from < 0 || to < from || to > found.items.length) return fails(call, 'an operand is not in its range');
  return list(found.items.slice(from, to), made(call, items));
});

const chunklist = two((call, items, size) => {
  const found = inOrder(call, items);
  if (found.kind === 'unknown') return found;
  const count = asInteger(call, size);
  if (typeof count !== 'number') return count;
  if (count < 0) return fails(call, 'an operand is not in its range');
  const chunks: Node[] = [];
  const step = count === 0 ? found.items.length : count;
  for (let from = 0; from < found.items.length; from += step) chunks.push(list(found.items.slice(from, from + step), made(call, items)));
  return list(chunks, made(call, items));
});

/** The longest that Terraform makes. */
const MAX_RANGE = 1024;

const range = taking(1, 3, (call, args) => {
  const numbers: number[] = [];
  for (const argument of args) {
    const number = asNumber(call, argument);
    if (typeof number !== 'number') return number;
    numbers.push(number);
  }
  const [start, limit] = numbers.length === 1 ? [0, numbers[0] ?? 0] : [numbers[0] ?? 0, numbers[1] ?? 0];
  const step = numbers[2] ?? (limit < start ? -1 : 1);
  if (numbers.length === 3 && (step === 0 || (step < 0) !== limit < start)) return fails(call, 'the step leads away from the limit');
  if (!numbers.every(Number.isInteger)) return unsettled(call, 'fractions are not counted with');
  if (Math.abs(limit - start) / Math.abs(step) > MAX_RANGE) return fails(call, 'it has more than 1,024 items');
  const items: Node[] = [];
  for (let value = start; step > 0 ? value < limit : value > limit; value += step) items.push(scalar(value, made(call)));
  return list(items, made(call));
});

const length = one((call, argument) => {
  if (isList(argument) || isMap(argument)) {
    if (argument.unseen.length > 0) return dependsOn(call, argument);
    if (isLoose(argument)) return unsettled(call, 'how many different items there are is not known');
    return scalar(argument.kind === 'list' ? argument.items.length : argument.entries.size, made(call, argument));
  }
  if (argument.kind === 'scalar' && typeof argument.value !== 'string') return fails(call, 'an operand has no length');
  const text = asString(call, argument);
  return text.kind === 'scalar' ? scalar(graphemes(text.text).length, made(call, argument)) : dependsOn(call, text);
});

/** The items of `values` whose keys are wanted. */
const matchkeys = three((call, values, keys, wanted) => {
  const [of, by, set] = [inOrder(call, values), inOrder(call, keys), asList(call, wanted)];
  const open = [of, by, set].find(({ kind }) => kind === 'unknown');
  if (open !== undefined || of.kind !== 'list' || by.kind !== 'list' || set.kind !== 'list') return list([], made(call, values), [open === undefined ? dependsOn(call, values) : dependsOn(call, open)]);
  if (of.items.length !== by.items.length) return fails(call, 'the lists are not of one length');
  return matched(call, of, by, set);
});

function matched(call: FunctionCall, of: ListNode, by: ListNode, set: ListNode): Node {
  const alike = unified(call, [...by.items, ...set.items]);
  if (!isMany(alike)) return alike;
  const wanted = list(alike.slice(by.items.length), set.origin, set.unseen);
  const comparison = new Comparison();
  const items: Node[] = [];
  const unseen: Unknown[] = [];
  for (const [at, item] of of.items.entries()) {
    const key = alike[at] ?? item;
    const answer = isAmong(comparison, key, wanted);
    if (answer === 'yes') items.push(item);
    if (answer === 'maybe') unseen.push(dependsOn(call, key));
  }
  return list(items, made(call, of), unseen);
}

/** A list of anything that is a list, a tuple or a set. */
const tolist = takingNull(1, 1, (call, [argument]) => {
  if (argument === undefined || isNull(argument)) return argument ?? fails(call, 'it has no argument');
  const source = asList(call, argument);
  if (source.kind === 'unknown') return argument.kind === 'unknown' ? argument : source;
  const items = unified(call, source.items);
  if (!isMany(items)) return items;
  return items.every((item, at) => item === source.items[at]) ? argument : listOf(items, source.origin, source.unseen, isLoose(argument));
});

export const lists: readonly (readonly [string, TerraformFunction])[] = [
  ['concat', concat],
  ['flatten', flatten],
  ['distinct', distinct],
  ['compact', compact],
  ['element', element],
  ['index', index],
  ['contains', contains],
  ['coalesce', coalesce],
  ['coalescelist', coalescelist],
  ['one', single],
  ['sort', sort],
  ['reverse', reverse],
  ['slice', slice],
  ['chunklist', chunklist],
  ['range', range],
  ['length', length],
  ['matchkeys', matchkeys],
  ['tolist', tolist],
];
