import type { Node, ScalarNode } from '../core/node.js';

/** A tree as JSON.parse would make it, but for its maps, which have no prototype that a key could touch. Aliases stay one value. */
export function dataOf(node: Node, seen = new Map<unknown, unknown>()): unknown {
  switch (node.kind) {
    case 'scalar':
      return scalarOf(node);
    case 'list':
      return once(seen, node.items, () => [], (made: unknown[]) => { for (const item of node.items) made.push(dataOf(item, seen)); });
    case 'map':
      return once(seen, node.entries, () => Object.create(null) as Record<string, unknown>, (made) => { for (const [name, { value }] of node.entries) made[name] = dataOf(value, seen); });
    case 'unknown':
    case 'absent':
      return null;
  }
}

/** YAML 1.2, as editors have it: `off` and `yes` are texts. */
const scalarOf = ({ value, text }: ScalarNode): unknown => (typeof value === 'boolean' && !/^true$|^false$/iu.test(text) ? text : value);

function once<T>(seen: Map<unknown, unknown>, key: unknown, make: () => T, fill: (made: T) => void): unknown {
  if (seen.has(key)) return seen.get(key);
  const made = make();
  seen.set(key, made);
  fill(made);
  return made;
}
