import { map, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import type { Resolver } from '../program/resolver.js';
import type { External, Value } from '../program/values/values.js';
import { blocksOf, respelt, type Spelling } from './blocks.js';

/** How a package makes the resources of Terraform's providers `aws` and `awscc`. */
export interface Dialect {
  /** The type of what was made, as in `../terraform/modelled.ts`; undefined for all else. */
  readonly typeOf: (external: External) => string | undefined;
  /** What it is given: an object, of which the members are attributes. */
  readonly givenTo: (external: External) => Value | undefined;
  /** Unique in its world. */
  readonly addressOf: (external: External, type: string, resolver: Resolver) => string;
  readonly spelling: Spelling;
  /** The attributes among `wanted` after what is done to the resource once it is made. */
  readonly changed: (body: Node, external: External, wanted: readonly string[], type: string, resolver: Resolver) => Node;
}

/** The attributes among `wanted` of something that was made. Nothing else of what it is given is looked at: it is worth no world. */
export function attributesOf(external: External, type: string, wanted: readonly string[], dialect: Dialect, resolver: Resolver): Node {
  const given = dialect.givenTo(external);
  const value = given === undefined ? undefined : resolver.settled(given);
  const node = resolver.node(value === undefined ? undefined : only(value, (name) => wanted.includes(dialect.spelling(name))), external.at);
  return dialect.changed(respelt(asMap(node, external.at), blocksOf(type), dialect.spelling), external, wanted, type, resolver);
}

/** The members of an object that are asked for; of anything else all. */
function only(value: Value, isWanted: (name: string) => boolean): Value {
  if (value.kind !== 'object') return value;
  return { ...value, cell: { ...value.cell, entries: new Map([...value.cell.entries].filter(([name]) => isWanted(name))) } };
}

/** What is not known as a whole may have any attribute. */
function asMap(node: Node, at: Origin): Node {
  if (node.kind === 'map') return node;
  return map(new Map(), node.kind === 'absent' ? at : node.origin, node.kind === 'unknown' ? [node] : []);
}
