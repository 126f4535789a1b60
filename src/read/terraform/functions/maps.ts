import { list, map, scalar, type Entry, type MapNode, type Node } from '../../../core/node.js';
import { dependsOn, fails, isNull, made, madeOf, MAX_ITEMS, one, takingNull, tooMuch, two, unsettled, type TerraformFunction } from './call.js';
import { asList, asMap, asString, inOrder, isMany, isMap, listOf, plainString, unified } from './values/conversion.js';
import { byBytes } from './documents.js';

/** HashiCorp, "Functions - Configuration Language", "Collection Functions", those of maps. */

/** Later maps win. What a map that is not known sets may be any key: entries before it are there, with one value or another. */
const merge: TerraformFunction = (call) => {
  const given = [...call.arguments, ...(call.open === undefined ? [] : [call.open])].filter((argument) => !isNull(argument));
  const wrong = given.find((argument) => argument.kind !== 'unknown' && !isMap(argument));
  if (wrong !== undefined) return asMap(call, wrong);
  const unseen = given.map((argument) => (argument.kind === 'unknown' ? [argument] : isMap(argument) ? argument.unseen : []));
  const open = unseen.findLastIndex((parts) => parts.length > 0);
  const entries = new Map<string, Entry>();
  for (const [at, argument] of given.entries()) {
    if (!isMap(argument)) continue;
    for (const [key, entry] of argument.entries) entries.set(key, at < open ? { key: entry.key, value: unsettled(call, unseen[open]?.[0]?.reason ?? '') } : entry);
    if (entries.size > MAX_ITEMS) return tooMuch(call);
  }
  return map(entries, madeOf(call, call.arguments), unseen.flat());
};

const lookup = takingNull(2, 3, (call, [source, key, fallback]) => {
  if (source === undefined || key === undefined || isNull(source) || isNull(key)) return fails(call, 'an argument is null');
  const found = asMap(call, source);
  const name = plainString(call, key);
  if (typeof name !== 'string') return name;
  if (found.kind === 'unknown') return found;
  const entry = found.entries.get(name);
  if (entry !== undefined) return entry.value;
  if (found.unseen.length > 0) return dependsOn(call, found);
  return fallback ?? fails(call, 'there is no such key');
});

const inKeyOrder = ({ entries }: MapNode): readonly (readonly [string, Entry])[] => [...entries].sort(([a], [b]) => byBytes(a, b));

/** What an object or map that is not known yields as a list. */
const listed = (pick: (name: string, entry: Entry) => Node): TerraformFunction =>
  one((call, argument) => {
    const found = asMap(call, argument);
    if (found.kind === 'unknown') return argument.kind === 'unknown' ? list([], made(call, argument), [found]) : found;
    return listOf(inKeyOrder(found).map(([name, entry]) => pick(name, entry)), made(call, argument), found.unseen, false);
  });

const zipmap = two((call, keys, values) => {
  const [names, of] = [inOrder(call, keys), inOrder(call, values)];
  if (names.kind === 'unknown' || of.kind === 'unknown') return dependsOn(call, names.kind === 'unknown' ? names : of);
  if (names.items.length !== of.items.length) return fails(call, 'the lists are not of one length');
  const entries = new Map<string, Entry>();
  for (const [at, item] of names.items.entries()) {
    const name = plainString(call, item);
    // A key that is not known may be any of the others.
    if (typeof name !== 'string') return name;
    entries.set(name, { key: item.origin, value: of.items[at] ?? item });
  }
  return map(entries, made(call, keys, values));
});

/** A map of lists of strings the other way round. */
const transpose = one((call, argument) => {
  const found = asMap(call, argument);
  if (found.kind === 'unknown') return found;
  if (found.unseen[0] !== undefined) return dependsOn(call, found);
  const turned = new Map<string, { readonly key: Node; readonly names: Node[] }>();
  let count = 0;
  for (const [name, { key, value }] of inKeyOrder(found)) {
    const items = asList(call, value);
    if (items.kind === 'unknown' || items.unseen.length > 0) return items.kind === 'unknown' && value.kind !== 'unknown' ? items : dependsOn(call, items);
    for (const item of items.items) {
      const text = asString(call, item);
      if (text.kind === 'unknown') return dependsOn(call, text);
      const entry = turned.get(text.text) ?? { key: item, names: [] };
      turned.set(text.text, entry);
      entry.names.push(scalar(name, key));
      if (++count > MAX_ITEMS) return tooMuch(call);
    }
  }
  return map(new Map([...turned].map(([name, { key, names }]): [string, Entry] => [name, { key: key.origin, value: list(names, made(call)) }])), made(call, argument));
});

/** The values of a map are of one type. */
const tomap = takingNull(1, 1, (call, [argument]) => {
  if (argument === undefined || isNull(argument) || argument.kind === 'unknown') return argument ?? fails(call, 'it has no argument');
  if (!isMap(argument)) return fails(call, 'an operand is no map');
  const before = [...argument.entries];
  const values = unified(call, before.map(([, { value }]) => value));
  if (!isMany(values)) return values;
  if (values.every((value, at) => value === before[at]?.[1].value)) return argument;
  return { ...argument, entries: new Map(before.map(([name, { key, value }], at) => [name, { key, value: values[at] ?? value }])) };
});

export const maps: readonly (readonly [string, TerraformFunction])[] = [
  ['merge', merge],
  ['lookup', lookup],
  ['keys', listed((name, { key }) => scalar(name, key))],
  ['values', listed((_name, { value }) => value)],
  ['zipmap', zipmap],
  ['transpose', transpose],
  ['tomap', tomap],
];
