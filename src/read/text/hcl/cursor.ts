import type { Source, Span } from '../../../core/source.js';
import { Faults, quoted } from '../faults.js';
import { MAX_DEPTH } from '../text.js';
import { CR, DOT, END, HASH, isDigit, LF, nameEnd, SLASH, SPACE, STAR, TAB } from './characters.js';
import type { Comment, Name } from './syntax.js';

/** Thrown where an expression cannot be read, after that is told; the attribute around it catches it. */
class Refusal extends Error {}

/** One for all: a text may have a fault on each line, and a stack trace takes longer than the line. */
export const refusal = new Refusal('not an expression');

/** The place in the text, and what is read at it. */
export class Cursor {
  readonly text: string;
  /** Everything before it is read. */
  at = 0;
  /** Whether line ends mean something: not in parentheses, brackets and interpolations. */
  minds = true;
  readonly comments: Comment[] = [];
  readonly faults: Faults;
  private depth = 0;
  /** How deep the tree gets in what was read since `link` was last told to begin. */
  private deepest = 0;

  constructor(readonly source: Source) {
    this.text = source.text;
    this.faults = new Faults(source);
  }

  span(start: number, end: number): Span {
    return { source: this.source, start, end };
  }

  /** Passes blanks and comments, and line ends where those mean nothing; the next character. A line end is `LF`, CRLF too. */
  peek(): number {
    const { text } = this;
    let { at } = this;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === SPACE || code === TAB) at++;
      else if (code === LF) {
        if (this.minds) break;
        at++;
      } else if (code === CR && text.charCodeAt(at + 1) === LF) {
        if (this.minds) {
          this.at = at;
          return LF;
        }
        at += 2;
      } else if (code === HASH || (code === SLASH && text.charCodeAt(at + 1) === SLASH)) at = this.lineComment(at);
      else if (code === SLASH && text.charCodeAt(at + 1) === STAR) at = this.blockComment(at);
      else break;
    }
    this.at = at;
    return at < text.length ? text.charCodeAt(at) : END;
  }

  private lineComment(start: number): number {
    const { text } = this;
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : text.charCodeAt(lineEnd - 1) === CR ? lineEnd - 1 : lineEnd;
    this.comment('line', start, end);
    return end;
  }

  private blockComment(start: number): number {
    const { text } = this;
    const close = text.indexOf('*/', start + 2);
    if (close < 0) this.faults.add('expected `*/` before the end of the text: the comment is never closed', start, start + 2);
    const end = close < 0 ? text.length : close + 2;
    this.comment('block', start, end);
    return end;
  }

  /** What is read a second time, after a fault, has its comments already. */
  private comment(kind: Comment['kind'], start: number, end: number): void {
    const last = this.comments.at(-1);
    if (last === undefined || last.span.start < start) this.comments.push({ kind, span: this.span(start, end) });
  }

  /** Whether the character behind the next is `code`. */
  isFollowedBy(code: number): boolean {
    return this.text.charCodeAt(this.at + 1) === code;
  }

  /** Takes the next character if it is `code`. */
  takes(code: number): boolean {
    if (this.peek() !== code) return false;
    this.at++;
    return true;
  }

  /** Takes the next character, which must be `code`. */
  take(code: number, what: string): void {
    if (!this.takes(code)) this.refuse(what);
  }

  /** At a line end that `peek` saw. */
  passLineEnd(): void {
    this.at += this.text.charCodeAt(this.at) === CR ? 2 : 1;
  }

  /** Whether the next token is this word and no longer one; it is not taken. */
  isAtWord(word: string): boolean {
    this.peek();
    return this.text.startsWith(word, this.at) && nameEnd(this.text, this.at) === this.at + word.length;
  }

  takesWord(word: string): boolean {
    if (!this.isAtWord(word)) return false;
    this.at += word.length;
    return true;
  }

  name(what: string): Name {
    this.peek();
    const start = this.at;
    const end = nameEnd(this.text, start);
    if (end === start) return this.refuse(what);
    this.at = end;
    return { kind: 'name', text: this.text.slice(start, end), span: this.span(start, end) };
  }

  /** Behind the number that begins here: digits, and dots and exponents as long as digits follow. */
  numberEnd(): number {
    const { text } = this;
    let end = this.at;
    let at = end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (isDigit(code)) end = ++at;
      else if (code === DOT) at++;
      else if (code === 69 || code === 101) {
        const sign = text.charCodeAt(at + 1);
        const digit = sign === 43 || sign === 45 ? at + 2 : at + 1;
        if (!isDigit(text.charCodeAt(digit))) return end;
        end = at = digit + 1;
      } else return end;
    }
  }

  /** Tells what should stand at the next character. */
  expected(what: string): void {
    const { text, at } = this;
    const code = this.peek();
    if (code === END) return this.faults.add(`expected ${what}, found the end of the text`, at, at);
    if (code === LF) return this.faults.add(`expected ${what}, found the end of the line`, this.at, this.at + 1);
    const end = Math.max(nameEnd(text, this.at), this.at + (code >= 0xd800 && code < 0xdc00 ? 2 : 1));
    this.faults.add(`expected ${what}, found ${quoted(text.slice(this.at, end))}`, this.at, end);
  }

  /** Tells what should stand at the next character, and gives the expression up. */
  refuse(what: string): never {
    this.expected(what);
    throw refusal;
  }

  /** Tells a fault at a place, and gives the expression up. */
  refuseAt(message: string, start: number, end: number): never {
    this.faults.add(message, start, end);
    throw refusal;
  }

  /** One level deeper; whoever gives an expression up need not leave: `resume`. */
  enter(): void {
    if (++this.depth > this.deepest) this.deepest = this.depth;
    if (this.depth > MAX_DEPTH) this.tooDeep();
  }

  leave(): void {
    this.depth--;
  }

  /** The state to come back to with `resume`. */
  get level(): number {
    return this.depth;
  }

  resume(level: number): void {
    this.depth = level;
    this.deepest = level;
  }

  /** Before what may become the inner end of a chain such as `a.b.c` or `1 + 2 + 3`; what it gives is for `endChain`. */
  beginChain(): number {
    const outer = this.deepest;
    this.deepest = this.depth;
    return outer;
  }

  /** Each link of a chain pushes all before it one level down. */
  link(): void {
    if (++this.deepest > MAX_DEPTH) this.tooDeep();
  }

  endChain(outer: number): void {
    if (outer > this.deepest) this.deepest = outer;
  }

  private tooDeep(): never {
    return this.refuseAt(`expected no more than ${MAX_DEPTH} levels of nesting`, this.at, this.at + 1);
  }
}
