import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Overlay } from './overlay.js';
import { isWithin, slashed } from './paths.js';
import { realPath, repositoryRoot, rootOf } from './repository.js';
import { lying, wayTo } from './way.js';

/** The files of these names in the nearest folder that has any, from `cwd` up to the repository root; outside a repository in `cwd` alone. */
export function nearestOf(names: readonly string[], cwd: string, overlay?: Overlay): readonly string[] {
  const exists = (path: string): boolean => {
    const stats = lying(path);
    // A link is there wherever it leads: one that leads nowhere was meant to lead somewhere.
    const place = stats?.isSymbolicLink() === true ? join(wayTo(dirname(path)), basename(path)) : undefined;
    const laid = overlay?.at(place ?? wayTo(path));
    return laid === undefined ? stats !== undefined : laid === 'file';
  };
  const top = repositoryRoot(cwd) ?? cwd;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = names.map((name) => join(folder, name)).filter(exists);
    if (found.length > 0 || folder === top || folder === dirname(folder)) return found;
  }
}

/**
 * The folder of a file as paths are reported, relative to the repository root (or the working folder outside one): empty for the
 * root itself, and for what lies outside.
 */
export function folderOfFile(path: string, cwd: string): string {
  const root = realpathSync.native(repositoryRoot(cwd) ?? cwd);
  const folder = wayTo(dirname(path));
  return isWithin(root, folder) ? slashed(root, folder) : '';
}

/** Whether a link at a path leads out of the repository, or the working folder outside one. */
export function leadsOut(path: string, cwd: string): boolean {
  const real = realPath(path);
  return real !== undefined && !isWithin(rootOf(cwd), real);
}
