import type { Source, Span } from './source.js';

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
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
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

/** The text of a one-based line without its line end. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return '';
  const end = starts[line] ?? source.text.length;
  return source.text.slice(start, end).replace(/[\r\n]+$/u, '');
}

export const lineCount = (source: Source): number => lineStarts(source).length;
