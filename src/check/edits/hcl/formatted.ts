import { addTo, append } from '../../../core/long.js';
import type { Source } from '../../../core/source.js';
import type { Edit } from '../../finding.js';
import { inOrder, lineEnd, replacement, type Edits } from '../change.js';
import { Unclear } from '../cursor.js';
import { layoutOf } from '../layout.js';
import { misaligned, type Gap } from './alignment.js';

/**
 * Edits together with those that put the columns of HCL right again, as `terraform fmt` would: a block that was aligned stays
 * so. One that was not is nobody's to align. Edits in other languages come back as they are.
 */
export function formatted(edits: Edits): Edits {
  if (edits === undefined) return undefined;
  const made: Edit[] = [];
  for (const [source, own] of bySource(edits)) {
    const aligned = layoutOf(source)?.language === 'hcl' ? alignedIn(source, own) : own;
    if (aligned === undefined) return undefined;
    append(made, aligned);
  }
  return inOrder(made);
}

function bySource(edits: readonly Edit[]): ReadonlyMap<Source, readonly Edit[]> {
  const groups = new Map<Source, Edit[]>();
  for (const edit of edits) addTo(groups, edit.span.source, edit);
  return groups;
}

/** Edits with the blocks of the file in which they are made: columns do not reach out of one. */
function alignedIn(source: Source, edits: readonly Edit[]): Edits {
  const root = layoutOf(source)?.roots[0];
  const blocks = root?.kind === 'map' ? root.members : [];
  const made: Edit[] = [];
  let left = inOrder(edits);
  for (const { start, end } of blocks) {
    const own = left?.filter(({ span }) => start <= span.start && span.end <= end) ?? [];
    if (own.length === 0) continue;
    const aligned = alignedBlock(source, start, lineEnd(source.text, end), own);
    if (aligned === undefined) return undefined;
    left = left?.filter((edit) => !own.includes(edit));
    append(made, aligned);
  }
  return left?.length === 0 ? made : undefined;
}

/** A part of the text as it will be: one that stays, or the text of an edit. */
interface Piece {
  readonly start: number;
  readonly edit: Edit | undefined;
  readonly text: string;
  /** Where it begins in the text as it is. */
  readonly at: number;
}

function alignedBlock(source: Source, from: number, to: number, edits: readonly Edit[]): Edits {
  const pieces = piecesOf(source, from, to, edits);
  try {
    if (misaligned(source.text.slice(from, to)).length > 0) return edits;
    return spaced(source, pieces, misaligned(pieces.map(({ text }) => text).join('')));
  } catch (error) {
    if (error instanceof Unclear) return undefined;
    throw error;
  }
}

function piecesOf(source: Source, from: number, to: number, edits: readonly Edit[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  let start = 0;
  const add = (edit: Edit | undefined, text: string): void => {
    pieces.push({ start, edit, text, at });
    start += text.length;
  };
  for (const edit of edits) {
    add(undefined, source.text.slice(at, edit.span.start));
    add(edit, edit.text);
    at = edit.span.end;
  }
  add(undefined, source.text.slice(at, to));
  return pieces;
}

/** The edits with those of the gaps, which stand in the text as it will be; undefined where a gap is in several pieces. */
function spaced(source: Source, pieces: readonly Piece[], gaps: readonly Gap[]): Edits {
  const made: Edit[] = [];
  let placed = 0;
  for (const { start, edit, text, at } of pieces) {
    const own = gaps.filter((gap) => start <= gap.start && gap.end < start + text.length);
    placed += own.length;
    if (edit === undefined) append(made, own.map((gap) => change(source, at - start, gap)));
    else made.push({ ...edit, text: rewritten(text, start, own) });
  }
  return placed === gaps.length ? made : undefined;
}

/** Blanks are put in, or taken out, just before what is aligned. */
function change(source: Source, shift: number, { start, end, wanted }: Gap): Edit {
  const more = wanted - (end - start);
  return more > 0 ? replacement(source, end + shift, end + shift, ' '.repeat(more)) : replacement(source, end + shift + more, end + shift, '');
}

const rewritten = (text: string, from: number, gaps: readonly Gap[]): string =>
  [...gaps].sort((a, b) => b.start - a.start).reduce((now, { start, end, wanted }) => now.slice(0, start - from) + ' '.repeat(wanted) + now.slice(end - from), text);
