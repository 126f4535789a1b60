/** A part of a document that gives way when there is no room: whole entries only, from the end. */
export interface Section {
  /** What stands before and behind its entries; ends with a line end. */
  readonly head: string;
  readonly tail: string;
  /** Each ends with a line end. */
  readonly entries: readonly string[];
  /** What it says in place of `left` entries; ends with a line end. */
  readonly more: (left: number) => string;
  /** The part of the room that is kept for it, from 0 to 1. Together at most 1. */
  readonly share: number;
}

/** Measures a text: in characters, or in bytes. */
export type Measure = (text: string) => number;

/**
 * Joins sections to a text of at most `limit`. Each first takes what is its share; what is left over goes to the sections in
 * their order. A section without entries is left out. The frames are never cut: `limit` has to have room for them.
 */
export function fit(sections: readonly Section[], limit: number, sizeOf: Measure): string {
  const present = sections.filter(({ entries }) => entries.length > 0);
  const frames = present.map(({ head, tail, entries, more }) => sizeOf(head) + sizeOf(tail) + sizeOf(more(entries.length)));
  const room = Math.max(0, limit - sum(frames));
  const first = present.map(({ entries, share }) => taken(entries, 0, share * room, sizeOf));
  let left = room - sum(first.map(({ size }) => size));
  const counts = present.map(({ entries }, index) => {
    const start = first[index]?.count ?? 0;
    const { count, size } = taken(entries, start, left, sizeOf);
    left -= size;
    return start + count;
  });
  return present.map((section, index) => written(section, counts[index] ?? 0)).join('');
}

const written = ({ head, tail, entries, more }: Section, count: number): string =>
  `${head}${entries.slice(0, count).join('')}${count < entries.length ? more(entries.length - count) : ''}${tail}`;

/** How many entries from `start` on fit into `room`, and what they take. */
function taken(entries: readonly string[], start: number, room: number, sizeOf: Measure): { readonly count: number; readonly size: number } {
  let size = 0;
  let count = 0;
  for (const entry of entries.slice(start)) {
    const own = sizeOf(entry);
    if (size + own > room) break;
    size += own;
    count++;
  }
  return { count, size };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
