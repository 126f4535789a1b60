/** The name that was most likely meant, or `undefined` if none is near. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const wanted = plain(word);
  const ranked = names.map((name) => ({ name, distance: distance(wanted, plain(name)) })).sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  // A third of the letters may be wrong, as compilers have it; two in a short word.
  return best !== undefined && best.distance <= Math.max(2, Math.floor(wanted.length / 3)) && best.distance < wanted.length ? best.name : undefined;
}

/** ` (did you mean X?)`, or nothing. */
export function didYouMean(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === undefined ? '' : `; did you mean '${name}'?`;
}

/** `KmsEventsExcluded`, as SARIF names a rule, is `kms-events-excluded`. */
const plain = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** Edits between two words: insert, delete, replace, or swap neighbours (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next[column] = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Infinity,
      );
    }
    before = last;
    last = next;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
