import type { Collection, Leaf, Member, Part } from '../layout.js';

/** Deeper than any selectors. */
const MAX_DEPTH = 8;
/** Characters that are looked at for each one of the text, in vain or not. */
const BUDGET = 4;

/**
 * The structures in the shorthand syntax of the AWS CLI, `Name=value,List=a,b,Inner=[{Key=value}]`, that stand in a text: each
 * between blanks or quotes, without either in it but blanks behind commas. CLI User Guide, "Using shorthand syntax with the AWS CLI".
 */
export function shorthandIn(text: string, from = 0, to = text.length): readonly Collection[] {
  const found: Collection[] = [];
  let budget = BUDGET * (to - from);
  for (let at = next(text, from); at < to && budget > 0; ) {
    const reader = new Reader(text, at);
    const read = reader.structure();
    budget -= reader.pos - at;
    if (read !== undefined && read.end <= to) found.push(read);
    at = next(text, Math.max(read?.end ?? 0, at + 1));
  }
  return found;
}

const OPENING = /(?<![^\s"'=])[A-Z]\w*=/gu;
const CLOSING = /[\s;)|&]|$/uy;
/** A comma with a value behind it. */
const ANOTHER = /, *[^\s"',=[\]{}\\$`;)|&]+(?=[\s"',;)|&]|$)/uy;

function next(text: string, from: number): number {
  OPENING.lastIndex = from;
  return OPENING.exec(text)?.index ?? text.length;
}

class Reader {
  constructor(
    private readonly text: string,
    public pos: number,
  ) {}

  structure(): Collection | undefined {
    const start = this.pos;
    const members = this.members(() => this.entry(() => this.values()));
    if (members === undefined || !this.isOver(start)) return undefined;
    return { kind: 'map', style: 'compact', from: start, start, end: this.pos, members };
  }

  private get char(): string {
    return this.text.charAt(this.pos);
  }

  /** In quotes it ends with them, elsewhere with its word. */
  private isOver(start: number): boolean {
    const before = this.text.charAt(start - 1);
    return before === '"' || before === "'" ? this.char === before : this.is(CLOSING);
  }

  private is(pattern: RegExp): boolean {
    pattern.lastIndex = this.pos;
    return pattern.test(this.text);
  }

  private match(pattern: RegExp): Leaf | undefined {
    pattern.lastIndex = this.pos;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return undefined;
    const start = this.pos;
    this.pos += found.length;
    return { kind: 'leaf', style: 'bare', from: start, start, end: this.pos };
  }

  /** Members between commas, one at least. */
  private members(read: () => Member | undefined): readonly Member[] | undefined {
    const members: Member[] = [];
    for (;;) {
      const member = read();
      if (member === undefined) return undefined;
      if (this.char !== ',') return [...members, member];
      members.push({ ...member, comma: this.pos++ });
      this.blanks();
    }
  }

  private blanks(): void {
    while (this.char === ' ') this.pos++;
  }

  private entry(read: () => Part | undefined): Member | undefined {
    const key = this.match(/\w+(?==)/uy);
    if (key === undefined) return undefined;
    const after = ++this.pos;
    const value = read();
    return value === undefined ? undefined : { start: key.start, end: value.end, key, after, value, comma: undefined };
  }

  private readonly item = (value: Part | undefined): Member | undefined => value && { start: value.start, end: value.end, key: undefined, after: value.start, value, comma: undefined };

  /** `a`, or `a,b`: what stands behind a comma is the next key where a `=` comes behind it. */
  private values(): Part | undefined {
    if (this.char === '[' || this.char === '{') return this.inner(0);
    const start = this.pos;
    const members: Member[] = [];
    for (;;) {
      const member = this.item(this.word());
      if (member === undefined) return undefined;
      const comma = this.pos;
      if (!this.is(ANOTHER)) return { kind: 'list', style: 'bare', from: start, start, end: this.pos, members: [...members, member] };
      members.push({ ...member, comma });
      this.pos = comma + 1;
      this.blanks();
    }
  }

  private word(): Leaf | undefined {
    return this.match(/[^\s"',=[\]{}\\$`;)|&]+/uy);
  }

  private inner(depth: number): Part | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const start = this.pos;
    if (this.char !== '[' && this.char !== '{') {
      const word = this.item(this.word());
      return word && { kind: 'list', style: 'bare', from: start, start, end: word.end, members: [word] };
    }
    const kind = this.text.charAt(this.pos++) === '[' ? 'list' : 'map';
    const members = this.members(() => (kind === 'list' ? this.listed(depth) : this.entry(() => this.inner(depth + 1))));
    if (members === undefined || this.text.charAt(this.pos++) !== (kind === 'list' ? ']' : '}')) return undefined;
    return { kind, style: 'compact', from: start, start, end: this.pos, members };
  }

  private listed(depth: number): Member | undefined {
    return this.item(this.char === '[' || this.char === '{' ? this.inner(depth + 1) : this.word());
  }
}
