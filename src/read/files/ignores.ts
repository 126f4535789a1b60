import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, type GitPattern, gitPattern, matchesGit, type Patience } from './git-pattern.js';
import { beginningOf, withSlashes } from './paths.js';
import { excludeFile, foldersDownTo, linesOf } from './repository.js';

/** What Git ignores among the entries of one folder. Immutable: entering a folder gives the rules that hold there. */
export interface Ignores {
  /** An entry of a folder that is not hidden itself. */
  readonly hides: (path: string, isFolder: boolean) => boolean;
  /** Whatever lies in a folder that is hidden is hidden too. */
  readonly hidesOnTheWay: (path: string, isFolder: boolean) => boolean;
  /** The rules inside `folder`; `has` tells whether it has an entry of that name. */
  readonly entering: (folder: string, has: (name: string) => boolean) => Ignores;
}

/** The rules of the files that say what Git ignores, each of which is read once. */
export interface IgnoreFiles {
  /** The rules that hold where `path` stands, from those of `top` and every folder between. */
  readonly at: (path: string, top: string) => Ignores;
  /** The rules that hold for a folder that the user named. If they hide the folder itself they do not count: what is in it was asked for. */
  readonly forNamed: (folder: string, top: string) => Ignores;
}

/** The patterns of one file. */
interface Level {
  /** With the separator behind it. */
  readonly folder: string;
  /** Those that are the name of what they match, by it: in long files they are most, and need not be held against other names. */
  readonly named: ReadonlyMap<string, readonly Numbered[]>;
  readonly others: readonly Numbered[];
}

/** A pattern, and how many come before it in its file. */
interface Numbered {
  readonly pattern: GitPattern;
  readonly number: number;
}

/** Steps that patterns may take for one path: what hides it only after that does not hide it. Some 200 patterns with wildcards take 5,000. */
const MAX_STEPS = 100_000;

type Reads = (path: string) => readonly GitPattern[];

export function ignoreFiles(): IgnoreFiles {
  const known = new Map<string, readonly GitPattern[]>();
  const reads: Reads = (path) => {
    const patterns = known.get(path) ?? linesOf(path).flatMap((line) => gitPattern(line) ?? []);
    known.set(path, patterns);
    return patterns;
  };
  const at = (path: string, top: string): Ignores => {
    const above = path === top ? [] : foldersDownTo(top, path);
    return above.reduce((sofar, folder) => sofar.entering(folder, (name) => existsSync(join(folder, name))), topRules(top, reads));
  };
  return {
    at,
    forNamed: (folder, top) => {
      const above = at(folder, top);
      return folder !== top && above.hidesOnTheWay(folder, true) ? rules(top, [], reads) : above;
    },
  };
}

/** Git lets the last pattern that matches decide, those of deeper files after those above. */
function rules(base: string, levels: readonly Level[], reads: Reads): Ignores {
  const self: Ignores = {
    hides: (path, isFolder) => decides(levels, path, isFolder),
    hidesOnTheWay: (path, isFolder) =>
      decides(levels, path, isFolder) || foldersDownTo(base, path).slice(1).some((folder) => decides(levels, folder, true)),
    entering: (folder, has) => {
      // A repository inside (a submodule, a checkout) has rules of its own; those of the outer one end at its door.
      if (folder !== base && has('.git')) return topRules(folder, reads).entering(folder, has);
      const file = join(folder, '.gitignore');
      const patterns = has('.gitignore') && isNoLink(file) ? reads(file) : [];
      return patterns.length === 0 ? self : rules(base, [...levels, levelOf(folder, patterns)], reads);
    },
  };
  return self;
}

/** What holds at the root of a repository before its own `.gitignore` is read: nothing in a folder that is none. */
function topRules(top: string, reads: Reads): Ignores {
  const patterns = reads(excludeFile(top));
  return rules(top, patterns.length === 0 ? [] : [levelOf(top, patterns)], reads);
}

function levelOf(folder: string, patterns: readonly GitPattern[]): Level {
  const named = new Map<string, Numbered[]>();
  const others: Numbered[] = [];
  for (const [number, pattern] of patterns.entries()) {
    const name = pattern.isForNames && pattern.shape.kind === 'text' ? pattern.shape.text : undefined;
    const same = name === undefined ? others : (named.get(name) ?? []);
    same.push({ pattern, number });
    if (name !== undefined) named.set(name, same);
  }
  return { folder: beginningOf(folder), named, others };
}

/** Git follows no link to a `.gitignore`: it may lead anywhere. */
function isNoLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true;
}

/** Whether the last pattern that matches hides a path. */
function decides(levels: readonly Level[], path: string, isFolder: boolean): boolean {
  const patience: Patience = { steps: MAX_STEPS };
  for (let level = levels.length - 1; level >= 0; level--) {
    const patterns = levels[level];
    if (patterns === undefined || !path.startsWith(patterns.folder)) continue;
    const last = lastIn(patterns, bytesOf(withSlashes(path.slice(patterns.folder.length))), isFolder, patience);
    if (last !== undefined) return !last.isNegated;
  }
  return false;
}

/** The last pattern of a file that matches a path. */
function lastIn({ named, others }: Level, below: string, isFolder: boolean, patience: Patience): GitPattern | undefined {
  const matches = ({ pattern }: Numbered): boolean => matchesGit(pattern, below, isFolder, patience);
  const byName = named.get(below.slice(below.lastIndexOf('/') + 1))?.findLast(matches);
  for (let index = others.length - 1; index >= 0 && patience.steps > 0; index--) {
    const other = others[index];
    if (other === undefined || other.number < (byName?.number ?? 0)) break;
    if (matches(other)) return other.pattern;
  }
  return patience.steps > 0 ? byName?.pattern : undefined;
}
