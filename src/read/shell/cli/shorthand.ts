import { list, map, scalar, type Entry, type Node } from '../../../core/node.js';
import { unknown } from '../../../core/value.js';
import { slice, textWithHoles, type Located } from '../values/located.js';

/** Members that are lists: a single value stands for a list of one. API Reference, `EventSelector`, `AdvancedEventSelector`. */
const lists: ReadonlySet<string> = new Set(['DataResources', 'Values', 'ExcludeManagementEventSources', 'FieldSelectors', 'Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith']);

/** Deeper than any selectors. */
const MAX_DEPTH = 32;

/** What is written is no shorthand: the CLI refuses it. */
export interface Refused {
  readonly at: number;
  readonly expected: string;
}

/** A structure in the shorthand syntax of the AWS CLI: `Name=value,List=a,b,Inner=[{Key=value}]`. CLI User Guide, "Using shorthand syntax with the AWS CLI". */
export function parseShorthand(value: Located): Node | Refused {
  try {
    return new ShorthandReader(value).structure();
  } catch (error) {
    if (error instanceof Refusal) return error.refused;
    throw error;
  }
}

class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly refused: Refused) {
    super();
  }
}

/** A character that may begin a value without quotes. */
const mayBegin = (character: string): boolean => character !== '' && !/[\s"',=[{]/u.test(character);

class ShorthandReader {
  private pos = 0;

  constructor(private readonly value: Located) {}

  structure(): Node {
    const entries = new Map<string, Entry>();
    this.entry(entries, () => this.values(0));
    while (this.pos < this.value.text.length) {
      this.expect(',');
      const { size } = entries;
      this.entry(entries, () => this.values(0));
      if (entries.size === size) this.fail('each key once');
    }
    return map(entries, this.value.originOf(0, this.value.text.length));
  }

  private get char(): string {
    return this.value.text.charAt(this.pos);
  }

  private fail(expected: string): never {
    throw new Refusal({ at: Math.min(this.pos, Math.max(0, this.value.text.length - 1)), expected });
  }

  private blanks(): void {
    while (/\s/u.test(this.char)) this.pos++;
  }

  private expect(sign: string): void {
    this.blanks();
    if (this.char !== sign) this.fail(`\`${sign}\``);
    this.pos++;
    this.blanks();
  }

  private entry(entries: Map<string, Entry>, read: () => Node): void {
    const start = this.pos;
    while (/[\w\-.#/:]/u.test(this.char)) this.pos++;
    const name = this.value.text.slice(start, this.pos);
    const key = this.value.originOf(start, this.pos);
    this.blanks();
    // `key@=value` names a file.
    const isFile = this.char === '@';
    if (isFile) this.pos++;
    this.expect('=');
    const value = read();
    const told = isFile ? unknown('it is taken from a file', value.origin) : value;
    entries.set(name, { key, value: lists.has(name) && told.kind !== 'list' ? list([told], told.origin) : told });
  }

  private values(depth: number): Node {
    if (this.char === '[') return this.list(depth);
    return this.char === '{' ? this.hash(depth) : this.commas();
  }

  /** `a`, or `a,b`. What stands behind a comma is the next key where a `=` comes behind it. */
  private commas(): Node {
    const start = this.pos;
    const first = this.single();
    this.blanks();
    if (this.char !== ',') return first;
    const items = [first];
    let { pos } = this;
    while (this.char === ',') {
      this.pos++;
      this.blanks();
      const item = this.second();
      this.blanks();
      if (item === undefined || (this.pos < this.value.text.length && this.char !== ',')) {
        if (item === undefined && this.pos >= this.value.text.length) this.fail('a value');
        this.pos = pos;
        break;
      }
      items.push(item);
      ({ pos } = this);
    }
    return items.length === 1 ? first : list(items, this.value.originOf(start, this.pos));
  }

  /** A further value: undefined where there is none. */
  private second(): Node | undefined {
    if (this.char === '"' || this.char === "'") return this.quoted();
    return mayBegin(this.char) ? this.plain(/["',=]/u) : undefined;
  }

  private single(): Node {
    if (this.char === '"' || this.char === "'") return this.quoted();
    return mayBegin(this.char) ? this.plain(/["',\]}]/u) : this.scalarOf(this.pos, this.pos, '');
  }

  /** Up to one of the characters in `stops`; `\,` is a comma. Blanks at its end are none of it. */
  private plain(stops: RegExp): Node {
    const start = this.pos;
    const { text } = this.value;
    do this.pos += text.startsWith('\\,', this.pos) ? 2 : 1;
    while (this.pos < text.length && (text.startsWith('\\,', this.pos) || !stops.test(this.char)));
    let end = this.pos;
    while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
    return this.scalarOf(start, end, text.slice(start, end).replaceAll('\\,', ','));
  }

  private quoted(): Node {
    const start = this.pos;
    const quote = this.char;
    const { text } = this.value;
    let end = start + 1;
    while (end < text.length && text.charAt(end) !== quote) end += text.startsWith(`\\${quote}`, end) ? 2 : 1;
    if (end >= text.length) this.fail(`the closing ${quote}`);
    this.pos = end + 1;
    return this.scalarOf(start, this.pos, text.slice(start + 1, end).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\'), 1);
  }

  private scalarOf(start: number, end: number, text: string, quotes = 0): Node {
    const origin = this.value.originOf(start, end);
    const part = slice(this.value, start + quotes, end - quotes);
    const [missing] = part.missing;
    return missing === undefined ? scalar(text, origin) : unknown(missing.reason, origin, 'open', textWithHoles(part));
  }

  private list(depth: number): Node {
    const start = this.pos;
    this.expect('[');
    const items: Node[] = [];
    while (this.char !== ']') {
      items.push(this.inner(depth + 1));
      this.next(']');
    }
    this.pos++;
    return list(items, this.value.originOf(start, this.pos));
  }

  private hash(depth: number): Node {
    const start = this.pos;
    this.expect('{');
    const entries = new Map<string, Entry>();
    while (this.char !== '}') {
      this.entry(entries, () => this.inner(depth + 1));
      this.next('}');
    }
    this.pos++;
    return map(entries, this.value.originOf(start, this.pos));
  }

  /** The comma behind a member, unless it is the last one. */
  private next(close: string): void {
    this.blanks();
    if (this.char === close) return;
    if (this.char !== ',') this.fail(`\`,\` or \`${close}\``);
    this.pos++;
    this.blanks();
  }

  private inner(depth: number): Node {
    if (depth > MAX_DEPTH) this.fail('fewer levels of nesting');
    if (this.char === '[') return this.list(depth);
    return this.char === '{' ? this.hash(depth) : this.single();
  }
}
