import { endsLine, indentation, lineEnd } from './change.js';

/** Half-open, in a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** From the end of the line above to the end of the last line: editors keep the indentation of a line emptied from its first column. */
export function wholeLines(text: string, start: number, end: number): Range | undefined {
  const indent = indentation(text, start);
  if (indent === undefined || !endsLine(text, end)) return undefined;
  const first = start - indent.length;
  const last = lineEnd(text, end);
  if (first > 0) return { start: first - (text.charAt(first - 2) === '\r' ? 2 : 1), end: last };
  return { start: 0, end: Math.min(text.length, last + (text.startsWith('\r', last) ? 2 : 1)) };
}

/** The lines from `start` to `end`, where nothing else stands in them; else just that part of them. */
export const ownLines = (text: string, start: number, end: number): readonly Range[] => [wholeLines(text, start, end) ?? { start, end }];
