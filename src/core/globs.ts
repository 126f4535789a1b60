import { matches } from './pattern.js';

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
  const below = folder === '' ? '' : `${folder}/`;
  return path.startsWith(below) && globs.some((glob) => matchesPath(anchored(glob), path.slice(below.length).split('/')));
}

/** From the folder down, name by name. */
function anchored(glob: string): readonly string[] {
  const names = glob.replace(/^\.?\/+/u, '').replace(/\/+$/u, '').split('/');
  return glob.startsWith('/') || glob.startsWith('./') || names.length > 1 ? names : ['**', ...names];
}

/** At worst the product of the lengths in time. */
function matchesPath(glob: readonly string[], path: readonly string[]): boolean {
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
