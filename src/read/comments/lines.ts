import type { Source, Span } from '../../core/source.js';
import type { Comment } from './directives.js';

/** What a comment in a text is about, by its lines. */
export type Lines = (comment: Comment) => Span | undefined;

/**
 * A comment beside something is about its line, that of its end. One that stands alone is about the next line that holds anything
 * but comments; none, where nothing follows.
 */
export function linesAround(source: Source, comments: readonly Comment[]): Lines {
  const bare = withoutComments(source.text, comments);
  // Many comments in a row are about one line: it is looked for once.
  let found: { readonly from: number; readonly next: number | undefined } | undefined;
  const nextFrom = (from: number): number | undefined => {
    if (found === undefined || from < found.from || from > (found.next ?? Infinity)) found = { from, next: nextSign(bare, from) };
    return found.next;
  };
  const lineAt = (offset: number): Span => ({ source, start: bare.lastIndexOf('\n', offset - 1) + 1, end: endOf(bare, offset) });
  return ({ end }) => {
    // The end of a comment that takes its line end with it is still on its line.
    const own = lineAt(Math.max(0, source.text.charAt(end - 1) === '\n' ? end - 1 : end));
    if (/\S/u.test(bare.slice(own.start, own.end))) return own;
    const next = nextFrom(own.end);
    return next === undefined ? undefined : lineAt(next);
  };
}

function endOf(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

const SIGN = /\S/gu;

function nextSign(text: string, from: number): number | undefined {
  SIGN.lastIndex = from;
  return SIGN.exec(text)?.index;
}

/** The text with blanks for its comments: offsets and lines stay. */
function withoutComments(text: string, comments: readonly Comment[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end } of [...comments].sort((a, b) => a.start - b.start)) {
    if (end <= last) continue;
    parts.push(text.slice(last, Math.max(last, start)), text.slice(Math.max(last, start), end).replace(/[^\r\n]/gu, ' '));
    last = end;
  }
  return parts.join('') + text.slice(last);
}
