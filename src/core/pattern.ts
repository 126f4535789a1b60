/**
 * Globs as IAM has them: `*` is any run of characters, `?` any one, everything else is itself.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource" and "Action".
 */

/** Whether `text` matches `glob`. Linear in memory, at worst the product of the lengths in time: no regular expressions. */
export function matches(glob: string, text: string): boolean {
  let g = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (g < glob.length && (glob[g] === '?' || glob[g] === text[t]) && glob[g] !== '*') {
      g++;
      t++;
    } else if (glob[g] === '*') {
      star = g++;
      resume = t;
    } else if (star >= 0) {
      g = star + 1;
      t = ++resume;
    } else return false;
  }
  while (glob[g] === '*') g++;
  return g === glob.length;
}

/**
 * Whether everything that `inner` matches is matched by `outer`. A `*` of `inner` can only lie within a `*` of `outer`, and
 * a `?` within a `?` or `*`: sound, and complete but for globs like `*a`, which `?*` holds only because of the `a`.
 */
export function contains(outer: string, inner: string): boolean {
  // Most fields of ARNs are spelt out, or one star (half of the time of a policy of 6,144 characters).
  if (outer === '*' || outer === inner) return true;
  if (!isGlob(outer)) return false;
  const o = inOrder(outer);
  // reach: where the rest of `o` may begin that has to hold the part of `i` still to be read.
  let reach = openings(o, [0]);
  for (const symbol of inOrder(inner)) {
    reach = openings(o, [...reach].flatMap((at) => (o[at] === '*' ? [at] : symbol !== '*' && (o[at] === '?' || o[at] === symbol) ? [at + 1] : [])));
    if (reach.size === 0) return false;
  }
  return reach.has(o.length);
}

/** The same glob with a single star behind the question marks of each run of wildcards: `*?*` is `?*`. */
const inOrder = (glob: string): string => glob.replaceAll(/[*?]+/gu, (run) => (run.includes('*') ? `${run.replaceAll('*', '')}*` : run));

/** What may follow `start` in the texts that match `glob` and begin so, as globs: behind `trail/` these are `*` and `*a` for `*a`. */
export function behind(glob: string, start: string): readonly string[] {
  // In order, a character is followed by one star at most: what is returned is bounded by the length of `start`.
  const g = inOrder(glob);
  let reach = openings(g, [0]);
  for (const character of start) {
    reach = openings(g, [...reach].flatMap((at) => (g[at] === '*' ? [at] : g[at] === '?' || g[at] === character ? [at + 1] : [])));
  }
  return [...reach].map((at) => g.slice(at));
}

/** A star may hold nothing at all. */
function openings(glob: string, positions: readonly number[]): ReadonlySet<number> {
  const open = new Set(positions);
  for (const at of open) if (glob[at] === '*') open.add(at + 1);
  return open;
}

/** Whether some text matches both. Product automaton of the two globs. */
export function overlaps(a: string, b: string): boolean {
  const seen = new Set<number>();
  const width = b.length + 1;
  const pending: (readonly [number, number])[] = [[0, 0]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [i, j] = pair;
    if (i === a.length && j === b.length) return true;
    const key = i * width + j;
    if (seen.has(key)) continue;
    seen.add(key);
    if (a[i] === '*') pending.push([i + 1, j]);
    if (b[j] === '*') pending.push([i, j + 1]);
    if (i >= a.length || j >= b.length) continue;
    const step = a[i] === b[j] || a[i] === '?' || b[j] === '?' || a[i] === '*' || b[j] === '*';
    if (step) pending.push([a[i] === '*' ? i : i + 1, b[j] === '*' ? j : j + 1]);
  }
  return false;
}

export const isGlob = (text: string): boolean => /[*?]/u.test(text);
