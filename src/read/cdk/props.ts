import { list, map, scalar, type Entry, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import { argumentsIn } from '../program/evaluation/externals.js';
import { partOf } from '../program/project/places.js';
import type { Done, Resolver } from '../program/resolver.js';
import { reasonOf, type Guards } from '../program/values/tests.js';
import type { External, Value } from '../program/values/values.js';

/** The argument of what makes a construct, by its place. */
export const argumentOf = (external: External, index: number, resolver: Resolver): Value | undefined => resolver.argument(argumentsIn(external), index);

/** Those members of an object that are asked for, as a node: what decides on others is worth no world. */
export function someOf(value: Value | undefined, wanted: (name: string) => boolean, at: Origin, resolver: Resolver): Node {
  const settled = value === undefined ? undefined : resolver.settled(value);
  if (settled?.kind !== 'object') return resolver.node(settled, at);
  const entries = new Map([...settled.cell.entries].filter(([name]) => wanted(name)));
  return resolver.node({ ...settled, cell: { ...settled.cell, entries } }, at);
}

/** One member of an object as a value; undefined where there is none that can be seen. */
export function memberOf(value: Value | undefined, name: string, resolver: Resolver): Value | undefined {
  const settled = value === undefined ? undefined : resolver.settled(value);
  const slot = settled?.kind === 'object' ? settled.cell.entries.get(name) : undefined;
  return settled === undefined || slot === undefined ? undefined : resolver.settled(partOf(settled, slot.value));
}

/** A map of what is there: absent members are left out, and keys stand where their values do. */
export function mapOf(members: readonly (readonly [string, Node])[], origin: Origin): Node {
  return map(new Map(members.flatMap(([name, value]): [string, Entry][] => (value.kind === 'absent' ? [] : [[name, { key: value.origin, value }]]))), origin);
}

/** What a construct sets where the program does not say otherwise. */
export const byDefault = (value: string | boolean, at: Origin): Node => scalar(value, { span: at.span, via: 'service-default' });

/** What is there if something holds that nobody in view decides: it is possible, as what a parameter may be given. */
export function supposed(node: Node): Node {
  const origin: Origin = { ...node.origin, via: 'allowed-value' };
  switch (node.kind) {
    case 'map':
      return map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: supposed(value) }])), origin, node.unseen);
    case 'list':
      return list(node.items.map(supposed), origin, node.unseen);
    case 'scalar':
    case 'unknown':
    case 'absent':
      return { ...node, origin };
  }
}

/** Why it is not known whether something is done. */
export function reasonNot({ guards }: Done, resolver: Resolver): string {
  for (let at: Guards | undefined = guards; at !== undefined; at = at.outer) if (resolver.holds(at.test) === 'maybe') return reasonOf(at.test);
  return 'it is not known whether this is done';
}
