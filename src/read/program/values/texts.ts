import type { ScalarNode } from '../../../core/node.js';
import { through, type Span } from '../../../core/source.js';
import type { Text } from '../../../core/text.js';
import { compose, type Piece } from '../../pieces.js';
import type { Scalar, TextPiece } from './values.js';

/**
 * A text as the node of a scalar, with the way from its characters back to where they stand. The origin of one that was put together
 * leads to the first of its parts that was written elsewhere.
 */
export function withPieces(node: ScalarNode, { pieces, origin }: Scalar): ScalarNode {
  // What came through a name is pointed at where it is used.
  if (pieces === undefined || origin.from !== undefined) return compose(node, [{ text: [node.text], locate: () => node.origin.span }]);
  const from = pieces.find((piece) => piece.origin.from !== undefined)?.origin.from;
  return compose(from === undefined ? node : { ...node, origin: through(origin.span, 'function', from) }, pieces.map(pieceOf));
}

export const pieceOf = (piece: TextPiece): Piece => ({ text: [piece.text], locate: (start, end) => placeIn(piece, start, end) });

/** A part of which only one span is known. */
export const opaque = (text: Text, span: Span): Piece => ({ text, locate: () => span });

/** The place of some characters of a text. */
function placeIn({ origin: { span, from }, offsets }: TextPiece, start: number, end: number): Span {
  if (offsets === undefined || from !== undefined) return span;
  const at = (index: number): number => span.start + (typeof offsets === 'number' ? offsets + index : (offsets[index] ?? 0));
  return { source: span.source, start: at(start), end: at(end) };
}
