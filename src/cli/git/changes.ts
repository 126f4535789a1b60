import { dirname, join } from 'node:path';
import { isUndecoded, type Laid, lying, type Overlay, type Taken, undecoded } from '../../read/files.js';
import { UsageError } from '../io.js';
import { whollyIn } from './indexed.js';
import type { Objects } from './objects.js';
import { say } from './program.js';
import { type Difference, differences, type Indexed, indexed, isLink, isSubmodule, isUnwritten, present, texts, type Version } from './raw.js';
import { type Repository, treeOf } from './repository.js';

/** A change as Git tells it: what differs from the work tree on both of its sides, by absolute path. */
export interface Changes {
  /** What stands in place of the work tree after the change. */
  readonly after: Layer;
  /** What was there before it, of the paths that it changes. */
  readonly before: Layer;
  /** What of the work tree is on neither side. */
  readonly lacks: Overlay['lacks'];
  /** Files that are only announced (`git add --intent-to-add`): Git names them, and they are on neither side. */
  readonly announced: ReadonlySet<string>;
  /** Paths of files that a sparse checkout leaves out and a partial clone does not have: on neither side, for fetching all of them is nobody's wish. */
  readonly absent: readonly string[];
  /** Paths of submodules that it sets to another commit. */
  readonly submodules: readonly string[];
}

/** Null: there is no such file. */
export type Layer = ReadonlyMap<string, Version | null>;

const raw = ['--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'];
/** A file that is to be added (`git add --intent-to-add`) is not in the index yet. */
const index = [...raw, '--ita-invisible-in-index'];

/**
 * From the commit that is checked out to the index. Both sides are trees of Git: what it does not know, be it ignored or not, is on
 * neither, and of files that Git does not look at the index has what counts.
 */
export function stagedChanges(repository: Repository): Changes {
  const { git, head, top } = repository;
  const staged = settled(say(git, ['diff-index', '--cached', ...index, treeOf(head, git), '--']));
  const unstaged = settled(say(git, ['diff-files', ...index, '--']));
  const listed = filesIn(repository);
  const aside = asideIn(listed, repository);
  const announced = new Set(unstaged.flatMap(({ path, before }) => (before === undefined ? [path] : [])));
  const after = new Map<string, Version | undefined>(aside.kept);
  for (const { path, before } of unstaged) after.set(path, before);
  for (const one of staged) after.set(one.path, one.after);
  return {
    after: layer(after, repository),
    before: layer(new Map(staged.map(({ path, before }) => [path, before])), repository),
    lacks: whollyIn(listed.filter(({ path }) => !announced.has(path)), repository),
    announced: new Set([...announced].map((path) => join(top, path))),
    absent: aside.absent,
    submodules: submodulesIn(staged),
  };
}

/** From a commit to the work tree as it lies. */
export function changesSince(base: string, repository: Repository): Changes {
  const changed = differences(say(repository.git, ['diff-index', ...raw, base, '--']));
  const before = new Map<string, Version | undefined>(changed.map((one) => [one.path, one.before]));
  for (const path of untracked(repository)) if (!before.has(path)) before.set(path, undefined);
  const lies = liesIn(repository);
  // A sparse checkout leaves files out of the work tree that the index has.
  const after = new Map<string, Version | undefined>(changed.flatMap((one) => (one.after !== undefined && !isUnwritten(one.after) && !lies(one.path) ? [[one.path, one.after]] : [])));
  const aside = asideIn(filesIn(repository), repository);
  for (const [path, version] of aside.kept) {
    // Of what lies there all the same, Git does not tell that it differs.
    if (!before.has(path)) (lies(path) ? before : after).set(path, version);
  }
  return { after: layer(after, repository), before: layer(before, repository), lacks: () => false, announced: new Set(), absent: aside.absent, submodules: submodulesIn(changed) };
}

function settled(out: Buffer): readonly Difference[] {
  const found = differences(out);
  const unmerged = found.find(({ isUnmerged }) => isUnmerged);
  if (unmerged !== undefined) throw new UsageError(`--staged cannot judge a merge that is not done: '${unmerged.path}' has conflicts`);
  return found;
}

const filesIn = ({ git }: Repository): readonly Indexed[] => indexed(say(git, ['ls-files', '--stage', '-v', '-z', '--']));

/** Files that Git neither knows nor ignores. A repository of its own, which ends in a slash, is left alone. */
const untracked = ({ git }: Repository): readonly string[] => texts(say(git, ['ls-files', '--others', '--exclude-standard', '-z', '--'])).filter((path) => !path.endsWith('/'));

interface Aside {
  /** Those that Git has. */
  readonly kept: readonly (readonly [path: string, Version])[];
  readonly absent: readonly string[];
}

/** The files of the index that Git does not look for in the work tree. */
function asideIn(listed: readonly Indexed[], { git, head, isPartial }: Repository): Aside {
  const aside = listed.filter(({ isAside }) => isAside);
  // Asked for what it lacks, Git would fetch it, one by one.
  const known = isPartial && head !== undefined && aside.length > 0 ? present(say(git, ['rev-list', '--objects', '--no-walk', '--no-object-names', '--missing=print', head])) : undefined;
  const isKept = ({ version }: Indexed): boolean => known?.has(version.id) !== false;
  return { kept: aside.filter(isKept).map(({ path, version }) => [path, version]), absent: aside.flatMap((one) => (isKept(one) ? [] : [one.path])) };
}

/** Whether a path lies in the work tree. A sparse checkout leaves out whole folders, each of which is looked for once. */
function liesIn({ top }: Repository): (path: string) => boolean {
  const folders = new Map<string, boolean>();
  const holds = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const found = folder === '.' || (holds(dirname(folder)) && lying(join(top, folder))?.isDirectory() === true);
    folders.set(folder, found);
    return found;
  };
  return (path) => holds(dirname(path)) && lying(join(top, path)) !== undefined;
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
export const laidOf = (layers: Layer, objects: Objects): Laid => new Map([...layers].map(([path, version]) => [path, version === null ? null : () => takenOf(path, version, objects)]));

/** No file of the work tree could be read under a name that Node cannot decode: it is the same gap, wherever it comes from. */
const takenOf = (path: string, { id }: Version, objects: Objects): Taken => (isUndecoded(path) ? undecoded : objects.take(id, path));
