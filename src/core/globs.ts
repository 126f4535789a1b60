import { addTo } from './long.js';
import { isGlob, matches } from './pattern.js';

/** Patterns for paths, as written in a file that stands in `folder` (relative to the root, empty for the root itself). */
export interface Paths {
  readonly folder: string;
  readonly globs: readonly string[];
}

/**
 * Whether a path is meant. `*` is any run of characters in a name, `?` one, `**` any number of folders. As in `.gitignore`, a
 * pattern without a slash holds at any depth, and one that matches a folder holds for everything in it.
 */
export function isAmong({ folder, globs }: Paths, path: string): boolean {
  const names = stepsBelow(folder, path);
  if (names === undefined || globs.length === 0) return false;
  const known = settled.get(globs) ?? new Globs(globs.map((glob) => [glob, glob] as const));
  settled.set(globs, known);
  return known.any(names);
}

/** A config is asked of every file that there is. */
const settled = new WeakMap<readonly string[], Globs<string>>();

/** Things for files, by their patterns: of thousands, those of a file are found without going through the others. Without patterns they are for all files. */
export class Among<T> {
  readonly #byFolder = new Map<string, Globs<T>>();
  readonly #forAll: T[] = [];
  readonly #order = new Map<T, number>();

  constructor(items: Iterable<readonly [Paths, T]>) {
    const byFolder = new Map<string, (readonly [string, T])[]>();
    for (const [{ folder, globs }, item] of items) {
      this.#order.set(item, this.#order.size);
      if (globs.length === 0) this.#forAll.push(item);
      for (const glob of globs) addTo(byFolder, folder, [glob, item] as const);
    }
    for (const [folder, globs] of byFolder) this.#byFolder.set(folder, new Globs(globs));
  }

  /** What is for a file, in order. */
  of(path: string): readonly T[] {
    const found = new Set(this.#forAll);
    for (const [folder, globs] of this.#byFolder) {
      const names = stepsBelow(folder, path);
      if (names !== undefined) for (const item of globs.all(names)) found.add(item);
    }
    return [...found].sort((a, b) => (this.#order.get(a) ?? 0) - (this.#order.get(b) ?? 0));
  }
}

/** The names on the way from a folder to a path; undefined where that is elsewhere. */
function stepsBelow(folder: string, path: string): readonly string[] | undefined {
  const below = folder === '' ? '' : `${folder}/`;
  return path.startsWith(below) ? path.slice(below.length).split('/') : undefined;
}

/** Patterns taken apart once. Those without wildcards are looked up. */
class Globs<T> {
  readonly #names = new Map<string, T[]>();
  readonly #paths = new Map<string, T[]>();
  readonly #others: (readonly [readonly string[], T])[] = [];

  constructor(globs: Iterable<readonly [string, T]>) {
    for (const [glob, item] of globs) {
      const names = anchored(glob);
      const [first, only, ...more] = names;
      if (first === '**' && only !== undefined && more.length === 0 && !isGlob(only)) addTo(this.#names, only, item);
      else if (!names.some(isGlob)) addTo(this.#paths, names.join('/'), item);
      else this.#others.push([names, item]);
    }
  }

  any(names: readonly string[]): boolean {
    return this.#listed(names).length > 0 || this.#others.some(([glob]) => matchesPath(glob, names));
  }

  all(names: readonly string[]): readonly T[] {
    return [...this.#listed(names), ...this.#others.flatMap(([glob, item]) => (matchesPath(glob, names) ? [item] : []))];
  }

  /** What is there for a name on the way, or for the way up to one of them. */
  #listed(names: readonly string[]): readonly T[] {
    if (this.#names.size + this.#paths.size === 0) return [];
    let way = '';
    return names.flatMap((name, index) => {
      way = index === 0 ? name : `${way}/${name}`;
      return [...(this.#names.get(name) ?? []), ...(this.#paths.get(way) ?? [])];
    });
  }
}

/** From the folder down, name by name. */
function anchored(glob: string): readonly string[] {
  const names = glob.replace(/^\.?\/+/u, '').replace(/\/+$/u, '').split('/');
  return glob.startsWith('/') || glob.startsWith('./') || names.length > 1 ? names : ['**', ...names];
}

/** At worst the product of the lengths in time. */
function matchesPath(glob: readonly string[], path: readonly string[]): boolean {
  const [first, second, ...more] = glob;
  // Most patterns are of one name.
  if (first === '**' && second !== undefined && second !== '**' && more.length === 0) return path.some((name) => matches(second, name));
  let reach = opened(glob, [0]);
  for (const name of path) {
    if (reach.has(glob.length)) return true;
    reach = opened(glob, [...reach].flatMap((at) => (glob[at] === '**' ? [at] : matches(glob[at] ?? '', name) ? [at + 1] : [])));
  }
  return reach.has(glob.length);
}

/** `**` may stand for no folder at all. */
function opened(glob: readonly string[], positions: readonly number[]): ReadonlySet<number> {
  const open = new Set(positions);
  for (const at of open) if (glob[at] === '**') open.add(at + 1);
  return open;
}
