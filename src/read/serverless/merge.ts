import { list, map, member, type Entry, type MapNode, type Node } from '../../core/node.js';
import type { Variables } from './variables/evaluate.js';

/** Two descriptions of the same as Serverless takes them together: maps key by key, lists item by item, else the later one. */
export function merged(first: Node, second: Node, variables: Variables): Node {
  const before = variables.value(first);
  const after = variables.value(second);
  if (before.kind === 'absent' || !variables.spend(1)) return after;
  if (after.kind === 'absent') return before;
  if (before.kind === 'map' && after.kind === 'map') return mergedMaps(before, after, variables);
  if (before.kind === 'list' && after.kind === 'list') {
    const length = Math.max(before.items.length, after.items.length);
    const none: Node = { kind: 'absent', origin: after.origin };
    const items = Array.from({ length }, (_, index) => merged(before.items[index] ?? none, after.items[index] ?? none, variables));
    return list(items, after.origin, [...before.unseen, ...after.unseen]);
  }
  return before.kind === 'map' && after.kind === 'unknown' ? map(before.entries, before.origin, [...before.unseen, after]) : after;
}

function mergedMaps(before: MapNode, after: MapNode, variables: Variables): MapNode {
  const entries = new Map<string, Entry>(before.entries);
  for (const [name, { key, value }] of after.entries) {
    const own = before.entries.get(name);
    entries.set(name, { key, value: own === undefined ? value : (variables.deeper(() => merged(own.value, value, variables)) ?? value) });
  }
  return map(entries, before.entries.size > 0 ? before.origin : after.origin, [...before.unseen, ...after.unseen]);
}

/** What `resources.extensions` says of a resource takes the place of its attributes, and of its properties one by one. Serverless Framework, "AWS - Resources". */
export function extended(resource: Node, extension: Node, variables: Variables): Node {
  const before = variables.value(resource);
  const after = variables.value(extension);
  if (before.kind !== 'map' || after.kind !== 'map') return before;
  const entries = new Map<string, Entry>(before.entries);
  for (const [name, entry] of after.entries) {
    const own = variables.value(member(before, name));
    const value = variables.value(entry.value);
    if (name === 'Properties' && own.kind === 'map' && value.kind === 'map') entries.set(name, { key: entry.key, value: map(new Map([...own.entries, ...value.entries]), own.origin, [...own.unseen, ...value.unseen]) });
    else entries.set(name, entry);
  }
  return map(entries, before.origin, before.unseen);
}
