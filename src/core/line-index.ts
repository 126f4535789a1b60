import type { Excerpt, Source, Span } from './source.js';

/** One-based line and column; columns count UTF-16 code units (SARIF `columnKind: utf16CodeUnits`). */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const indexes = new WeakMap<Source, readonly number[]>();

/** Offsets at which lines begin. Line ends are LF, CRLF and a lone CR, as editors and the SARIF viewers count them. */
function lineStarts(source: Source): readonly number[] {
  const known = indexes.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  const { text } = source;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  indexes.set(source, starts);
  return starts;
}

export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const line = lastUpTo(starts, (start) => start, offset);
  const column = offset - (starts[line] ?? 0);
  const excerpt = excerptAt(source, offset);
  if (excerpt === undefined) return { line: line + 1, column: column + 1 };
  const first = lastUpTo(starts, (start) => start, excerpt.at);
  if (line > first) return { line: excerpt.line + line - first + 1, column: column + 1 };
  return { line: excerpt.line + 1, column: excerpt.column + offset - excerpt.at + 1 };
}

/** UTF-16 code units before a place, in the file. */
export function offsetInFile(source: Source, offset: number): number {
  const excerpt = excerptAt(source, offset);
  return excerpt === undefined ? offset : excerpt.offset + offset - excerpt.at;
}

/** The part of the text around `offset` that stands together in the file. */
export function contiguous(source: Source, offset: number): Span {
  const excerpt = excerptAt(source, offset);
  return { source, start: excerpt?.at ?? 0, end: excerpt?.end ?? source.text.length };
}

const excerptAt = ({ excerpts = [] }: Source, offset: number): Excerpt | undefined => excerpts[lastUpTo(excerpts, (one) => one.at, offset)];

/** The index of the last item that begins at `offset` or before it, the first where none does. */
function lastUpTo<T>(items: readonly T[], startOf: (item: T) => number, offset: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Region {
  readonly start: Position;
  /** The position just behind the last character. */
  readonly end: Position;
}

export const regionOf = (span: Span): Region => ({
  start: positionAt(span.source, span.start),
  end: positionAt(span.source, span.end),
});

/** The line around `offset` without its line end: in a text of excerpts, as much of it as stands together there. */
export function lineAround(source: Source, offset: number): Span {
  const starts = lineStarts(source);
  const line = lastUpTo(starts, (start) => start, offset);
  const part = contiguous(source, offset);
  const start = Math.max(starts[line] ?? 0, part.start);
  const end = Math.min(starts[line + 1] ?? source.text.length, part.end);
  return { source, start, end: withoutEnds(source.text, start, end) };
}

/** Counted from behind: a file of one line is as long as a file may be, and has findings all over. */
function withoutEnds(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && isEnd(text.charCodeAt(last - 1))) last--;
  return last;
}

const isEnd = (code: number): boolean => code === 10 || code === 13;

/** A line by its number, from 1, without its line end; undefined where there is none. Of a text of excerpts no numbers are known. */
export function lineNumber(source: Source, line: number): Span | undefined {
  const start = source.excerpts === undefined ? lineStarts(source)[line - 1] : undefined;
  return start === undefined ? undefined : lineAround(source, start);
}

/** The line behind the one around `offset`; undefined where that is the last one, or does not stand together with it. */
export function lineBehind(source: Source, offset: number): Span | undefined {
  const starts = lineStarts(source);
  const next = starts[lastUpTo(starts, (start) => start, offset) + 1];
  return next === undefined || next >= contiguous(source, offset).end ? undefined : lineAround(source, next);
}
