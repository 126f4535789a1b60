import { literal, type Origin, type Source, type Span } from '../../../core/source.js';
import { MAX_DEPTH } from '../text.js';

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const BANG = 33;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const SINGLE_QUOTE = 39;
export const PLUS = 43;
export const COMMA = 44;
export const DASH = 45;
export const COLON = 58;
export const GREATER = 62;
export const LIST_OPEN = 91;
export const BACKSLASH = 92;
export const LIST_CLOSE = 93;
export const MAP_OPEN = 123;
export const PIPE = 124;
export const MAP_CLOSE = 125;

/** Something that only the full reader reads. */
export class Bail extends Error {}

/** Leaves the text to the full reader. `reason` is for those who count what keeps the fast one from it. */
export function bail(reason: string): never {
  throw new Bail(reason);
}

/**
 * Lists, maps and what tags make of them in each other. The full reader counts a little differently: what is nearer to its limit
 * is left to it. The deepest shape takes less than 400 KB of the stack, of which there are 984.
 */
const DEEPEST = MAX_DEPTH - 12;

/** The column of the next line where there is none. */
const END = -1;

/** The place in the text, and what was read last. Blanks are spaces: a tab between tokens is left to the full reader. */
export class Cursor {
  readonly text: string;
  /** The next character. */
  at = 0;
  /** Where its line begins, and the indentation of that: -1 at the end of the text. */
  lineStart = 0;
  indentation = END;
  /** Where the last scalar or key begins, where the last node ends, and how the last scalar is written. */
  start = 0;
  end = 0;
  isPlain = false;
  isOnOneLine = true;
  /** Whether comments stand between the last token and this one. */
  isBehindComment = false;
  private depth = 0;

  /** `codes`: those of the text, and a 0. */
  constructor(private readonly source: Source, readonly codes: Uint16Array) {
    this.text = source.text;
  }

  /** The next character; 0 at the end. */
  get code(): number {
    return this.codeAt(this.at);
  }

  /** The character at a place up to the end of the text, where it is 0. */
  codeAt(at: number): number {
    return this.codes[at] ?? 0;
  }

  get isAtEnd(): boolean {
    return this.indentation === END;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  span(start: number, end: number): Span {
    return { source: this.source, start, end };
  }

  origin(start: number, end: number): Origin {
    return literal(this.span(start, end));
  }

  enter(levels = 1): void {
    this.depth += levels;
    if (this.depth > DEEPEST) bail('nested deeply');
  }

  leave(levels = 1): void {
    this.depth -= levels;
  }

  skipBlanks(): void {
    const { codes } = this;
    let { at } = this;
    while (codes[at] === SPACE) at++;
    this.at = at;
  }

  /** Whether nothing but blanks and a comment is left of the line. */
  isLineDone(): boolean {
    const before = this.at;
    this.skipBlanks();
    const { code } = this;
    if (code !== HASH) return isLineEnd(code);
    if (this.at === before && this.codes[before - 1] !== SPACE) bail('a comment without a blank before it');
    return true;
  }

  /** From the end of a node to the next line that holds something. */
  endLine(): void {
    if (!this.isLineDone()) bail('something behind a value');
    this.nextLine();
  }

  /** From the blanks or comment at the end of a line to the next that holds something. */
  nextLine(): void {
    const lineEnd = this.text.indexOf('\n', this.at);
    this.startLine(lineEnd < 0 ? this.text.length : lineEnd + 1);
  }

  /** From the start of a line to the first character that is neither blank nor comment. */
  startLine(start: number): void {
    const { codes, text } = this;
    let from = start;
    this.isBehindComment = false;
    for (;;) {
      let i = from;
      while (codes[i] === SPACE) i++;
      const code = codes[i] ?? 0;
      if (code === TAB) bail('a tab');
      if (!isLineEnd(code) && code !== HASH) return this.stand(i, from, i - from);
      if (code === HASH) this.isBehindComment = true;
      const lineEnd = text.indexOf('\n', i);
      if (lineEnd < 0) return this.stand(text.length, from, END);
      from = lineEnd + 1;
    }
  }

  /** From a line end in quotes to the last of the blanks that the next line begins with. */
  passLineEnd(at: number, parentIndent: number): number {
    const { codes, text } = this;
    if (at >= text.length) bail('a quote that is not closed');
    const lineStart = text.indexOf('\n', at) + 1;
    let i = lineStart;
    while (codes[i] === SPACE) i++;
    const code = codes[i] ?? 0;
    if (code === TAB) bail('a tab');
    if (!isLineEnd(code) && i - lineStart <= parentIndent) bail('quotes over lines that are not indented');
    this.isOnOneLine = false;
    return i - 1;
  }

  private stand(at: number, lineStart: number, indentation: number): void {
    this.at = at;
    this.lineStart = lineStart;
    this.indentation = indentation;
  }

  /** At `- `: the character behind the dash ends it. */
  get isAtItem(): boolean {
    return this.code === DASH && this.endsToken(this.at + 1);
  }

  /** Takes the `:` behind a key, if it is there. */
  takeColon(): boolean {
    this.skipBlanks();
    if (this.code !== COLON || !this.endsToken(this.at + 1)) return false;
    this.at++;
    return true;
  }

  /** Whether there is a blank, a line end or the end of the text. */
  endsToken(at: number): boolean {
    const code = this.codes[at] ?? 0;
    if (code === TAB) bail('a tab');
    return code === SPACE || isLineEnd(code);
  }
}

export const isBlank = (code: number): boolean => code === SPACE || code === TAB;

/** At a line end or the end of the text; a CR alone is refused before reading begins. */
export const isLineEnd = (code: number): boolean => code === LF || code === CR || code === 0;
