import type { Node } from '../../../src/core/node.js';
import type { Origin } from '../../../src/core/source.js';
import { blockAt } from '../../../src/read/text/yaml/block-scalars.js';
import type { Parsed } from '../../../src/read/text/text.js';

/** Where two readings of a text differ first, in nodes, places, order, styles of blocks or problems; undefined if nowhere. */
export function differenceOf(a: Parsed, b: Parsed): string | undefined {
  if (a.problems.length !== b.problems.length) return `problems: ${[...a.problems, ...b.problems].map(({ message }) => message).join('; ')}`;
  if (a.documents.length !== b.documents.length) return `documents: ${a.documents.length}, ${b.documents.length}`;
  return first(a.documents.map((node, i) => () => nodes(node, b.documents[i], `${i}`)));
}

type Compare = () => string | undefined;

function first(comparisons: readonly Compare[]): string | undefined {
  for (const compare of comparisons) {
    const difference = compare();
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function nodes(a: Node, b: Node | undefined, path: string): string | undefined {
  if (a.kind !== b?.kind) return `${path}: ${a.kind}, ${b?.kind ?? 'nothing'}`;
  return origins(a.origin, b.origin, path) ?? contents(a, b, path);
}

function contents(a: Node, b: Node, path: string): string | undefined {
  if (a.kind === 'scalar' && b.kind === 'scalar') {
    return Object.is(a.value, b.value) && a.text === b.text ? undefined : `${path}: ${JSON.stringify([a.value, a.text])}, ${JSON.stringify([b.value, b.text])}`;
  }
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.items.length !== b.items.length || a.unseen.length + b.unseen.length > 0) return `${path}: ${a.items.length}, ${b.items.length} items`;
    return first(a.items.map((item, i) => () => nodes(item, b.items[i], `${path}/${i}`)));
  }
  if (a.kind !== 'map' || b.kind !== 'map') return `${path}: ${a.kind}`;
  const keys = [a, b].map(({ entries }) => JSON.stringify([...entries.keys()]));
  if (keys[0] !== keys[1] || a.unseen.length + b.unseen.length > 0) return `${path}: ${keys.join(', ')}`;
  return first(
    [...a.entries].map(([key, entry]) => () => {
      const other = b.entries.get(key);
      return origins(entry.key, other?.key, `${path}/${key}~`) ?? nodes(entry.value, other?.value, `${path}/${key}`);
    }),
  );
}

function origins(a: Origin | undefined, b: Origin | undefined, path: string): string | undefined {
  const [left, right] = [told(a), told(b)];
  if (left !== right || a?.span.source !== b?.span.source) return `${path}: ${left}, ${right}`;
  return a === undefined ? undefined : origins(a.from, b?.from, path);
}

function told(origin: Origin | undefined): string {
  if (origin === undefined) return 'nothing';
  const block = blockAt(origin);
  const style = block === undefined ? '' : ` ${block.header} in ${block.parentIndent}, ${block.body.start} to ${block.body.end}`;
  return `${origin.span.start} to ${origin.span.end} ${origin.via}${style}`;
}
