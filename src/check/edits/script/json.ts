import type { Collection, Leaf, Member, Part } from '../layout.js';

/** Real documents stay below 10. */
const MAX_DEPTH = 32;
/** Characters that are looked at for each one of the text, in vain or not: brackets that nobody closes are looked at again and again. */
const BUDGET = 4;

/**
 * The lists and maps in JSON that stand in a text of something else, such as the words of a command: whatever quotes are around
 * them, those within are bare or have a backslash each, in all of one document. What else is in the text does not matter: a
 * reader speaks only of places in what it has read as JSON too.
 */
export function jsonIn(text: string, from = 0, to = text.length): readonly Collection[] {
  const found: Collection[] = [];
  let budget = BUDGET * (to - from);
  for (let at = next(text, from); at < to && budget > 0; ) {
    const reader = new Reader(text, at, to);
    const read = reader.document();
    budget -= reader.pos - at;
    if (read !== undefined) found.push(read);
    at = next(text, read?.end ?? at + 1);
  }
  return found;
}

const OPENING = /[[{](?=\s*(?:[[{\]}]|\\?"|-?[0-9]|true|false|null))/gu;

function next(text: string, from: number): number {
  OPENING.lastIndex = from;
  return OPENING.exec(text)?.index ?? text.length;
}

const NO_JSON = Symbol('no JSON');

class Reader {
  private depth = 0;
  private quote: '"' | '\\"' | undefined;

  constructor(
    private readonly text: string,
    public pos: number,
    private readonly to: number,
  ) {}

  document(): Collection | undefined {
    try {
      const read = this.collection();
      return read.end <= this.to ? read : undefined;
    } catch (error) {
      if (error === NO_JSON) return undefined;
      throw error;
    }
  }

  private fail(): never {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- a stack for each bracket in a text would cost more than all else
    throw NO_JSON;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.pos;
    const [found] = pattern.exec(this.text) ?? [];
    this.pos += found?.length ?? 0;
    return found;
  }

  private collection(): Collection {
    if (++this.depth > MAX_DEPTH) this.fail();
    const start = this.pos;
    const kind = this.text.charAt(this.pos++) === '[' ? 'list' : 'map';
    const members = this.members(kind, kind === 'list' ? ']' : '}');
    this.depth--;
    return { kind, style: 'compact', from: start, start, end: this.pos, members };
  }

  private members(kind: Collection['kind'], close: string): readonly Member[] {
    const members: Member[] = [];
    this.blanks();
    while (this.text.charAt(this.pos) !== close) {
      if (members.length > 0 && members.at(-1)?.comma === undefined) this.fail();
      const member = kind === 'list' ? this.item() : this.entry();
      this.blanks();
      const comma = this.text.charAt(this.pos) === ',' ? this.pos++ : undefined;
      members.push({ ...member, comma });
      this.blanks();
    }
    if (members.at(-1)?.comma !== undefined) this.fail();
    this.pos++;
    return members;
  }

  private blanks(): void {
    this.match(/[ \t\r\n]+/uy);
  }

  private item(): Omit<Member, 'comma'> {
    const value = this.value();
    return { start: value.start, end: value.end, key: undefined, after: value.start, value };
  }

  private entry(): Omit<Member, 'comma'> {
    const key = this.string();
    this.blanks();
    if (this.text.charAt(this.pos) !== ':') this.fail();
    const after = ++this.pos;
    this.blanks();
    const value = this.value();
    return { start: key.start, end: value.end, key, after, value };
  }

  private value(): Part {
    const character = this.text.charAt(this.pos);
    if (character === '[' || character === '{') return this.collection();
    const start = this.pos;
    return this.match(/(?:true|false|null|-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?=[\s,\]}])/uy) === undefined ? this.string() : leaf('plain', start, this.pos);
  }

  /** In a document with escaped quotes another backslash is not understood. */
  private string(): Leaf {
    const start = this.pos;
    this.quote ??= this.text.startsWith('"', start) ? '"' : '\\"';
    const found = this.quote === '"' ? this.match(/"(?:[^"\\\r\n]|\\[^\r\n])*"/uy) : this.match(/\\"[^"\\\r\n]*\\"/uy);
    return found === undefined ? this.fail() : leaf(this.quote === '"' ? 'double' : 'escaped', start, this.pos);
  }
}

const leaf = (style: Leaf['style'], start: number, end: number): Leaf => ({ kind: 'leaf', style, from: start, start, end });
