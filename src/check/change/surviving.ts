/**
 * Where, in a text that has changed, something stood that is gone: by the number of its line, from 0, that of the last line above it
 * that is still there and not blank; undefined where none is. Lines are told apart by what stands in them, whatever ends them.
 */
export function linesAbove(before: readonly string[], after: readonly string[]): (gone: number) => number | undefined {
  const kept = keptLines(before, after);
  let last: number | undefined;
  const above = before.map((line, number) => {
    const known = last;
    const at = kept.get(number);
    if (at !== undefined && line.trim() !== '') last = at;
    return known;
  });
  return (gone) => (gone < above.length ? above[gone] : last);
}

export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/u);

/**
 * Lines that are in both texts, by their numbers: those that stand in each of them once and are in the same order, and what
 * surrounds them line by line ("patience diff", Bram Cohen). It takes as long as sorting does.
 */
function keptLines(before: readonly string[], after: readonly string[]): ReadonlyMap<number, number> {
  const kept = new Map<number, number>();
  const run = (from: number, to: number, step: 1 | -1): void => {
    for (let i = from, j = to; i >= 0 && j >= 0 && i < before.length && j < after.length && before[i] === after[j] && !kept.has(i); i += step, j += step) kept.set(i, j);
  };
  const anchors = inOrder(unique(before, after));
  run(0, 0, 1);
  for (const [line, now] of anchors) {
    run(line, now, 1);
    run(line - 1, now - 1, -1);
  }
  return kept;
}

/** The numbers of lines that stand once in each text, in the order of the first. */
function unique(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  const now = once(after);
  return [...once(before)].flatMap(([line, number]) => {
    const other = now.get(line);
    return other === undefined ? [] : [[number, other] as const];
  });
}

function once(lines: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  lines.forEach((line, number) => {
    if (found.has(line)) twice.add(line);
    else found.set(line, number);
  });
  for (const line of twice) found.delete(line);
  return found;
}

type Pair = readonly [number, number];

interface Pile {
  readonly pair: Pair;
  readonly below: Pile | undefined;
}

/** The most of some pairs, ordered by their first number, whose second numbers rise as well. */
function inOrder(pairs: readonly Pair[]): readonly Pair[] {
  const piles: Pile[] = [];
  for (const pair of pairs) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    piles[low] = { pair, below: piles[low - 1] };
  }
  const found: Pair[] = [];
  for (let pile = piles.at(-1); pile !== undefined; pile = pile.below) found.push(pile.pair);
  return found.reverse();
}

/** Half of the lines of one file are in the other, as Git counts a file as renamed (`--find-renames`). */
export function areAlike(before: readonly string[], after: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const line of before) counts.set(line, (counts.get(line) ?? 0) + 1);
  let same = 0;
  for (const line of after) {
    const left = counts.get(line) ?? 0;
    if (left === 0) continue;
    counts.set(line, left - 1);
    same++;
  }
  return same * 2 >= Math.max(before.length, after.length);
}
