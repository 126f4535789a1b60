import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ignore, Options } from 'ignore';
import { excludeFile, foldersDownTo, linesOf, slashed } from './repository.js';

/** Makes an empty list of patterns; handed in, so that the package is loaded only when a folder is walked. */
export type NewIgnore = (options: Options) => Ignore;

/** What Git ignores among the entries of one folder. Immutable: entering a folder gives the rules that hold there. */
export interface Ignores {
  readonly hides: (path: string, isFolder: boolean) => boolean;
  /** The rules inside `folder`; `has` tells whether it has an entry of that name. */
  readonly entering: (folder: string, has: (name: string) => boolean) => Ignores;
}

// Git is case-sensitive unless told otherwise. Where it is not, this reads a file too many rather than one too few.
const caseSensitive: Options = { ignorecase: false };

/**
 * The rules of a repository, or of a folder outside any, in one list relative to `base`: Git lets the last pattern that
 * matches decide, wherever it is written, so the patterns of deeper files follow those above, prefixed with their folder.
 */
function rules(base: string, list: Ignore, create: NewIgnore): Ignores {
  const self: Ignores = {
    hides: (path, isFolder) => list.ignores(slashed(base, path) + (isFolder ? '/' : '')),
    entering: (folder, has) => {
      // A repository inside (a submodule, a checkout) has rules of its own; those of the outer one end at its door.
      if (folder !== base && has('.git')) return topRules(folder, create).entering(folder, has);
      if (!has('.gitignore')) return self;
      const patterns = linesOf(join(folder, '.gitignore')).flatMap((line) => prefixed(slashed(base, folder), line));
      return rules(base, create(caseSensitive).add(list).add(patterns), create);
    },
  };
  return self;
}

/** What holds at the root of a repository before its own `.gitignore` is read: nothing in a folder that is none. */
const topRules = (top: string, create: NewIgnore): Ignores => rules(top, create(caseSensitive).add(linesOf(excludeFile(top))), create);

/** The rules that hold where `path` stands, from those of `top` and every folder between. */
export function rulesAt(path: string, top: string, create: NewIgnore): Ignores {
  const above = path === top ? [] : foldersDownTo(top, path);
  return above.reduce((sofar, folder) => sofar.entering(folder, (name) => existsSync(join(folder, name))), topRules(top, create));
}

/** The rules that hold for a folder that the user named. If they hide the folder itself they do not count: what is in it was asked for. */
export function rulesForNamed(folder: string, top: string, create: NewIgnore): Ignores {
  const above = rulesAt(folder, top, create);
  return folder !== top && above.hides(folder, true) ? rules(top, create(caseSensitive), create) : above;
}

/**
 * A pattern of `folder/.gitignore` as it would be written at the top. A slash that is not the last character ties a
 * pattern to its folder; without one it holds at any depth below.
 */
export function prefixed(folder: string, line: string): string[] {
  if (folder === '') return [line];
  if (line.trim() === '' || line.startsWith('#')) return [];
  const negated = line.startsWith('!');
  const pattern = negated ? line.slice(1) : line;
  const tied = pattern.trimEnd().slice(0, -1).includes('/');
  const below = tied ? pattern.replace(/^\//u, '') : `**/${pattern}`;
  return [`${negated ? '!' : ''}/${folder.replace(/[\\*?[\]]/gu, '\\$&')}/${below}`];
}
