import { scalar, type ScalarNode } from '../../../core/node.js';
import { literal, type Span } from '../../../core/source.js';
import { rememberBlock, trimmed } from '../yaml/block-scalars.js';
import { bail, CR, type Cursor, DASH, GREATER, isLineEnd, PLUS, SPACE, TAB } from './cursor.js';

/** Reads `|` or `>` and the lines below it; `parentIndent` is the indentation of the collection that holds it. */
export function blockScalar(cursor: Cursor, parentIndent: number): ScalarNode {
  const { text, at } = cursor;
  const isFolded = cursor.code === GREATER;
  const chomping = cursor.codeAt(at + 1);
  const header = text.slice(at, chomping === DASH || chomping === PLUS ? at + 2 : at + 1);
  const lines = new BlockLines(cursor, belowHeader(cursor, at + header.length), parentIndent, isFolded);
  const origin = literal(trimmed(lines.body(chomping === PLUS)) ?? bail('a block of blanks'));
  rememberBlock(origin, { header, parentIndent, body: lines.body(chomping === PLUS) });
  cursor.startLine(lines.end);
  cursor.end = origin.span.end;
  const value = lines.value(chomping);
  return scalar(value, origin, value);
}

/** Where the lines begin. */
function belowHeader(cursor: Cursor, headerEnd: number): number {
  const { text } = cursor;
  const code = cursor.codeAt(headerEnd);
  cursor.at = headerEnd;
  if ((code !== SPACE && !isLineEnd(code)) || !cursor.isLineDone()) bail('an unusual header of a block');
  const lineEnd = text.indexOf('\n', cursor.at);
  return lineEnd < 0 ? bail('a block without text') : lineEnd + 1;
}

/** The lines of a block, put together as they are read: https://yaml.org/spec/1.2.2/#81-block-scalar-styles */
class BlockLines {
  private readonly text: string;
  private joined = '';
  /** Taken from the first line of text; -1 before it. */
  private indentation = -1;
  private widestBlank = 0;
  /** Blank lines since the last line of text. */
  private blank = 0;
  private separator = '';
  private isMoreBefore = false;
  private textEnd: number;
  /** Where the first line begins that is none of the block's. */
  readonly end: number;

  constructor(
    private readonly cursor: Cursor,
    private readonly start: number,
    private readonly parentIndent: number,
    private readonly isFolded: boolean,
  ) {
    this.text = cursor.text;
    this.textEnd = start;
    let from = start;
    while (from < this.text.length) {
      const next = this.line(from);
      if (next === from) break;
      from = next;
    }
    if (this.indentation < 0) bail('a block without text');
    this.end = from;
  }

  /** With `+` the blank lines behind the text belong to it. */
  body(isKeeping: boolean): Span {
    return this.cursor.span(this.start, isKeeping ? this.end : this.textEnd);
  }

  value(chomping: number): string {
    if (chomping === DASH) return this.joined;
    return chomping === PLUS ? this.joined + '\n'.repeat(this.blank + 1) : `${this.joined}\n`;
  }

  /** Takes the line that begins at `from`, if it belongs to the block; gives the start of the line to look at next. */
  private line(from: number): number {
    const { text } = this;
    const { codes } = this.cursor;
    let i = from;
    while (codes[i] === SPACE) i++;
    const width = i - from;
    const code = codes[i] ?? 0;
    const lineEnd = text.indexOf('\n', i);
    const next = lineEnd < 0 ? text.length : lineEnd + 1;
    if (isLineEnd(code) && (width <= this.indentation || this.indentation < 0)) return lineEnd < 0 ? bail('blanks at the end of the text') : this.blankLine(width, next);
    if (this.indentation < 0) this.indent(width);
    if (width < this.indentation) return from;
    const end = lineEnd < 0 ? next : codes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    this.add(text.slice(from + this.indentation, end), width > this.indentation || code === TAB);
    this.textEnd = next;
    return next;
  }

  private indent(width: number): void {
    if (width <= this.parentIndent) bail('a block without text');
    if (width < this.widestBlank) bail('a blank line that is indented more than the text below it');
    this.indentation = width;
  }

  private blankLine(width: number, next: number): number {
    this.widestBlank = Math.max(this.widestBlank, width);
    this.blank++;
    return next;
  }

  private add(line: string, isMore: boolean): void {
    const isFirst = this.textEnd === this.start;
    if (isFirst || !this.isFolded) this.joined += '\n'.repeat(isFirst ? this.blank : this.blank + 1) + line;
    else this.fold(line, isMore);
    this.separator = isMore ? '\n' : ' ';
    this.isMoreBefore = isMore;
    this.blank = 0;
  }

  /** A line end between two lines of text is a blank; around blank lines and lines indented more it is one. */
  private fold(line: string, isMore: boolean): void {
    for (; this.blank > 0; this.blank--) {
      if (this.separator === '\n') this.joined += '\n';
      else this.separator = '\n';
    }
    if (isMore && this.separator === ' ') this.separator = '\n';
    else if (isMore && !this.isMoreBefore && this.separator === '\n') this.separator = '\n\n';
    this.joined += this.separator + line;
  }
}
