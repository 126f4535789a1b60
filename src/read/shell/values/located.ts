import type { Origin, Source, Span } from '../../../core/source.js';
import { literal } from '../../../core/source.js';
import type { Hole, Text } from '../../../core/text.js';
import type { Use } from '../../../core/unit.js';

/** A part of a text that is not known here. */
export interface Missing {
  /** Where its mark stands in the text. */
  readonly at: number;
  /** What stands there, for messages: `$TRAIL`. */
  readonly name: string;
  /** Why it is not known, in words that fit behind "because". */
  readonly reason: string;
  /** What is the same wherever the same text, whatever it is, is put in; empty where that cannot be told. */
  readonly identity: string;
}

/** A text with the way back to where it stands, character by character. */
export interface Located {
  /** A mark stands for each part that is missing. */
  readonly text: string;
  /** In order. */
  readonly missing: readonly Missing[];
  /** The origin of the characters from `start` to `end`. */
  readonly originOf: (start: number, end: number) => Origin;
  /** Files of which it holds something. */
  readonly uses: readonly Use[];
}

const NONE: readonly [] = [];

/** Stands for what is missing. It may stand in a text as well: only `Located.missing` says where it is a mark. */
export const MARK = '\uE000';

/** What was written at a place of a file, character by character. */
export const verbatim = (source: Source, from: number, to: number): Located => ({
  text: source.text.slice(from, to),
  missing: NONE,
  originOf: (start, end) => literal({ source, start: from + start, end: from + end }),
  uses: NONE,
});

/** A text that stands at one place as a whole, such as an escape. */
export const whole = (text: string, origin: () => Origin): Located => ({ text, missing: NONE, originOf: origin, uses: NONE });

export const missingPart = (name: string, reason: string, identity: string, origin: () => Origin): Located => ({
  text: MARK,
  missing: [{ at: 0, name, reason, identity }],
  originOf: origin,
  uses: NONE,
});

/** The same text at another place: every character of it comes from there to where it is used. */
export const used = (value: Located, at: (from: Origin) => Origin): Located => ({ ...value, originOf: (start, end) => at(value.originOf(start, end)) });

export function slice(value: Located, start: number, end: number): Located {
  if (start === 0 && end === value.text.length) return value;
  const missing = within(value.missing, start, end).map((one) => ({ ...one, at: one.at - start }));
  return { text: value.text.slice(start, end), missing, originOf: (from, to) => value.originOf(start + from, start + to), uses: value.uses };
}

/** Those of the parts in order that stand in `[start, end)`. */
export function within(missing: readonly Missing[], start: number, end: number): readonly Missing[] {
  if (missing.length === 0) return missing;
  return missing.slice(firstFrom(missing.length, (index) => missing[index]?.at ?? 0, start), firstFrom(missing.length, (index) => missing[index]?.at ?? 0, end));
}

/** The first index of which the number, ascending, is at least `least`. */
function firstFrom(length: number, numberAt: (index: number) => number, least: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberAt(middle) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Texts one behind the other, which stand one behind the other in the file too. */
export function joined(parts: readonly Located[]): Located {
  const some = parts.filter(({ text }) => text !== '');
  const [first] = some.length === 0 ? parts : some;
  if (first !== undefined && some.length < 2) return first;
  const begins: number[] = [];
  const missing: Missing[] = [];
  let length = 0;
  for (const part of some) {
    begins.push(length);
    for (const one of part.missing) missing.push({ ...one, at: one.at + length });
    length += part.text.length;
  }
  const indexAt = (at: number): number => Math.max(0, firstFrom(begins.length, (index) => begins[index] ?? 0, at + 1) - 1);
  const inPart = (index: number, start: number, end: number): Origin | undefined => some[index]?.originOf(start - (begins[index] ?? 0), end - (begins[index] ?? 0));
  return {
    text: some.map(({ text }) => text).join(''),
    missing,
    uses: some.some(({ uses }) => uses.length > 0) ? some.flatMap(({ uses }) => uses) : NONE,
    originOf: (start, end) => {
      const from = indexAt(start);
      const to = Math.max(from, indexAt(Math.max(start, end - 1)));
      if (from === to) return inPart(from, start, end) ?? noWhere;
      const left = inPart(from, start, begins[from + 1] ?? length) ?? noWhere;
      const right = inPart(to, begins[to] ?? 0, end) ?? noWhere;
      // What runs over several parts, of which one came from elsewhere.
      const origins = [left, ...(to - from < MOST_LOOKED_AT ? Array.from({ length: to - from - 1 }, (_, index) => inPart(from + 1 + index, begins[from + 1 + index] ?? 0, begins[from + 2 + index] ?? length) ?? noWhere) : []), right];
      const elsewhere = origins.find((origin) => origin.from !== undefined);
      return { ...(elsewhere ?? left), span: hull(left.span, right.span) };
    },
  };
}

/** A value that runs over more parts than this has no single one that it came from. */
const MOST_LOOKED_AT = 16;

const hull = (left: Span, right: Span): Span => (left.source === right.source && right.end >= left.start ? { ...left, end: right.end } : left);

const noWhere: Origin = literal({ source: { path: '', text: '', bom: false }, start: 0, end: 0 });

/** The origin of a whole text. */
export const originOfAll = (value: Located): Origin => value.originOf(0, value.text.length);

/** The text with its holes. */
export function textWithHoles({ text, missing }: Located): Text {
  if (missing.length === 0) return [text];
  const parts: (string | Hole)[] = [];
  let last = 0;
  for (const { at, name } of missing) {
    if (at > last) parts.push(text.slice(last, at));
    parts.push({ name: name.replace(/^\$\{?|\}$/gu, ''), holds: 'any' });
    last = at + MARK.length;
  }
  if (last < text.length) parts.push(text.slice(last));
  return parts;
}

/** What a text is known by where it names a file: the same for two texts that are the same, whatever is missing of them. */
export function identityOf({ text, missing }: Located): string | undefined {
  if (missing.some(({ identity }) => identity === '')) return undefined;
  let known = '';
  let last = 0;
  for (const { at, identity } of missing) {
    known += `${text.slice(last, at)}\u0000${identity}\u0000`;
    last = at + MARK.length;
  }
  return known + text.slice(last);
}
