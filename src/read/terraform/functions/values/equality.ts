import type { ListNode, MapNode, Node, ScalarNode } from '../../../../core/node.js';
import { all, and, truth, type Truth } from '../../../../core/truth.js';
import type { Unknown } from '../../../../core/value.js';
import { asDecimal } from './decimal.js';
import { documentSyntax, isLoose } from '../documents.js';
import { isNull } from '../call.js';

/** Comparisons of single values that one call may make. */
const MAX_STEPS = 1_000_000;

/** Compares values, as far as one call may; `maybe` beyond that. */
export class Comparison {
  private steps = 0;

  get isSpent(): boolean {
    return this.steps > MAX_STEPS;
  }

  /** Whether two values are equal. Of `"1"` and `1` it is not known: whether a map holds strings shows in its type only. */
  same(a: Node, b: Node, depth = 0): Truth {
    if (++this.steps > MAX_STEPS || depth > 512) return 'maybe';
    if (documentSyntax(a) !== undefined || documentSyntax(b) !== undefined) return 'maybe';
    if (isNull(a) || isNull(b)) return isNull(a) && isNull(b) ? 'yes' : a.kind === 'unknown' || b.kind === 'unknown' ? 'maybe' : 'no';
    if (a.kind === 'unknown' || b.kind === 'unknown') return sameUnknown(a, b);
    if (a.kind === 'scalar' && b.kind === 'scalar') return sameScalar(a, b);
    if (a.kind === 'list' && b.kind === 'list') return this.sameLists(a, b, depth);
    if (a.kind === 'map' && b.kind === 'map') return this.sameMaps(a, b, depth);
    return 'no';
  }

  private sameLists(a: ListNode, b: ListNode, depth: number): Truth {
    if (isLoose(a) || isLoose(b) || a.unseen.length + b.unseen.length > 0) return 'maybe';
    return a.items.length === b.items.length ? this.every(a.items.map((item, index) => [item, b.items[index] ?? item]), depth) : 'no';
  }

  private sameMaps(a: MapNode, b: MapNode, depth: number): Truth {
    if (a.unseen.length + b.unseen.length > 0) return 'maybe';
    if (a.entries.size !== b.entries.size || [...a.entries.keys()].some((key) => !b.entries.has(key))) return 'no';
    return this.every([...a.entries].map(([key, { value }]) => [value, b.entries.get(key)?.value ?? value]), depth);
  }

  private every(pairs: readonly (readonly [Node, Node])[], depth: number): Truth {
    let result: Truth = 'yes';
    for (const [a, b] of pairs) {
      result = and(result, this.same(a, b, depth + 1));
      if (result === 'no') break;
    }
    return result;
  }
}

function sameScalar(a: ScalarNode, b: ScalarNode): Truth {
  const left = textOf(a);
  const right = textOf(b);
  if (left === undefined || right === undefined) return 'maybe';
  return left !== right ? 'no' : typeof a.value === typeof b.value ? 'yes' : 'maybe';
}

/** A text that tells values apart: that of the value as a string. */
const textOf = (node: ScalarNode): string | undefined => (typeof node.value === 'number' ? asDecimal(node) : typeof node.value === 'boolean' ? String(node.value) : node.text);

function sameUnknown(a: Node, b: Node): Truth {
  if (a.kind === 'unknown' && b.kind === 'unknown') return isSameText(a, b) ? 'yes' : 'maybe';
  const [open, known] = a.kind === 'unknown' ? [a, b] : [b, a];
  if (open.kind !== 'unknown') return 'maybe';
  const known1 = known.kind === 'scalar' ? textOf(known) : undefined;
  // What has a text is no list and no map.
  if (known.kind === 'list' || known.kind === 'map') return open.text.some((part) => typeof part === 'string' && part !== '') ? 'no' : 'maybe';
  return known1 === undefined ? 'maybe' : mayBe(open, known1);
}

/** Holes of one name and of kind `one` hold the same value. */
const isSameText = (a: Unknown, b: Unknown): boolean =>
  a.text.length === b.text.length &&
  a.text.every((part, index) => {
    const other = b.text[index];
    if (typeof part === 'string' || typeof other === 'string' || other === undefined) return part === other;
    return part.holds === 'one' && other.holds === 'one' && part.name === other.name;
  });

/** Whether an unknown text may turn out to be `text`: what is known of its ends tells. */
function mayBe({ text: open }: Unknown, text: string): Truth {
  const [first] = open;
  const last = open.at(-1);
  const head = typeof first === 'string' ? first : '';
  const tail = typeof last === 'string' && open.length > 1 ? last : '';
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail) ? 'maybe' : 'no';
}

/** A key by which equal values can be found at once; undefined for what has to be compared. */
export function keyOf(node: Node): string | undefined {
  if (documentSyntax(node) !== undefined) return undefined;
  if (isNull(node)) return 'null';
  if (node.kind !== 'scalar') return undefined;
  const text = textOf(node);
  return text === undefined ? undefined : `${typeof node.value} ${text}`;
}

/** The items without those that certainly stand before, and whether any of them may be there twice. */
export function withoutRepeats(items: readonly Node[]): { readonly items: readonly Node[]; readonly isOpen: boolean } {
  const keys = new Set<string>();
  const compared: Node[] = [];
  const kept: Node[] = [];
  const comparison = new Comparison();
  let isOpen = false;
  for (const item of items) {
    const key = keyOf(item);
    const others = key === undefined ? kept : compared;
    const against = key !== undefined && keys.has(key) ? ['yes' as const] : truths(comparison, item, others);
    if (against.includes('yes')) continue;
    isOpen ||= against.includes('maybe') || comparison.isSpent;
    if (key === undefined) compared.push(item);
    else keys.add(key);
    kept.push(item);
  }
  return { items: kept, isOpen };
}

function truths(comparison: Comparison, item: Node, others: readonly Node[]): readonly Truth[] {
  const found: Truth[] = [];
  for (const other of others) {
    if (comparison.isSpent) return ['maybe'];
    const result = comparison.same(item, other);
    found.push(result);
    if (result === 'yes') break;
  }
  return found;
}

/** Whether `item` is one of `items`. */
export function isAmong(comparison: Comparison, item: Node, { items, unseen }: ListNode): Truth {
  const found = truths(comparison, item, items);
  if (found.includes('yes')) return 'yes';
  return unseen.length > 0 ? 'maybe' : all(found.map((one) => truth(one === 'no'))) === 'yes' ? 'no' : 'maybe';
}
