import { firstOfEach } from '../../../core/long.js';
import { list, map, scalar, type Entry, type Node } from '../../../core/node.js';
import type { Expression } from '../../text/hcl/syntax.js';
import type { Evaluator } from './evaluate.js';
import { noScope } from './run.js';

/** A value as its variable's type constraint makes it: converted, with the defaults of `optional()`. HashiCorp, "Type Constraints". */
export function converted(node: Node, type: Expression | undefined, evaluator: Evaluator): Node {
  if (type === undefined) return node;
  if (type.kind === 'variable') return primitive(node, type.name);
  if (type.kind === 'parens') return converted(node, type.inner, evaluator);
  if (type.kind !== 'call') return node;
  const [argument, fallback] = type.arguments;
  switch (type.name) {
    case 'optional':
      return isNull(node) && fallback !== undefined ? converted(evaluator.evaluate(fallback, noScope), argument, evaluator) : converted(node, argument, evaluator);
    case 'list':
    case 'set':
      return collection(node, argument, type.name === 'set', evaluator);
    case 'map':
      return node.kind === 'map' ? map(new Map([...node.entries].map(([key, entry]): [string, Entry] => [key, { key: entry.key, value: converted(entry.value, argument, evaluator) }])), node.origin, node.unseen) : node;
    case 'object':
      return object(node, argument, evaluator);
    case 'tuple':
      return argument?.kind === 'tuple' && node.kind === 'list' ? list(node.items.map((item, index) => converted(item, argument.items[index], evaluator)), node.origin, node.unseen) : node;
    default:
      return node;
  }
}

const isNull = (node: Node): boolean => node.kind === 'absent' || (node.kind === 'scalar' && node.value === null);

function primitive(node: Node, name: string): Node {
  if (node.kind !== 'scalar' || node.value === null) return node;
  if (name === 'string' && typeof node.value !== 'string') return scalar(typeof node.value === 'boolean' ? String(node.value) : node.text, node.origin);
  if (name === 'bool' && typeof node.value === 'string' && (node.value === 'true' || node.value === 'false')) return scalar(node.value === 'true', node.origin);
  if (name === 'number' && typeof node.value === 'string' && node.value.trim() !== '' && Number.isFinite(Number(node.value))) return scalar(Number(node.value), node.origin, node.value);
  return node;
}

function collection(node: Node, argument: Expression | undefined, isSet: boolean, evaluator: Evaluator): Node {
  if (node.kind !== 'list') return node;
  const items = node.items.map((item) => converted(item, argument, evaluator));
  const kept = isSet ? firstOfEach(items, (item) => (item.kind === 'scalar' ? item.text : {})) : items;
  return list(kept, node.origin, node.unseen);
}

/** Attributes that are not given have their defaults, or are null; those that the type does not name are dropped. */
function object(node: Node, argument: Expression | undefined, evaluator: Evaluator): Node {
  if (node.kind !== 'map' || argument?.kind !== 'object') return node;
  const entries = new Map<string, Entry>();
  for (const { key, value } of argument.items) {
    const name = key.kind === 'name' ? key.text : undefined;
    if (name === undefined) return node;
    const given = node.entries.get(name);
    if (given === undefined && node.unseen.length > 0) continue;
    entries.set(name, { key: given?.key ?? node.origin, value: converted(given?.value ?? scalar(null, node.origin), value, evaluator) });
  }
  return map(entries, node.origin, node.unseen);
}
