import type { Edit } from '../../check/finding.js';

/** A part of a text that has been edited: a part of the original, by offsets in it, or something new. */
export type Piece = { readonly kind: 'old'; readonly start: number; readonly end: number } | { readonly kind: 'new'; readonly text: string };

/** What stands in place of `start` to `end` of the original. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text as it was. */
export const untouched = (text: string): readonly Piece[] => (text === '' ? [] : [{ kind: 'old', start: 0, end: text.length }]);

export const textOfPieces = (pieces: readonly Piece[], original: string): string =>
  pieces.map((piece) => (piece.kind === 'old' ? original.slice(piece.start, piece.end) : piece.text)).join('');

/**
 * Makes edits, whose places are those in the text that the pieces stand for: in order. Undefined where two overlap, or one lies outside
 * the text.
 */
export function edited(pieces: readonly Piece[], edits: readonly Edit[]): readonly Piece[] | undefined {
  const length = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  if (!edits.every(({ span: { start, end } }, index) => start >= (edits[index - 1]?.span.end ?? 0) && end >= start && end <= length)) return undefined;
  const made: Piece[] = [];
  const ahead = pieces.toReversed();
  let at = 0;
  const pass = (to: number, take: (piece: Piece) => void): void => {
    for (let piece = at < to ? ahead.pop() : undefined; piece !== undefined; piece = at < to ? ahead.pop() : undefined) {
      const [head, tail] = split(piece, to - at);
      at += lengthOf(head);
      if (tail !== undefined) ahead.push(tail);
      take(head);
    }
  };
  for (const { span, text } of edits) {
    pass(span.start, (piece) => made.push(piece));
    pass(span.end, () => undefined);
    if (text !== '') made.push({ kind: 'new', text });
  }
  return [...made, ...ahead.toReversed()];
}

const lengthOf = (piece: Piece): number => (piece.kind === 'old' ? piece.end - piece.start : piece.text.length);

/** The first `length` characters, and the rest if there is one. */
function split(piece: Piece, length: number): readonly [Piece, Piece | undefined] {
  if (length >= lengthOf(piece)) return [piece, undefined];
  if (piece.kind === 'new') return [{ kind: 'new', text: piece.text.slice(0, length) }, { kind: 'new', text: piece.text.slice(length) }];
  const middle = piece.start + length;
  return [{ ...piece, end: middle }, { ...piece, start: middle }];
}

/** What all edits together do to the original of that length: in order, with something kept between any two. */
export function replacements(pieces: readonly Piece[], length: number): readonly Replacement[] {
  const found: Replacement[] = [];
  let end = 0;
  let text = '';
  const close = (next: number): void => {
    if (next > end || text !== '') found.push({ start: end, end: next, text });
    text = '';
  };
  for (const piece of pieces) {
    if (piece.kind === 'new') {
      text += piece.text;
    } else {
      close(piece.start);
      ({ end } = piece);
    }
  }
  close(length);
  return found;
}
