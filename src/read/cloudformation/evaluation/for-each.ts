import { append } from '../../../core/long.js';
import { list, map, scalar, textValue, type Entry, type MapNode, type Node } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { onOneLine, through, type Origin } from '../../../core/source.js';
import { unknown, type Unknown } from '../../../core/value.js';
import type { Evaluator } from './evaluate.js';
import { callSpan } from './spans.js';
import { refOf } from '../template.js';

/** Template Reference, "Fn::ForEach". */
const PREFIX = 'Fn::ForEach::';

export const isForEach = (name: string): boolean => name.startsWith(PREFIX);

/** Members that all loops of a template may make. CloudFormation takes 500 resources. */
export const MAX_MADE = 10_000;

/** What a loop makes; the unknown tells why not all of it is known. */
export interface Made {
  readonly entries: readonly (readonly [string, Entry])[];
  readonly unseen: readonly Unknown[];
}

/** The members that `Fn::ForEach::Name: [Identifier, Collection, { Key: Value }]` stands for, loops within it unrolled as well. */
export function unroll(name: string, { key, value }: Entry, evaluator: Evaluator): Made {
  const [identifier, collection, fragment] = value.kind === 'list' ? value.items : [];
  const id = identifier === undefined ? undefined : textValue(identifier);
  if (id === undefined || collection === undefined || fragment?.kind !== 'map') return open(name, 'is not written as it should be', key, evaluator);
  const items = evaluator.evaluate(collection);
  if (items.kind !== 'list' || items.unseen.length > 0) return open(name, 'runs over a list that is not known here', key, evaluator);
  const made: (readonly [string, Entry])[] = [];
  const unseen: Unknown[] = [];
  for (const item of items.items) {
    const text = textValue(item);
    if (text === undefined) return open(name, 'runs over a value that is not known here', key, evaluator);
    if (!evaluator.mayMake(fragment.entries.size)) return open(name, `makes more than ${String(MAX_MADE)} members`, key, evaluator);
    const inner = members(replaced(fragment, { id, text, origin: item.origin }) as MapNode, evaluator);
    append(made, inner.entries);
    append(unseen, inner.unseen);
  }
  return { entries: made, unseen };
}

/** The members of a map with its loops unrolled and its snippets brought in. */
export function members(node: MapNode, evaluator: Evaluator): Made {
  // Nearly all maps are such, and some are asked for in every world.
  if (![...node.entries.keys()].some((name) => name.startsWith('Fn::'))) return { entries: [...node.entries], unseen: node.unseen };
  const made: (readonly [string, Entry])[] = [];
  const unseen: Unknown[] = [...node.unseen];
  for (const named of node.entries) {
    const [name, entry] = named;
    const part = isForEach(name) ? unroll(name, entry, evaluator) : name === 'Fn::Transform' ? broughtIn(entry, evaluator) : undefined;
    if (part === undefined) {
      made.push(named);
      continue;
    }
    append(made, part.entries);
    append(unseen, part.unseen);
  }
  return { entries: made, unseen };
}

/** Beside other keys, what a macro brings in are keys as well. */
function broughtIn({ key, value }: Entry, evaluator: Evaluator): Made {
  return evaluator.inSnippet(
    () => {
      const node = evaluator.snippet(value, onOneLine(key.span));
      if (node.kind === 'map') return members(node, evaluator);
      return { entries: [], unseen: [node.kind === 'unknown' ? node : unknown('what `AWS::Include` brings in is no map', key)] };
    },
    () => open('Fn::Transform', 'includes itself', key, evaluator),
  );
}

function open(name: string, why: string, key: Origin, evaluator: Evaluator): Made {
  evaluator.tell(gap(`\`${name}\` ${why}: what it makes is unknown`, onOneLine(key.span)));
  return { entries: [], unseen: [{ kind: 'unknown', nature: 'open', reason: `\`${name}\` ${why}`, text: [{ name, holds: 'any' }], origin: key }] };
}

interface Binding {
  readonly id: string;
  readonly text: string;
  /** Where the item was written. */
  readonly origin: Origin;
}

/** `${Id}` and `!Ref Id` are the item, `&{Id}` is it without what may not stand in a logical id. An inner loop over the same name hides it. */
function replaced(node: Node, binding: Binding): Node {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' ? scalarWith(node, binding) : node;
    case 'list':
      return list(node.items.map((item) => replaced(item, binding)), node.origin, node.unseen);
    case 'map':
      if (refOf(node) === binding.id) return scalar(binding.text, through(callSpan(node), 'reference', binding.origin));
      return map(new Map([...node.entries].map(([name, { key, value }]) => [isForEach(name) ? name : filled(name, binding), { key, value: replaced(value, binding) }])), node.origin, node.unseen);
    case 'unknown':
    case 'absent':
      return node;
  }
}

function scalarWith(node: Node & { readonly kind: 'scalar' }, binding: Binding): Node {
  const text = filled(node.text, binding);
  return text === node.text ? node : scalar(text, through(node.origin.span, 'function', binding.origin));
}

const filled = (text: string, { id, text: item }: Binding): string =>
  text.replaceAll(`\${${id}}`, item).replaceAll(`&{${id}}`, item.replaceAll(/[^A-Za-z0-9]/gu, ''));
