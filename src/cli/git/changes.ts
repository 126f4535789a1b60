import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { Laid } from '../../read/files.js';
import { UsageError } from '../io.js';
import type { Objects } from './objects.js';
import { say } from './program.js';
import { type Difference, differences, isLink, isSubmodule, isUnwritten, texts, type Version } from './raw.js';
import { type Repository, treeOf } from './repository.js';

/** A change as Git tells it: what differs from the work tree on both of its sides, by absolute path. */
export interface Changes {
  /** What stands in place of the work tree after the change. */
  readonly after: Layer;
  /** What was there before it, of the paths that it changes. */
  readonly before: Layer;
  /** Paths of submodules that it sets to another commit. */
  readonly submodules: readonly string[];
}

/** Null: there is no such file. */
export type Layer = ReadonlyMap<string, Version | null>;

const raw = ['--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'];
/** A file that is to be added (`git add --intent-to-add`) is not in the index yet. */
const index = [...raw, '--ita-invisible-in-index'];

/** From the commit that is checked out to the index. */
export function stagedChanges(repository: Repository): Changes {
  const { git, head } = repository;
  const staged = settled(say(git, ['diff-index', '--cached', ...index, treeOf(head, git), '--']));
  const unstaged = settled(say(git, ['diff-files', ...index, '--']));
  const indexed = new Map(unstaged.map(({ path, before }) => [path, before] as const));
  for (const { path, after } of staged) indexed.set(path, after);
  for (const path of untracked(repository)) if (!indexed.has(path)) indexed.set(path, undefined);
  return { after: layer(indexed, repository), before: layer(new Map(staged.map(({ path, before }) => [path, before])), repository), submodules: submodulesIn(staged) };
}

/** From a commit to the work tree as it lies. */
export function changesSince(base: string, repository: Repository): Changes {
  const changed = differences(say(repository.git, ['diff-index', ...raw, base, '--']));
  const before = new Map(changed.map((one) => [one.path, one.before] as const));
  for (const path of untracked(repository)) if (!before.has(path)) before.set(path, undefined);
  // A sparse checkout leaves files out of the work tree that the index has.
  const absent = changed.filter(({ path, after }) => after !== undefined && !isUnwritten(after) && lying(join(repository.top, path)) === undefined);
  return { after: layer(new Map(absent.map(({ path, after }) => [path, after])), repository), before: layer(before, repository), submodules: submodulesIn(changed) };
}

function settled(out: Buffer): readonly Difference[] {
  const found = differences(out);
  const unmerged = found.find(({ isUnmerged }) => isUnmerged);
  if (unmerged !== undefined) throw new UsageError(`--staged cannot judge a merge that is not done: '${unmerged.path}' has conflicts`);
  return found;
}

/** Files that Git neither knows nor ignores. A repository of its own, which ends in a slash, is left alone. */
const untracked = ({ git }: Repository): readonly string[] => texts(say(git, ['ls-files', '--others', '--exclude-standard', '-z', '--'])).filter((path) => !path.endsWith('/'));

/** Below what is a file by now there is nothing. */
function lying(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

const submodulesIn = (found: readonly Difference[]): readonly string[] => found.flatMap(({ path, before, after }) => ([before, after].some((one) => one !== undefined && isSubmodule(one)) ? [path] : []));

function layer(versions: ReadonlyMap<string, Version | undefined>, { top }: Repository): Layer {
  return new Map([...versions].flatMap(([name, version]) => {
    const path = join(top, name);
    if (version !== undefined && isSubmodule(version)) return [];
    // What a link leads to is told there: where a link lies, it stays; in place of a file it is none.
    if (version !== undefined && isLink(version)) return lying(path)?.isSymbolicLink() === true ? [] : [[path, null] as const];
    return [[path, version ?? null] as const];
  }));
}

/** What stands in place of files, taken when it is asked for. */
export const laidOf = (layers: Layer, objects: Objects): Laid => new Map([...layers].map(([path, version]) => [path, version === null ? null : () => objects.take(version.id, path)]));
