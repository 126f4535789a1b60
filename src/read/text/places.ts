/** A token as the YAML library cuts it: punctuation, a blank, a tag, an anchor. */
interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

/** Where a node stands: the tokens before it that belong to it, and the place to show if nothing is written. */
export interface Place {
  readonly props: readonly Token[];
  readonly empty: number;
}

const MARKS: ReadonlySet<string> = new Set(['anchor', 'tag', 'seq-item-ind', 'explicit-key-ind']);
const isMark = ({ type }: Token): boolean => MARKS.has(type);

/** An empty node is shown behind its tag, its anchor or the `-` of its item; without one, at `fallback`. */
export function placeOf(props: readonly Token[] | undefined, fallback: number): Place {
  const mark = props?.findLast(isMark);
  return { props: props ?? [], empty: mark === undefined ? fallback : mark.offset + mark.source.length };
}

interface Item {
  readonly start: readonly Token[];
  readonly key?: unknown;
  readonly sep?: unknown;
  readonly value?: unknown;
}

/** The library makes no nodes of items that are only blanks and comments. */
export const isItem = ({ start, key, sep, value }: Item): boolean =>
  value !== undefined || key !== undefined || sep !== undefined || start.some(isMark);

/** The library closes a quote that is open at the end of the text, or where the indentation says so. */
export function isUnclosed({ type, source }: Token): boolean {
  if (type !== 'single-quoted-scalar' && type !== 'double-quoted-scalar') return false;
  const last = source.length - 1;
  if (last === 0 || source.charAt(last) !== source.charAt(0)) return true;
  // `\"` escapes the last quote, and so does `''`: then an odd number of them stands before it.
  const escape = type === 'single-quoted-scalar' ? "'" : '\\';
  let at = last;
  while (at > 1 && source.charAt(at - 1) === escape) at--;
  return (last - at) % 2 === 1;
}
