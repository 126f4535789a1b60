import type { Anchor, Leaf, Part } from './layout.js';

/** Thrown where a text is not surely understood. */
export class Unclear extends Error {
  override readonly name = 'Unclear';
}

/** Real templates stay below 30. */
const MAX_DEPTH = 128;

/** What stands before a value: its tag, its anchor. */
export interface Properties {
  /** Where the first of them begins; undefined where there is none. */
  readonly from: number | undefined;
  readonly anchors: readonly { readonly name: string; readonly at: number }[];
}

const FLOW = ',[]{}';
const isBlank = (character: string): boolean => character === ' ' || character === '\t';
/** What `\s` stands for. V8 makes each pattern anew in each run, twice where it is used twice: what looks at one character does without. */
const isSpace = (character: string): boolean => character !== '' && character.trim() === '';
const isOneOf = (character: string, some: string): boolean => character !== '' && some.includes(character);

/** A place in a text that is being read, and what was met on the way. */
export class Cursor {
  pos = 0;
  readonly anchors: Anchor[] = [];
  readonly aliases = new Set<string>();
  private line = 0;
  private depth = 0;

  constructor(readonly text: string) {}

  get char(): string {
    return this.text.charAt(this.pos);
  }

  get atEnd(): boolean {
    return this.pos >= this.text.length;
  }

  fail(): never {
    throw new Unclear();
  }

  nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) this.fail();
    const result = read();
    this.depth--;
    return result;
  }

  /** Where the line begins in which the cursor stands. */
  get lineStart(): number {
    return this.line;
  }

  /** Characters before the cursor in its line; a tab among them may be any number of columns. */
  column(): number {
    if (this.text.slice(this.line, this.pos).includes('\t')) this.fail();
    return this.pos - this.line;
  }

  /** Goes on to `pos`, over lines. */
  moveTo(pos: number): void {
    const end = this.text.slice(this.pos, pos).lastIndexOf('\n');
    if (end !== -1) this.line = this.pos + end + 1;
    this.pos = pos;
  }

  /** Looks at what stands at `pos`, further on, without going there. */
  ahead<T>(pos: number, look: () => T): T {
    const { pos: back, line } = this;
    this.moveTo(pos);
    const seen = look();
    [this.pos, this.line] = [back, line];
    return seen;
  }

  /** Whether one of `some` characters comes next. */
  isAt(some: string): boolean {
    return isOneOf(this.char, some);
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.pos;
    return pattern.exec(this.text)?.[0];
  }

  skipBlanks(): void {
    while (isBlank(this.char)) this.pos++;
  }

  /** Blanks, comments and line ends. */
  skipLines(): void {
    for (;;) {
      this.skipBlanks();
      if (this.char === '#') this.skipComment();
      if (this.char === '\r') this.pos++;
      if (this.char !== '\n') return;
      this.line = ++this.pos;
    }
  }

  private skipComment(): void {
    // Readers differ on `,#`.
    if (this.pos > this.line && !isSpace(this.text.charAt(this.pos - 1))) this.fail();
    const end = this.text.indexOf('\n', this.pos);
    this.pos = end === -1 ? this.text.length : end - (this.text.charAt(end - 1) === '\r' ? 1 : 0);
  }

  /** Whether nothing but a comment follows in the line. */
  get atLineEnd(): boolean {
    return this.atEnd || this.isAt('\r\n#');
  }

  /** `!Tag` or `&anchor`, which begins here and is followed by a blank; in flow style by punctuation as well. */
  property(before: Properties, isFlow: boolean): Properties {
    const { pos } = this;
    do this.pos++;
    while (!this.isWordEnd(this.pos, isFlow));
    const word = this.text.slice(pos, this.pos);
    if (word.includes('<') || word.includes('>')) this.fail();
    const anchors = word.startsWith('&') ? [...before.anchors, { name: word.slice(1), at: pos }] : before.anchors;
    return { from: before.from ?? pos, anchors };
  }

  named<P extends Part>(part: P, { anchors }: Properties): P {
    for (const { name, at } of anchors) this.anchors.push({ name, at, part });
    return part;
  }

  /** Where the quotes end that begin here. */
  quoteEnd(): number {
    const quote = this.char;
    for (let at = this.pos + 1; at < this.text.length; at++) {
      const character = this.text.charAt(at);
      if (character === '\\' && quote === '"') at++;
      else if (character === quote && quote === "'" && this.text.charAt(at + 1) === quote) at++;
      else if (character === quote) return at + 1;
    }
    return this.fail();
  }

  /** A scalar in quotes, over as many lines as it takes. */
  quoted(from: number): Leaf {
    const start = this.pos;
    const style = this.char === '"' ? 'double' : 'single';
    this.moveTo(this.quoteEnd());
    return { kind: 'leaf', style, from, start, end: this.pos };
  }

  /** Where a plain scalar ends in this line: before a comment, `: ` and in flow style punctuation. */
  plainEnd(isFlow: boolean): number {
    let end = this.pos;
    for (let at = end; at < this.text.length; at++) {
      const character = this.text.charAt(at);
      if (isBlank(character)) continue;
      if (character === '\n' || character === '\r' || (isFlow && FLOW.includes(character))) break;
      if (character === '#' && at > this.pos && isBlank(this.text.charAt(at - 1))) break;
      if (character === ':' && this.isWordEnd(at + 1, isFlow)) break;
      end = at + 1;
    }
    return end;
  }

  /** Whether nothing more of a word stands at `at`. */
  isWordEnd(at: number, isFlow: boolean): boolean {
    const character = this.text.charAt(at);
    return character === '' || isSpace(character) || (isFlow && FLOW.includes(character));
  }

  /** Where the text goes on in a line further down, unless with one of `others` (a comment, punctuation) or not at all. */
  nextLine(others: string): number | undefined {
    let at = this.pos;
    let lines = 0;
    for (; ; at++) {
      if (this.text.charAt(at) === '\r' && this.text.charAt(at + 1) === '\n') at++;
      if (this.text.charAt(at) === '\n') lines++;
      else if (!isBlank(this.text.charAt(at))) break;
    }
    const next = this.text.charAt(at);
    return lines === 0 || next === '' || isSpace(next) || others.includes(next) ? undefined : at;
  }

  alias(): Leaf {
    const start = this.pos;
    const word = this.match(/\*[^\s,[\]{}]+/uy) ?? this.fail();
    this.aliases.add(word.slice(1));
    this.pos += word.length;
    return { kind: 'leaf', style: 'alias', from: start, start, end: this.pos };
  }
}

export const NO_PROPERTIES: Properties = { from: undefined, anchors: [] };
