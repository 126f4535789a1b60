import type { Node, ScalarNode } from '../core/node.js';
import type { Span } from '../core/source.js';
import type { Text } from '../core/text.js';
import { within } from './text/within.js';

/** A part of a string that a function put together, with the way back to where it stands in the file. */
export interface Piece {
  readonly text: Text;
  /** The place of the characters from `start` to `end` of the part. */
  readonly locate: (start: number, end: number) => Span;
}

const composed = new WeakMap<Node, readonly Piece[]>();

/** Remembers of what a string was put together. */
export function compose<N extends Node>(node: N, pieces: readonly Piece[]): N {
  composed.set(node, pieces);
  return node;
}

/** The parts of a string: one where it was written in one. */
export function piecesOf(node: Node): readonly Piece[] {
  const known = composed.get(node);
  if (known !== undefined) return known;
  if (node.kind === 'scalar') return [scalarPiece(node, 0, node.text.length)];
  return node.kind === 'unknown' ? [{ text: node.text, locate: () => node.origin.span }] : [];
}

/** The characters from `from` to `to` of a scalar. */
export const scalarPiece = (node: ScalarNode, from: number, to: number): Piece => ({
  text: [node.text.slice(from, to)],
  // What came through a parameter is pointed at where it is used.
  locate: (start, end) => (node.origin.from === undefined ? within(node, from + start, from + end) : node.origin.span),
});
