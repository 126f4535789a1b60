import { ansi } from './escapes.js';
import type { Command, Part, Word } from './tree.js';

/** Substitutions in each other. What is deeper is no longer taken for one. */
const MAX_DEPTH = 50;

/** Characters that end a word where they are not quoted. POSIX, Shell Command Language, 2.3. */
const META: ReadonlySet<string> = new Set([' ', '\t', '\r', '\n', ';', '&', '|', '<', '>', '(', ')']);

const PLAIN = /[^ \t\r\n;&|<>()\\'"$`]+/uy;
const IN_QUOTES = /[^"\\$`]+/uy;
const IN_BRACES = /[^}\\'"$`]+/uy;
const IN_QUOTED_BRACES = /[^}\\"$`]+/uy;
const IN_LINE = /[^\\$`\n]+/uy;
const NAME = /[A-Za-z_]\w*/uy;
const EXPANSION = /\$\{([#!]?)([A-Za-z_]\w*|\d+|[@*#?$!-])?(\[[@*]\]|\[[^\]\n}]*\])?/uy;
const FALLBACK = /:?[-=]/uy;
const CONTINUATION = /\\\r?\n/uy;

/** Reads words, and what is expanded in them, from left to right. POSIX, Shell Command Language, 2.2 and 2.6. */
export abstract class WordReader {
  protected pos = 0;
  /** Where the text ends that is being read: in a here-document or in backticks before the end of the script. */
  protected end: number;
  protected unclosed: number | undefined;
  private depth = 0;
  /** From here on no backtick closes. */
  private lastBacktick = Infinity;

  constructor(protected readonly text: string) {
    this.end = text.length;
  }

  /** Reads commands up to the `)` that closes a substitution, or up to the end where there is none. */
  protected abstract nested(closes: boolean): readonly Command[];

  protected get char(): string {
    return this.pos < this.end ? this.text.charAt(this.pos) : '';
  }

  protected at(text: string): boolean {
    return this.pos + text.length <= this.end && this.text.startsWith(text, this.pos);
  }

  /** The end of what a sticky expression matches here; -1 where it does not. */
  protected match(expression: RegExp): number {
    expression.lastIndex = this.pos;
    return this.pos < this.end && expression.test(this.text) ? Math.min(expression.lastIndex, this.end) : -1;
  }

  protected take(expression: RegExp): boolean {
    const end = this.match(expression);
    if (end === -1) return false;
    this.pos = end;
    return true;
  }

  /** A word up to the next character that ends one; at least one character is taken. */
  protected word(): Word {
    const start = this.pos;
    const parts: Part[] = [];
    while (this.pos < this.end && !META.has(this.char)) this.part(parts, PLAIN, false);
    if (this.pos === start) this.pos = Math.min(start + 1, this.end);
    return { parts, start, end: this.pos };
  }

  /** Reads on by one part; `plain` is what stands for itself. */
  private part(parts: Part[], plain: RegExp, quoted: boolean): void {
    const start = this.pos;
    const end = this.match(plain);
    if (end !== -1) {
      this.pos = end;
      parts.push(this.verbatim(start, quoted));
      return;
    }
    switch (this.char) {
      case '\\':
        this.escape(parts, quoted);
        return;
      case "'":
        if (!quoted) this.single(parts);
        else this.itself(parts, quoted);
        return;
      case '"':
        this.double(parts);
        return;
      case '$':
        this.dollar(parts, quoted);
        return;
      case '`':
        this.backticks(parts, quoted);
        return;
      default:
        this.itself(parts, quoted);
    }
  }

  private verbatim(start: number, quoted: boolean): Part {
    return { kind: 'literal', text: this.text.slice(start, this.pos), verbatim: true, start, end: this.pos, quoted };
  }

  private itself(parts: Part[], quoted: boolean): void {
    const start = this.pos++;
    parts.push(this.verbatim(start, quoted));
  }

  /** A backslash: in quotes it escapes only what would be special there. */
  private escape(parts: Part[], quoted: boolean, special = '$`"\\'): void {
    if (this.take(CONTINUATION)) return;
    const start = this.pos;
    const next = this.text.charAt(start + 1);
    if (start + 1 >= this.end || (quoted && !special.includes(next))) {
      this.itself(parts, quoted);
      return;
    }
    this.pos = start + 2;
    parts.push({ kind: 'literal', text: next, verbatim: false, start, end: this.pos, quoted: true });
  }

  private single(parts: Part[]): void {
    const open = this.pos;
    const close = this.text.indexOf("'", open + 1);
    const end = close === -1 || close >= this.end ? this.end : close;
    if (end === this.end) this.unclosed ??= open;
    parts.push({ kind: 'literal', text: this.text.slice(open + 1, end), verbatim: true, start: open + 1, end, quoted: true });
    this.pos = Math.min(end + 1, this.end);
  }

  private double(parts: Part[]): void {
    const open = this.pos++;
    // Empty quotes are a word, too.
    parts.push({ kind: 'literal', text: '', verbatim: true, start: this.pos, end: this.pos, quoted: true });
    while (this.pos < this.end && this.char !== '"') this.part(parts, IN_QUOTES, true);
    if (this.pos >= this.end) this.unclosed ??= open;
    this.pos = Math.min(this.pos + 1, this.end);
  }

  /** What a here-document holds in which things are expanded, `pos` to `end`. */
  protected expanded(strip: boolean): readonly Part[] {
    const parts: Part[] = [];
    let opensLine = true;
    while (this.pos < this.end) {
      if (strip && opensLine) while (this.char === '\t') this.pos++;
      opensLine = this.char === '\n';
      if (this.char === '\\') this.escape(parts, true, '$`\\');
      else this.part(parts, IN_LINE, true);
    }
    return parts;
  }

  private dollar(parts: Part[], quoted: boolean): void {
    const start = this.pos;
    const next = this.text.charAt(start + 1);
    if (this.depth >= MAX_DEPTH || start + 1 >= this.end) this.itself(parts, quoted);
    else if (next === '(') this.substitution(parts, quoted);
    else if (next === '{') this.braces(parts, quoted);
    else if (next === "'" && !quoted) this.ansiQuoted(parts);
    else if (next === '"' && !quoted) this.pos++;
    else {
      this.pos++;
      const end = this.match(NAME);
      if (end === -1 && !/[0-9@*#?$!-]/u.test(next)) parts.push(this.verbatim(start, quoted));
      else {
        this.pos = end === -1 ? start + 2 : end;
        parts.push({ kind: 'use', name: this.text.slice(start + 1, this.pos), every: next === '@', fallback: undefined, start, end: this.pos, quoted });
      }
    }
  }

  private ansiQuoted(parts: Part[]): void {
    const open = this.pos;
    let close = open + 2;
    while (close < this.end && this.text.charAt(close) !== "'") close += this.text.charAt(close) === '\\' ? 2 : 1;
    close = Math.min(close, this.end);
    if (close === this.end) this.unclosed ??= open;
    for (const { text, start, end } of ansi(this.text, open + 2, close)) parts.push({ kind: 'literal', text, verbatim: text === this.text.slice(start, end), start, end, quoted: true });
    this.pos = Math.min(close + 1, this.end);
  }

  private substitution(parts: Part[], quoted: boolean): void {
    const start = this.pos;
    if (this.at('$((')) {
      const close = this.arithmeticEnd(start + 3);
      if (close !== undefined) {
        this.pos = close;
        parts.push({ kind: 'unread', start, end: close, quoted });
        return;
      }
    }
    this.pos = start + 2;
    const commands = this.inner();
    parts.push({ kind: 'output', commands, start, end: this.pos, quoted });
  }

  /** The commands of a substitution, `pos` being behind its opening parenthesis. */
  protected inner(): readonly Command[] {
    return this.depth < MAX_DEPTH ? this.deeper(() => this.nested(true)) : [];
  }

  private deeper<T>(read: () => T): T {
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }

  /** Longer arithmetic nobody writes; looking further for its end would make the whole quadratic. */
  private static readonly LONGEST_ARITHMETIC = 200;

  /** Behind the `))` that closes arithmetic which begins at `from`; undefined where it is none. */
  protected arithmeticEnd(from: number): number | undefined {
    let open = 0;
    for (let at = from; at < Math.min(this.end, from + WordReader.LONGEST_ARITHMETIC); at++) {
      const character = this.text.charAt(at);
      if (character === '(') open++;
      else if (character === ')' && open > 0) open--;
      else if (character === ')') return this.text.charAt(at + 1) === ')' ? at + 2 : undefined;
      else if (character === '"' || character === "'" || character === '\n') return undefined;
    }
    return undefined;
  }

  private backticks(parts: Part[], quoted: boolean): void {
    const start = this.pos;
    const close = start >= this.lastBacktick || this.depth >= MAX_DEPTH ? -1 : this.closingBacktick(start + 1);
    if (close === -1) {
      this.lastBacktick = Math.min(this.lastBacktick, start);
      this.itself(parts, quoted);
      return;
    }
    const { end } = this;
    this.pos = start + 1;
    this.end = close;
    const commands = this.deeper(() => this.nested(false));
    this.end = end;
    this.pos = close + 1;
    parts.push({ kind: 'output', commands, start, end: this.pos, quoted });
  }

  private closingBacktick(from: number): number {
    for (let at = from; at < this.end; at++) {
      const character = this.text.charAt(at);
      if (character === '`') return at;
      if (character === '\\') at++;
    }
    return -1;
  }

  private braces(parts: Part[], quoted: boolean): void {
    const start = this.pos;
    EXPANSION.lastIndex = start;
    const [all = '${', before = '', name, index] = EXPANSION.exec(this.text) ?? [];
    this.pos = Math.min(start + all.length, this.end);
    const isPlain = before === '' && name !== undefined && (index === undefined || /^\[[@*]\]$/u.test(index));
    const isFallback = isPlain && this.take(FALLBACK);
    const isOther = this.char !== '}' && !isFallback;
    const isMessage = isPlain && isOther && /^:?\?/u.test(this.text.slice(this.pos, this.pos + 2));
    const rest = this.deeper(() => this.upToBrace(quoted));
    this.pos = Math.min(this.pos + 1, this.end);
    if (name === undefined || !isPlain || (isOther && !isMessage)) parts.push({ kind: 'unread', start, end: this.pos, quoted });
    else parts.push({ kind: 'use', name, every: index !== undefined || name === '@', fallback: isFallback ? rest : undefined, start, end: this.pos, quoted });
  }

  private upToBrace(quoted: boolean): Word {
    const start = this.pos;
    const parts: Part[] = [];
    while (this.pos < this.end && this.char !== '}') this.part(parts, quoted ? IN_QUOTED_BRACES : IN_BRACES, quoted);
    return { parts, start, end: this.pos };
  }
}
