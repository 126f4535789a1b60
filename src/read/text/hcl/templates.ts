import type { Span } from '../../../core/source.js';
import { BACKSLASH, CLOSE_BRACE, CR, DOLLAR, LF, OPEN_BRACE, PERCENT, QUOTE, TILDE } from './characters.js';
import type { Cursor } from './cursor.js';
import { type Directive, directive } from './directives.js';
import { expression } from './expressions.js';
import { checkedEscape, withoutLeading, withoutTrailing } from './literals.js';
import { nested } from './nested.js';
import type { Interpolation, Run, Template } from './syntax.js';

/** Text between two sequences; in a heredoc, what of it is on one line. `~` and `<<-` move its ends. */
export interface Piece extends Run {
  readonly kind: 'piece';
  start: number;
  end: number;
}

/** A template from left to right: directives are not yet paired with what ends them. */
export type Part = Piece | Interpolation | Directive;

/** Collects the parts of a template. A `~` reaches no further than the piece beside it: in a heredoc, to the line end. */
export class Parts {
  readonly all: Part[] = [];
  private trimsNext = false;
  /** Directives that are not ended yet. */
  private open = 0;

  constructor(
    private readonly cursor: Cursor,
    private readonly isQuoted: boolean,
  ) {}

  piece(start: number, end: number): void {
    if (start === end) return;
    const piece: Piece = { kind: 'piece', start, end };
    if (this.trimsNext) piece.start = withoutLeading(this.cursor.source, piece, this.isQuoted);
    this.trimsNext = false;
    this.all.push(piece);
  }

  /** At `${` or `%{`. */
  sequence(): void {
    const { cursor } = this;
    const start = cursor.at;
    const isDirective = cursor.text.charCodeAt(start) === PERCENT;
    cursor.at += 2;
    if (cursor.text.charCodeAt(cursor.at) === TILDE) {
      cursor.at++;
      this.trimLast();
    }
    const { minds } = cursor;
    cursor.minds = false;
    if (isDirective) this.mark(directive(cursor, () => this.close(start)));
    else this.all.push({ kind: 'interpolation', value: expression(cursor), span: this.close(start) });
    cursor.minds = minds;
  }

  /** What is between directives is a level below them. */
  private mark(read: Directive): void {
    this.all.push(read);
    if (read.keyword === 'if' || read.keyword === 'for') {
      this.cursor.enter();
      this.open++;
    } else if (read.keyword !== 'else' && this.open > 0) {
      this.cursor.leave();
      this.open--;
    }
  }

  /** Takes `}` or `~}`; the place of the whole sequence. */
  private close(start: number): Span {
    const { cursor } = this;
    this.trimsNext = cursor.peek() === TILDE && cursor.isFollowedBy(CLOSE_BRACE);
    if (this.trimsNext) cursor.at++;
    cursor.take(CLOSE_BRACE, '`}`');
    return cursor.span(start, cursor.at);
  }

  private trimLast(): void {
    const last = this.all.at(-1);
    if (last?.kind === 'piece') last.end = withoutTrailing(this.cursor.source, last, this.isQuoted);
  }
}

/** Whether `${` or `%{` begins at `at`; `$${` and `%%{` are text. */
export function isSequence(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === OPEN_BRACE;
}

/** Whether `$${` or `%%{` begins at `at`. */
export function isEscapedSequence(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === text.charCodeAt(at) && text.charCodeAt(at + 2) === OPEN_BRACE;
}

/** At a double quote. */
export function quotedTemplate(cursor: Cursor): Template {
  const { text } = cursor;
  const start = cursor.at;
  const end = plainEnd(text, start + 1);
  if (text.charCodeAt(end) !== QUOTE) return partedTemplate(cursor, end);
  cursor.at = end + 1;
  const span = cursor.span(start, end + 1);
  if (end === start + 1) return { kind: 'template', form: 'quoted', parts: [], span };
  return { kind: 'template', form: 'quoted', parts: [{ kind: 'text', value: text.slice(start + 1, end), span: cursor.span(start + 1, end), isQuoted: true, runs: [] }], span };
}

/** The next quote or anything that may not be just text. */
function plainEnd(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === BACKSLASH || code === DOLLAR || code === PERCENT || code === LF || code === CR || code !== code) return at;
  }
}

/** A quoted template; up to `plain` it is just text. */
function partedTemplate(cursor: Cursor, plain: number): Template {
  const { text } = cursor;
  const start = cursor.at;
  const parts = new Parts(cursor, true);
  let from = start + 1;
  let at = plain;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) break;
    if (code === BACKSLASH) at = escapeIn(cursor, start, at);
    else if ((code === DOLLAR || code === PERCENT) && isSequence(text, at)) {
      parts.piece(from, at);
      cursor.at = at;
      parts.sequence();
      from = at = cursor.at;
    } else if ((code === DOLLAR || code === PERCENT) && isEscapedSequence(text, at)) at += 3;
    else if (code === LF || code === CR || code !== code) unclosed(cursor, start, at);
    else at++;
  }
  parts.piece(from, at);
  cursor.at = at + 1;
  return { kind: 'template', form: 'quoted', parts: nested(cursor, parts.all, true), span: cursor.span(start, cursor.at) };
}

/** Behind the escape at `at`. */
function escapeIn(cursor: Cursor, start: number, at: number): number {
  const behind = cursor.text.charCodeAt(at + 1);
  if (behind === LF || behind === CR || behind !== behind) unclosed(cursor, start, at);
  const { end, fault } = checkedEscape(cursor.text, at);
  if (fault !== undefined) cursor.faults.add(fault, at, end);
  return end;
}

function unclosed(cursor: Cursor, start: number, at: number): never {
  return cursor.refuseAt('expected a closing quote before the end of the line', start, at);
}
