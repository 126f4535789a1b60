import type { Name } from '../../evaluation/externals.js';
import { COLON, COMMA, DOT, GREATER, LESS, NAME, NUMBER, OPEN, OPEN_BRACE, OPEN_LIST, SPREAD, STRING, TEMPLATE, textOf, type Tokens } from './tokens.js';
import type { WrittenCall, WrittenValue } from '../written.js';

const OTHER: WrittenValue = { kind: 'other' };

/** Lists in lists, and the like: more than any program has. */
const MOST_DEPTH = 32;

/** A call of something with the arguments that open at `open`; undefined where they cannot be told apart, or are spread. */
export function callAt(open: number, of: WrittenCall['of'], isNew: boolean, tokens: Tokens, bound: ReadonlyMap<string, Name>): WrittenCall | undefined {
  return new Values(tokens, bound).call(open, of, isNew, 0);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

class Values {
  constructor(
    private readonly tokens: Tokens,
    private readonly bound: ReadonlyMap<string, Name>,
  ) {}

  call(open: number, of: WrittenCall['of'], isNew: boolean, depth: number): WrittenCall | undefined {
    const items = this.itemsIn(open);
    if (items === undefined || items.some(({ start }) => this.kind(start) === SPREAD)) return undefined;
    return { of, isNew, args: items.map((item) => this.value(item, depth + 1)) };
  }

  private kind(index: number): number {
    return this.tokens.kinds[index] ?? 0;
  }

  private text(index: number): string {
    return textOf(this.tokens, index);
  }

  private partner(index: number): number {
    return this.tokens.partners[index] ?? 0;
  }

  /** What stands between commas from an opening bracket to what closes it. Where types may stand between, commas tell nothing. */
  private itemsIn(open: number): readonly Stretch[] | undefined {
    const close = this.partner(open);
    const items: Stretch[] = [];
    let start = open + 1;
    for (let at = start; at < close; at++) {
      const kind = this.kind(at);
      if (kind === LESS || kind === GREATER) return undefined;
      if (kind === COMMA) {
        items.push({ start, end: at });
        start = at + 1;
      } else if (kind === OPEN || kind === OPEN_LIST || kind === OPEN_BRACE || kind === TEMPLATE) at = this.partner(at);
    }
    if (start < close) items.push({ start, end: close });
    return items;
  }

  private value({ start, end }: Stretch, depth: number): WrittenValue {
    if (depth > MOST_DEPTH || start >= end) return OTHER;
    switch (this.kind(start)) {
      case STRING:
        return end === start + 1 ? { kind: 'text', text: this.text(start).slice(1, -1) } : OTHER;
      case OPEN_LIST:
        return this.partner(start) === end - 1 ? this.list(start, depth) : OTHER;
      case OPEN_BRACE:
        return this.partner(start) === end - 1 ? this.object(start, depth) : OTHER;
      case NAME:
        return this.called(start, end, depth);
      default:
        return OTHER;
    }
  }

  private list(open: number, depth: number): WrittenValue {
    const items = this.itemsIn(open);
    if (items === undefined || items.some(({ start, end }) => start >= end || this.kind(start) === SPREAD)) return OTHER;
    return { kind: 'list', items: items.map((item) => this.value(item, depth + 1)) };
  }

  private object(open: number, depth: number): WrittenValue {
    const members = new Map<string, Stretch | undefined>();
    for (const { start, end } of this.itemsIn(open) ?? [{ start: open, end: open }]) {
      const kind = this.kind(start);
      if (kind !== NAME && kind !== STRING && kind !== NUMBER) return OTHER;
      const name = kind === STRING ? this.text(start).slice(1, -1) : this.text(start);
      const isNamed = this.kind(start + 1) === COLON && start + 2 < end;
      if (!isNamed && (kind !== NAME || end !== start + 1)) return OTHER;
      members.set(name, isNamed ? { start: start + 2, end } : undefined);
    }
    if (members.has('__proto__')) return OTHER;
    const member = (name: string): WrittenValue | undefined => {
      const value = members.get(name);
      return value === undefined ? (members.has(name) ? OTHER : undefined) : this.value(value, depth + 1);
    };
    return { kind: 'object', names: [...members.keys()], member };
  }

  /** `new a.b(...)`, `a.b(...)`, of names of packages. */
  private called(start: number, end: number, depth: number): WrittenValue {
    const isNew = this.text(start) === 'new';
    const first = isNew ? start + 1 : start;
    const imported = this.kind(first) === NAME ? this.bound.get(this.text(first)) : undefined;
    if (imported === undefined) return OTHER;
    let { name } = imported;
    let at = first + 1;
    for (; this.kind(at) === DOT && this.kind(at + 1) === NAME; at += 2) name = name === '' ? this.text(at + 1) : `${name}.${this.text(at + 1)}`;
    if (this.kind(at) !== OPEN || this.partner(at) !== end - 1) return OTHER;
    const call = this.call(at, { module: imported.module, name }, isNew, depth);
    return call === undefined ? OTHER : { kind: 'call', call };
  }
}
