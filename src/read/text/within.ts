import type { ScalarNode } from '../../core/node.js';
import { root, type Origin, type Span } from '../../core/source.js';
import { blockAt } from './yaml/block-scalars.js';
import { decodeBlock } from './yaml/decode-block.js';
import { decodeDouble, decodeFolded } from './yaml/decode-quoted.js';
import { Offsets } from './offsets.js';

const known = new WeakMap<Origin, Offsets>();

/**
 * The place of the characters `[start, end)` of a scalar's `text`, for scalars from the JSON and YAML readers: a policy
 * document in a string is JSON in a YAML block, and a finding in it stands at its own line. Where the scalar came by a
 * reference it is the place in what was written. If the text cannot be found again there, it is the whole scalar.
 */
export function within(node: ScalarNode, start: number, end: number): Span {
  const written = root(node.origin);
  const from = Math.max(0, Math.min(start, node.text.length));
  const to = Math.max(from, Math.min(end, node.text.length));
  const shift = verbatimAt(written, node.text);
  if (shift !== -1) return { source: written.span.source, start: shift + from, end: shift + to };
  const offsets = node.text === '' ? undefined : offsetsOf(written, node.text);
  return offsets?.isExact === true ? offsets.span(from, to) : node.origin.span;
}

const isQuote = (character: string): boolean => character === '"' || character === "'";

function inside({ source, start, end }: Span): Span {
  return isQuote(source.text.charAt(start)) ? { source, start: start + 1, end: end - 1 } : { source, start, end };
}

interface Verbatim {
  readonly text: string;
  readonly start: number;
}

/** The last answer for each scalar: whoever splits a long text asks once for each part. */
const verbatim = new WeakMap<Origin, Verbatim>();

/** Where the text stands without any escape or fold; -1 if it does not. Most scalars need no map of offsets. */
function verbatimAt(origin: Origin, text: string): number {
  const before = verbatim.get(origin);
  if (before?.text === text) return before.start;
  const start = findVerbatim(origin, text);
  verbatim.set(origin, { text, start });
  return start;
}

function findVerbatim(origin: Origin, text: string): number {
  if (blockAt(origin) !== undefined) return -1;
  const { source, start, end } = inside(origin.span);
  return end - start === text.length && source.text.startsWith(text, start) ? start : -1;
}

function offsetsOf(origin: Origin, text: string): Offsets {
  const found = known.get(origin);
  if (found?.expected === text) return found;
  const made = decode(origin, text);
  known.set(origin, made);
  return made;
}

function decode(origin: Origin, text: string): Offsets {
  const { span } = origin;
  const made = new Offsets(span.source, text);
  const block = blockAt(origin);
  const first = span.source.text.charAt(span.start);
  if (block !== undefined) decodeBlock(block, made);
  else if (first === '"') decodeDouble(inside(span), made);
  else decodeFolded(inside(span), first === "'", made);
  return made;
}
