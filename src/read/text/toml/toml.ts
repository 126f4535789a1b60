import { list, scalar, type Node } from '../../../core/node.js';
import type { Origin, Source } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import { Faults, quoted } from '../faults.js';
import { MAX_DEPTH, type Parsed } from '../text.js';
import { tomlString } from './strings.js';
import { Table, type Part } from './tables.js';

const BARE_KEY = /[A-Za-z0-9_-]+/uy;
const BLANKS = /[ \t]*/uy;
const DATE = /\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?|\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?/uy;
const WORD = /[^\s,#[\]{}"'=]+/uy;
const NUMBER = /^[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?$/u;
const PREFIXED = /^0(?:x[0-9a-fA-F](?:_?[0-9a-fA-F])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)$/u;

/**
 * Reads TOML 1.0 (https://toml.io/en/v1.0.0) into one map. A line with a fault is told and left behind; dates stay texts.
 * It is more lenient than TOML where that changes no value: tables may be added to from anywhere.
 */
export function parseToml(source: Source): Parsed {
  const faults = new Faults(source);
  return { documents: [new TomlReader(source, faults).document()], problems: faults.problems() };
}

/** Every reading method stands at `pos` and leaves `pos` behind what it read. */
class TomlReader {
  private pos = 0;

  constructor(
    private readonly source: Source,
    private readonly faults: Faults,
  ) {}

  document(): Node {
    const whole = this.origin(0, this.source.text.length);
    const root = new Table(whole, this.faults);
    let table = root;
    let depth = 0;
    while (this.more()) {
      if (this.next === '[') {
        const opened = this.header(root);
        table = opened?.table ?? new Table(whole, this.faults);
        depth = opened?.depth ?? 0;
      } else this.pair(table, depth);
      this.endOfLine();
    }
    return root.node();
  }

  private get next(): string {
    return this.source.text.charAt(this.pos);
  }

  private origin(start: number, end: number): Origin {
    return { span: { source: this.source, start, end }, via: 'literal' };
  }

  private skip(pattern: RegExp): number {
    const start = this.pos;
    pattern.lastIndex = start;
    if (pattern.test(this.source.text)) this.pos = pattern.lastIndex;
    return this.pos - start;
  }

  /** Leaves blanks, comments and line ends behind; whether there is anything else. */
  private more(): boolean {
    const { text } = this.source;
    for (; this.pos < text.length; this.pos++) {
      if (this.next === '#') this.pos = this.lineEnd();
      else if (!' \t\r\n'.includes(this.next)) break;
    }
    this.pos = Math.min(this.pos, text.length);
    return this.pos < text.length;
  }

  private expected(what: string): void {
    const shown = /^[^\s,]{1,40}/u.exec(this.source.text.slice(this.pos, this.pos + 40))?.[0] ?? this.next;
    const found = this.pos >= this.source.text.length ? 'the end of the text' : shown.trim() === '' ? 'the end of the line' : quoted(shown);
    this.faults.add(`expected ${what}, found ${found}`, this.pos, this.pos + Math.max(1, shown.length));
  }

  /** What is left on the line is told, unless something on it was told already. */
  private endOfLine(): void {
    this.skip(BLANKS);
    const { text } = this.source;
    const end = text.indexOf('\n', this.pos);
    if (this.pos < text.length && !/[#\r\n]/u.test(this.next)) this.expected('the end of the line');
    this.pos = end === -1 ? text.length : end;
  }

  private header(root: Table): { readonly table: Table; readonly depth: number } | undefined {
    const listed = this.source.text.startsWith('[[', this.pos);
    this.pos += listed ? 2 : 1;
    const path = this.key(0);
    const close = listed ? ']]' : ']';
    if (path === undefined) return undefined;
    if (this.source.text.startsWith(close, this.pos)) this.pos += close.length;
    else this.expected(`\`${close}\``);
    return { table: root.open(path, listed), depth: path.length };
  }

  /** `key = value`; false where the rest of the line is not understood. */
  private pair(table: Table, depth: number): boolean {
    const path = this.key(depth);
    if (path === undefined) return false;
    if (this.next !== '=') {
      this.expected('`=` behind the key');
      return false;
    }
    this.pos++;
    this.skip(BLANKS);
    table.write(path, this.value(depth + path.length));
    return true;
  }

  /** `a.b."c d"`, with the blanks around it; undefined where there is none, which is told. */
  private key(depth: number): readonly Part[] | undefined {
    const parts: Part[] = [];
    for (;;) {
      this.skip(BLANKS);
      const part = this.part();
      if (part === undefined) return undefined;
      parts.push(part);
      this.skip(BLANKS);
      if (this.next !== '.') break;
      this.pos++;
    }
    if (depth + parts.length <= MAX_DEPTH) return parts;
    this.tooDeep();
    return undefined;
  }

  private part(): Part | undefined {
    const start = this.pos;
    if (this.next === '"' || this.next === "'") {
      const { node, next } = tomlString(this.source, start, this.faults);
      this.pos = next;
      return node.kind === 'scalar' ? { text: node.text, origin: node.origin } : undefined;
    }
    if (this.skip(BARE_KEY) > 0) return { text: this.source.text.slice(start, this.pos), origin: this.origin(start, this.pos) };
    this.expected('a key');
    this.pos = Math.max(this.pos, this.lineEnd());
    return undefined;
  }

  private lineEnd(): number {
    const end = this.source.text.indexOf('\n', this.pos);
    return end === -1 ? this.source.text.length : end;
  }

  private value(depth: number): Node {
    const start = this.pos;
    if (depth > MAX_DEPTH) return this.tooDeep();
    switch (this.next) {
      case '"':
      case "'": {
        const { node, next } = tomlString(this.source, start, this.faults);
        this.pos = next;
        return node;
      }
      case '[':
        return this.array(depth);
      case '{':
        return this.inlineTable(depth);
      default:
        return this.word();
    }
  }

  private array(depth: number): Node {
    const start = this.pos++;
    const items: Node[] = [];
    while (this.more() && this.next !== ']') {
      const before = this.pos;
      items.push(this.value(depth + 1));
      this.more();
      if (this.next === ',') this.pos++;
      else if (this.next !== ']' && this.next !== '') this.expected('`,` or `]`');
      // What cannot be read takes the line along.
      if (this.pos === before) this.pos = Math.max(this.lineEnd(), before + 1);
    }
    const closed = this.close(start);
    const origin = this.origin(start, this.pos);
    return list(items, origin, closed ? [] : [unknown('the list is never closed', origin, 'malformed')]);
  }

  private inlineTable(depth: number): Node {
    const start = this.pos++;
    const table = new Table(this.origin(start, start + 1), this.faults);
    while (this.more() && this.next !== '}') {
      if (!this.pair(table, depth)) break;
      this.more();
      if (this.next === ',') this.pos++;
      else if (this.next !== '}') {
        this.expected('`,` or `}`');
        break;
      }
    }
    if (this.next === '}') this.pos++;
    else this.pos = this.lineEnd();
    return table.node(this.origin(start, this.pos));
  }

  private close(open: number): boolean {
    if (this.pos < this.source.text.length) {
      this.pos++;
      return true;
    }
    this.faults.add('expected `]` before the end of the text', open, open + 1);
    return false;
  }

  private word(): Node {
    const start = this.pos;
    if (this.skip(DATE) > 0 && !this.goesOn()) return scalar(this.source.text.slice(start, this.pos), this.origin(start, this.pos));
    this.pos = start;
    const length = this.skip(WORD);
    const text = this.source.text.slice(start, this.pos);
    const origin = this.origin(start, this.pos);
    if (text === 'true' || text === 'false') return scalar(text === 'true', origin, text);
    if (NUMBER.test(text) || PREFIXED.test(text)) return scalar(Number(text.replaceAll('_', '')), origin, text);
    if (/^[+-]?(?:inf|nan)$/u.test(text)) return scalar(text, origin);
    this.pos = start;
    this.expected('a value: texts stand in quotes');
    this.pos = start + length;
    return unknown(length === 0 ? 'the value is missing' : `${quoted(text)} is no TOML value`, origin, 'malformed');
  }

  private goesOn(): boolean {
    return /[^\s,#\]}]/u.test(this.next);
  }

  /** What is too deep ends the text. */
  private tooDeep(): Node {
    const { text } = this.source;
    const start = this.pos;
    this.faults.add(`expected no more than ${MAX_DEPTH} levels of nesting; what follows is not read`, start, start + 1);
    this.pos = text.length;
    return unknown(`it is nested deeper than ${MAX_DEPTH} levels`, this.origin(start, start), 'malformed');
  }
}
