import type { Origin, Source } from '../../../core/source.js';
import { Faults, quoted } from '../faults.js';
import { BACKSLASH, CLOSE_LIST, CLOSE_MAP, END, FIRST_PRINTABLE, OPEN_LIST, OPEN_MAP, QUOTE } from './characters.js';

const SLASH = 47;
const STAR = 42;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Up to the next blank or the next character with a meaning of its own; `/` only where it opens a comment. */
const WORD = /(?:[^\s,:[\]{}"'/]|\/(?![/*]))+/y;
const HEX4 = /^[0-9a-fA-F]{4}$/u;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The words of a JSON text. Every reading method stands at `pos` and leaves `pos` behind what it read. */
export class JsonTokens {
  readonly faults: Faults;
  private readonly text: string;
  private commented = false;
  pos = 0;

  constructor(readonly source: Source) {
    this.text = source.text;
    this.faults = new Faults(source);
  }

  origin(start: number, end: number): Origin {
    return { span: { source: this.source, start, end }, via: 'literal' };
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  /** The code of the next character that is neither blank nor comment; `pos` stands there. */
  peek(): number {
    const { text } = this;
    while (this.pos < text.length) {
      const code = text.charCodeAt(this.pos);
      if (code === 32 || code === LINE_FEED || code === CARRIAGE_RETURN || code === 9) this.pos++;
      else if (code !== SLASH || !this.comment()) return code;
    }
    return END;
  }

  /** Told once: a file that is meant to have comments has many. */
  private comment(): boolean {
    const { text, pos } = this;
    const second = text.charCodeAt(pos + 1);
    if (second !== SLASH && second !== STAR) return false;
    // A comment that is not closed takes the rest of the text, so that the search for its end stays linear.
    const close = second === STAR ? text.indexOf('*/', pos + 2) : text.indexOf('\n', pos);
    this.pos = close === -1 ? text.length : second === STAR ? close + 2 : close;
    if (!this.commented) this.faults.add('expected no comment: JSON has none', pos, this.pos);
    this.commented = true;
    return true;
  }

  /**
   * The string whose opening quote (`"`, or `'` where someone wrote that) is next; undefined if it is not closed on
   * its line. Scanned by code: a search per token for a backslash that is not there makes the whole quadratic.
   */
  string(): string | undefined {
    const { text } = this;
    const open = this.pos;
    const quote = text.charCodeAt(open);
    let decoded = '';
    let from = open + 1;
    let i = from;
    while (i < text.length) {
      const code = text.charCodeAt(i);
      if (code === quote) {
        this.pos = i + 1;
        return decoded === '' ? text.slice(from, i) : decoded + text.slice(from, i);
      }
      if (code === BACKSLASH) {
        decoded += text.slice(from, i) + this.escape(i);
        from = i = this.pos;
      } else if (code >= FIRST_PRINTABLE) i++;
      else if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
      else this.controlCharacter(i++);
    }
    this.pos = i;
    this.faults.add('expected a closing quote before the end of the line', open, i);
    return undefined;
  }

  private escape(at: number): string {
    const letter = this.text.charAt(at + 1);
    const simple = SIMPLE_ESCAPES[letter];
    this.pos = at + 2;
    if (simple !== undefined) return simple;
    if (letter !== 'u') return this.badEscape(at, 'expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u');
    const hex = this.text.slice(at + 2, at + 6);
    if (!HEX4.test(hex)) return this.badEscape(at, 'expected four hexadecimal digits after \\u');
    this.pos = at + 6;
    return String.fromCharCode(parseInt(hex, 16));
  }

  /** Taken as it is written; a backslash at the end of a line leaves the line end to `string`, which stops there. */
  private badEscape(at: number, message: string): string {
    const next = this.text.charCodeAt(at + 1);
    this.pos = next >= FIRST_PRINTABLE ? at + 2 : at + 1;
    this.faults.add(message, at, this.pos);
    return this.text.slice(at, this.pos);
  }

  private controlCharacter(at: number): void {
    const code = this.text.charCodeAt(at).toString(16).padStart(4, '0');
    this.faults.add(`expected \\u${code} instead of a raw control character`, at, at + 1);
  }

  /** A run of characters that stand together, at least one: a number, `true`, or whatever was written there. */
  word(): string {
    const start = this.pos;
    WORD.lastIndex = start;
    this.pos = WORD.test(this.text) ? WORD.lastIndex : start + 1;
    return this.text.slice(start, this.pos);
  }

  /** The next token, for a message; `pos` stays. */
  next(): { readonly shown: string; readonly end: number } {
    const code = this.peek();
    if (code === END) return { shown: 'the end of the text', end: this.pos };
    const start = this.pos;
    const end = code === QUOTE ? this.shortString(start) : (this.word(), this.pos);
    this.pos = start;
    return { shown: quoted(this.text.slice(start, end)), end };
  }

  private shortString(start: number): number {
    const match = /^"[^"\r\n]{0,60}"?/u.exec(this.text.slice(start, start + 62));
    return start + (match?.[0].length ?? 1);
  }

  /** Leaves what is nested at `pos` behind, without recursion: it is nested too deep for that. */
  skipNested(): void {
    let depth = 0;
    do {
      const code = this.peek();
      if (code === END) return;
      if (code === QUOTE) this.string();
      else {
        this.pos++;
        if (code === OPEN_LIST || code === OPEN_MAP) depth++;
        else if (code === CLOSE_LIST || code === CLOSE_MAP) depth--;
      }
    } while (depth > 0);
  }
}
