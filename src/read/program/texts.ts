import type { Node } from '../../core/node.js';
import type { Span } from '../../core/source.js';
import type { Text } from '../../core/text.js';
import { compose, type Piece } from '../pieces.js';
import type { Scalar, TextPiece } from './values.js';

/** A text as the node of a scalar, with the way from its characters back to where they stand. */
export function withPieces<N extends Node>(node: N, { pieces, origin }: Scalar): N {
  // What came through a name is pointed at where it is used.
  return pieces === undefined || origin.from !== undefined ? compose(node, [{ text: [textOf(node)], locate: () => node.origin.span }]) : compose(node, pieces.map(pieceOf));
}

const textOf = (node: Node): string => (node.kind === 'scalar' ? node.text : '');

export const pieceOf = (piece: TextPiece): Piece => ({ text: [piece.text], locate: (start, end) => placeIn(piece, start, end) });

/** A part of which only one span is known. */
export const opaque = (text: Text, span: Span): Piece => ({ text, locate: () => span });

/** The place of some characters of a text. */
function placeIn({ origin: { span, from }, offsets }: TextPiece, start: number, end: number): Span {
  if (offsets === undefined || from !== undefined) return span;
  const at = (index: number): number => span.start + (typeof offsets === 'number' ? offsets + index : (offsets[index] ?? 0));
  return { source: span.source, start: at(start), end: at(end) };
}
