import { Unclear } from '../cursor.js';
import type { Collection, Leaf, Member, Part } from '../layout.js';
import { tokensOf, type Token } from './tokens.js';

/** Real configurations stay below 20. */
const MAX_DEPTH = 64;

const OPENING = ['(', '[', '{'];
const CLOSING = [')', ']', '}'];
const OPERANDS: readonly Token['kind'][] = ['word', 'number', 'string', 'template', 'heredoc'];
const isOperand = ({ kind }: Token): boolean => OPERANDS.includes(kind);
/** Between the key and the value of an object. */
const SEPARATORS = ['=', ':'];
const END: Token = { kind: 'break', start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY, mark: '' };

/**
 * The body of a text in HCL, as a map of its attributes and blocks. A block is an entry: its type is the key, its labels stand
 * between the key and `after`, its body is the value. What is no literal, list or object is a leaf as a whole. Throws `Unclear`.
 */
export const hclBody = (text: string): Collection => new Reader(text).file();

class Reader {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {
    this.tokens = tokensOf(text).filter(({ kind }) => kind !== 'remark');
  }

  file(): Collection {
    const members = this.members();
    return { kind: 'map', style: 'body', from: 0, start: 0, end: this.text.length, members };
  }

  private get token(): Token {
    return this.tokens[this.at] ?? END;
  }

  private take(): Token {
    const { token } = this;
    this.at++;
    return token;
  }

  private expect(mark: string): Token {
    if (this.token.mark !== mark) this.fail();
    return this.take();
  }

  private fail(): never {
    throw new Unclear();
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) this.fail();
    const result = read();
    this.depth--;
    return result;
  }

  private get isBreak(): boolean {
    return this.token.kind === 'break' || this.token.kind === 'comment';
  }

  private skipBreaks(): void {
    while (this.isBreak && this.token !== END) this.at++;
  }

  private textOf({ start, end }: Pick<Token, 'start' | 'end'>): string {
    return this.text.slice(start, end);
  }

  /** What stands in a body, to its brace or the end of the text. */
  private members(): readonly Member[] {
    const members: Member[] = [];
    this.skipBreaks();
    while (this.token !== END && this.token.mark !== '}') {
      const last = members.at(-1);
      // Another one in the same line, as no body has it.
      if (last !== undefined && !this.text.slice(last.end, this.token.start).includes('\n')) this.fail();
      members.push(this.nested(() => this.statement()));
      this.skipBreaks();
    }
    if ((this.token === END) !== (this.depth === 0)) this.fail();
    return members;
  }

  private statement(): Member {
    const name = this.token.kind === 'word' ? this.take() : this.fail();
    const key: Leaf = { kind: 'leaf', style: 'plain', from: name.start, start: name.start, end: name.end };
    if (this.token.mark === '=') {
      const after = this.take().end;
      return this.memberOf(key, after, this.expression(true));
    }
    while (this.token.kind === 'word' || this.token.kind === 'string') this.at++;
    const open = this.expect('{');
    const members = this.members();
    const { end } = this.expect('}');
    return this.memberOf(key, open.end, { kind: 'map', style: 'body', from: open.start, start: open.start, end, members });
  }

  private readonly memberOf = (key: Leaf, after: number, value: Part): Member => ({ start: key.start, end: value.end, key, after, value, comma: undefined });

  /** `endsWithLine`: outside brackets, and in objects, a line end ends it. */
  private expression(endsWithLine: boolean): Part {
    return this.nested(() => {
      const { start } = this.token;
      const part = this.simple();
      const end = part?.end ?? start;
      if (!endsWithLine) this.skipBreaks();
      return part !== undefined && this.isOver(endsWithLine) ? part : this.rest(start, end, endsWithLine);
    });
  }

  private isOver(endsWithLine: boolean): boolean {
    return this.token === END || this.token.mark === ',' || CLOSING.includes(this.token.mark) || (endsWithLine && this.isBreak);
  }

  /** What is more than a literal, list or object, from `start` to where it ends; it is read to `from`. */
  private rest(start: number, from: number, endsWithLine: boolean): Leaf {
    let open = 0;
    let end = from;
    let isBehindOperand = from > start;
    while (this.token !== END && (open > 0 || !this.isOver(endsWithLine))) {
      const token = this.take();
      if (open === 0 && (token.mark === '=' || (isBehindOperand && isOperand(token)))) this.fail();
      isBehindOperand = isOperand(token) || CLOSING.includes(token.mark);
      if (OPENING.includes(token.mark)) open++;
      if (CLOSING.includes(token.mark)) open--;
      if (token.kind !== 'break' && token.kind !== 'comment') ({ end } = token);
    }
    if (open > 0 || end <= start) this.fail();
    return { kind: 'leaf', style: 'expression', from: start, start, end };
  }

  private simple(): Part | undefined {
    const { token } = this;
    if (token.mark === '[' || token.mark === '{') return this.collection(token);
    const style = this.styleOf(token);
    if (style === undefined) return undefined;
    this.at++;
    return { kind: 'leaf', style, from: token.start, start: token.start, end: token.end };
  }

  private styleOf(token: Token): Leaf['style'] | undefined {
    if (token.kind === 'string') return 'double';
    if (token.kind === 'heredoc') return 'block';
    return token.kind === 'number' || (token.kind === 'word' && /^(?:true|false|null)$/u.test(this.textOf(token))) ? 'plain' : undefined;
  }

  /** `[a, b]` and `{ a = b }`; undefined for `for`, of which the bracket is then still to be read. */
  private collection({ start, mark }: Token): Collection | undefined {
    const back = this.at++;
    this.skipBreaks();
    if (this.token.kind === 'word' && this.textOf(this.token) === 'for') {
      this.at = back;
      return undefined;
    }
    const members: Member[] = [];
    while (!CLOSING.includes(this.token.mark)) {
      members.push(mark === '[' ? this.item() : this.entry());
      this.skipBreaks();
    }
    const { end } = this.expect(mark === '[' ? ']' : '}');
    return { kind: mark === '[' ? 'list' : 'map', style: 'flow', from: start, start, end, members };
  }

  private item(): Member {
    const value = this.expression(false);
    const comma = this.token.mark === ',' ? this.take().start : undefined;
    if (comma === undefined && this.token.mark !== ']') this.fail();
    return { start: value.start, end: value.end, key: undefined, after: value.start, value, comma };
  }

  /** Entries of objects are separated by commas or line ends. */
  private entry(): Member {
    const key = this.objectKey();
    if (!SEPARATORS.includes(this.token.mark)) this.fail();
    const after = this.take().end;
    this.skipBreaks();
    const made = this.memberOf(key, after, this.expression(true));
    // A comma may stand in the next line only within brackets, where nobody writes it so.
    if (this.token.mark === ',') return { ...made, comma: this.take().start };
    return this.isBreak || this.token.mark === '}' ? made : this.fail();
  }

  private objectKey(): Leaf {
    const { token } = this;
    const isName = token.kind === 'word' || token.kind === 'string' || token.kind === 'number';
    if (!isName || !SEPARATORS.includes(this.tokens[this.at + 1]?.mark ?? '')) return this.computedKey(token.start);
    this.at++;
    return { kind: 'leaf', style: token.kind === 'string' ? 'double' : 'plain', from: token.start, start: token.start, end: token.end };
  }

  /** `(a)`, or anything else that is worked out. */
  private computedKey(start: number): Leaf {
    let open = 0;
    let { end } = this.token;
    while (this.token !== END && (open > 0 || !SEPARATORS.includes(this.token.mark))) {
      const token = this.take();
      if (OPENING.includes(token.mark)) open++;
      if (CLOSING.includes(token.mark) && --open < 0) this.fail();
      ({ end } = token);
    }
    return { kind: 'leaf', style: 'expression', from: start, start, end };
  }
}
