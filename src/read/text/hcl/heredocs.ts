import { CR, DASH, DOLLAR, isWhiteSpace, LESS, LF, nameEnd, PERCENT } from './characters.js';
import type { Cursor } from './cursor.js';
import { nested } from './nested.js';
import type { Template } from './syntax.js';
import { isEscapedSequence, isSequence, type Part, Parts, type Piece } from './templates.js';

/** Where a heredoc that begins with `<` at `at` is opened: its marker, and where its first line begins. */
export interface Opening {
  readonly marker: string;
  readonly isFlush: boolean;
  readonly body: number;
}

/** `<<MARKER` or `<<-MARKER` with a line end directly behind it; anything else is not a heredoc. */
export function openingAt(text: string, at: number): Opening | undefined {
  if (text.charCodeAt(at) !== LESS || text.charCodeAt(at + 1) !== LESS) return undefined;
  const isFlush = text.charCodeAt(at + 2) === DASH;
  const start = isFlush ? at + 3 : at + 2;
  const end = nameEnd(text, start);
  const lineEnd = text.charCodeAt(end) === CR ? end + 1 : end;
  return end === start || text.charCodeAt(lineEnd) !== LF ? undefined : { marker: text.slice(start, end), isFlush, body: lineEnd + 1 };
}

/** The end of the line that begins at `start`, without its line end, if it closes a heredoc; -1 if it does not. */
export function closedAt(text: string, start: number, marker: string): number {
  let at = start;
  while (isWhiteSpace(text.charCodeAt(at)) && text.charCodeAt(at) !== LF) at++;
  if (!text.startsWith(marker, at)) return -1;
  at += marker.length;
  while (isWhiteSpace(text.charCodeAt(at)) && text.charCodeAt(at) !== LF) at++;
  if (at < text.length && text.charCodeAt(at) !== LF) return -1;
  return text.charCodeAt(at - 1) === CR && at < text.length ? at - 1 : at;
}

/** At `<`; undefined if no heredoc begins there. */
export function heredoc(cursor: Cursor): Template | undefined {
  const { text } = cursor;
  const start = cursor.at;
  const opening = openingAt(text, start);
  if (opening === undefined) return undefined;
  const parts = new Parts(cursor, false);
  cursor.at = opening.body;
  for (;;) {
    const end = closedAt(text, cursor.at, opening.marker);
    if (end >= 0) return closed(cursor, parts.all, opening, start, end);
    if (cursor.at >= text.length) cursor.refuseAt(`expected a line with \`${opening.marker}\` before the end of the text: the heredoc is never closed`, start, opening.body - 1);
    line(cursor, parts);
  }
}

/** A template that is the whole text, such as a file that `templatefile` names. */
export function bareTemplate(cursor: Cursor): Template {
  const parts = new Parts(cursor, false);
  while (cursor.at < cursor.text.length) line(cursor, parts);
  return { kind: 'template', form: 'heredoc', parts: nested(cursor, parts.all, false), span: cursor.span(0, cursor.text.length) };
}

function closed(cursor: Cursor, parts: readonly Part[], { isFlush }: Opening, start: number, end: number): Template {
  cursor.at = end;
  if (end === cursor.text.length) cursor.faults.add('expected a new line behind the marker that closes the heredoc', end, end);
  if (isFlush) withoutIndentation(cursor.text, parts);
  return { kind: 'template', form: isFlush ? 'flush' : 'heredoc', parts: nested(cursor, parts, false), span: cursor.span(start, end) };
}

/** Reads up to the next line that begins in the text itself; one may end inside an interpolation. */
function line(cursor: Cursor, parts: Parts): void {
  const { text } = cursor;
  let from = cursor.at;
  let { at } = cursor;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === LF) break;
    if ((code === DOLLAR || code === PERCENT) && isSequence(text, at)) {
      parts.piece(from, at);
      cursor.at = at;
      parts.sequence();
      from = at = cursor.at;
    } else if ((code === DOLLAR || code === PERCENT) && isEscapedSequence(text, at)) at += 3;
    else if (code === CR && text.charCodeAt(at + 1) !== LF) cursor.refuseAt('expected no carriage return without a line feed behind it', at, at + 1);
    else if (code !== code) break;
    else at++;
  }
  cursor.at = Math.min(at + 1, text.length);
  parts.piece(from, cursor.at);
}

/** Takes the indentation away that all lines share; lines that are blank do not count. */
function withoutIndentation(text: string, parts: readonly Part[]): void {
  const lines: Piece[] = [];
  let least = Infinity;
  let beginsLine = true;
  for (const part of parts) {
    if (beginsLine) least = Math.min(least, indentationOf(text, part, lines));
    beginsLine = part.kind === 'piece' && endsLine(text, part);
  }
  for (const piece of lines) piece.start += least;
}

/** Of a part that begins a line; what may be moved is added to `lines`. */
function indentationOf(text: string, part: Part, lines: Piece[]): number {
  if (part.kind !== 'piece') return 0;
  let at = part.start;
  while (at < part.end && isWhiteSpace(text.charCodeAt(at))) at++;
  if (at === part.end && endsLine(text, part)) return Infinity;
  lines.push(part);
  return at - part.start;
}

const endsLine = (text: string, { start, end }: Piece): boolean => end > start && text.charCodeAt(end - 1) === LF;
