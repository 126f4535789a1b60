import { list, map, scalar, type Entry, type ListNode, type MapNode, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import type { Text } from '../../../core/text.js';
import { unknown, type Unknown } from '../../../core/value.js';

/** A map of what is there of `members`, each with its key where that stands anywhere. */
export function mapOf(origin: Origin, members: readonly (readonly [name: string, value: Node | undefined, key?: Origin])[], unseen: readonly Unknown[] = []): MapNode {
  const entries = new Map<string, Entry>();
  for (const [name, value, key] of members) if (value !== undefined && value.kind !== 'absent') entries.set(name, { key: key ?? value.origin, value });
  return map(entries, origin, unseen);
}

/** A list, or nothing where there is nothing in it. */
export const listOf = (items: readonly Node[], origin: Origin, unseen: readonly Unknown[] = []): ListNode | undefined => (items.length + unseen.length === 0 ? undefined : list(items, origin, unseen));

/** What another resource is called, or an attribute of it: the same value wherever it is used. */
export const reference = (name: string, origin: Origin): Unknown => unknown(`\`${name}\` is known only when the stack is deployed`, origin, 'open', [{ name, holds: 'one' }]);

/** A text, plain as far as it has no holes. */
export function textNode(text: Text, origin: Origin, reason = 'a part of it is not known here'): Node {
  const parts = text.filter((part) => part !== '');
  return parts.every((part) => typeof part === 'string') ? scalar(parts.join(''), origin) : unknown(reason, origin, 'open', parts);
}

/** What is known of the text of a node. */
export const textIn = (node: Node): Text => (node.kind === 'scalar' ? [node.text] : node.kind === 'unknown' ? node.text : [{ name: '?', holds: 'any' }]);

/** What the CDK takes where nothing is said. */
export const byDefault = (value: string, at: Origin): Node => scalar(value, { span: at.span, via: 'service-default' });

/** The items of what is one or a list of them. */
export const itemsIn = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : node.kind === 'absent' ? [] : [node]);
export const unseenIn = (node: Node): readonly Unknown[] => (node.kind === 'list' ? node.unseen : []);
