import type { Origin } from './source.js';
import type { Absent, Unknown } from './value.js';

/**
 * The tree that every reader yields: plain data in the words of its vocabulary, every node with its origin.
 * Text readers (`read/text`) yield literal scalars, lists and maps; evaluation adds `unknown` and `absent`.
 */
export type Node = ScalarNode | ListNode | MapNode | Unknown | Absent;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The value read as a string: `012` stays `012`, a quoted string is unescaped, null is empty. */
  readonly text: string;
  /** The span is the whole token, quotes and all. */
  readonly origin: Origin;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  /** Parts of the list that could not be evaluated and may hold any number of items. */
  readonly unseen: readonly Unknown[];
  readonly origin: Origin;
}

export interface MapNode {
  readonly kind: 'map';
  /** In document order. A Map, so that no key of the user's can touch a prototype. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Parts of the map that could not be evaluated and may set any key. */
  readonly unseen: readonly Unknown[];
  readonly origin: Origin;
}

export interface Entry {
  readonly key: Origin;
  readonly value: Node;
}

export const scalar = (value: ScalarNode['value'], origin: Origin, text = value === null ? '' : String(value)): ScalarNode => ({
  kind: 'scalar',
  value,
  text,
  origin,
});

export const list = (items: readonly Node[], origin: Origin, unseen: readonly Unknown[] = []): ListNode => ({ kind: 'list', items, unseen, origin });

export const map = (entries: ReadonlyMap<string, Entry>, origin: Origin, unseen: readonly Unknown[] = []): MapNode => ({ kind: 'map', entries, unseen, origin });

/**
 * The member `key` of `node`: absent (told at `node`) where it cannot be there, unknown where it may be.
 * A node that is no map has no members.
 */
export function member(node: Node, key: string): Node {
  switch (node.kind) {
    case 'map': {
      const entry = node.entries.get(key);
      if (entry !== undefined) return entry.value;
      return node.unseen[0] ?? { kind: 'absent', origin: node.origin };
    }
    case 'unknown':
      return node;
    case 'scalar':
    case 'list':
    case 'absent':
      return { kind: 'absent', origin: node.origin };
  }
}

/** The origin of a member's key, or of the node itself where it has no such key. */
export const keyOrigin = (node: Node, key: string): Origin =>
  (node.kind === 'map' ? node.entries.get(key)?.key : undefined) ?? node.origin;

/** A scalar where a string is wanted: a boolean is `true` or `false` however it was spelt (`yes`, `off`). */
export const asText = (node: ScalarNode): string => (typeof node.value === 'boolean' ? String(node.value) : node.text);

/** The text of a scalar, `undefined` for anything else. */
export const textValue = (node: Node): string | undefined => (node.kind === 'scalar' ? asText(node) : undefined);

/**
 * A scalar that names something in the same text, such as a condition or a key of a mapping: as it is spelt, like the keys
 * themselves. A condition may be called `No`.
 */
export const nameIn = (node: Node): string | undefined => (node.kind === 'scalar' ? node.text : undefined);

/** The same node used at another place. */
export const withOrigin = <N extends Node>(node: N, origin: Origin): N => ({ ...node, origin });
