import { dirname, resolve } from 'node:path';
import { candidates, isWithin, kindOf, lying, overlayOf, type Overlay, wayTo } from '../../read/files.js';
import type { Change, Check } from '../args/invocation.js';
import type { Side } from '../commands/side.js';
import { type Changes, changesSince, laidOf, type Layer, stagedChanges } from '../git/changes.js';
import { type Objects, objectsOf } from '../git/objects.js';
import { mergeBase, openRepository, type Repository } from '../git/repository.js';
import { type Io, oneLine, tell, UsageError } from '../io.js';

/** One of both sides of a change, and what of it is read. */
export interface Tree extends Side {
  readonly paths: readonly string[];
}

/** Both sides of a change. Paths are absolute and real. */
export interface Trees {
  /** What it is compared with, as the user knows it. */
  readonly against: string;
  readonly after: Tree;
  readonly before: Tree;
  /** Paths that are judged, with whether there is a file before and after. */
  readonly judged: ReadonlyMap<string, Presence>;
  /** Paths that the user named, files and folders. */
  readonly named: readonly string[];
  /** Whether the user named a file that is only announced to Git. */
  readonly announced: boolean;
  /** Whether a path is that of a file that is met in a folder. */
  readonly isCandidate: (path: string) => boolean;
  readonly same: Repository['same'];
}

export interface Presence {
  readonly before: boolean;
  readonly after: boolean;
}

export async function openTrees(change: Change, invocation: Check, io: Io): Promise<Trees> {
  const option = change.kind === 'staged' ? '--staged' : '--changed-since';
  const { maxSize, maxPlanSize, paths } = invocation;
  if (paths.includes('-')) throw new UsageError(`${option} compares files: standard input is none`);
  const repository = openRepository(option, io);
  refuseOutside(paths, option, repository, io);
  const changes = change.kind === 'staged' ? stagedChanges(repository) : changesSince(mergeBase(change.ref, repository), repository);
  for (const path of changes.submodules) tell(io, `the submodule '${path}' is another one: what that changes is not judged`);
  // Plans and states of Terraform are read in parts, and may be larger than anything else.
  const objects = objectsOf(repository.git, (path) => (/\.(?:json|tfstate)$/iu.test(path) ? maxPlanSize : maxSize));
  const isCandidate = await candidates();
  tellAbsent(changes.absent.filter(isCandidate), invocation, io);
  const overlay = (layer: Layer): Overlay => overlayOf(laidOf(layer, objects), repository.same, changes.lacks);
  const after = change.kind === 'staged' || changes.after.size > 0 ? overlay(changes.after) : undefined;
  const whole = overlay(new Map([...changes.after, ...changes.before]));
  const announced = new Set(paths.filter((path) => isOutOf([after, whole], path, changes, io)));
  const named = namedFiles(paths, [after, whole], announced, repository, io);
  const judged = judgedOf(changes, named === undefined ? undefined : { files: named, folders: new Set(paths.map((path) => repository.same(wayTo(resolve(io.cwd, path))))) }, after, repository);
  const layer = new Map([...changes.after, ...[...judged.keys()].map((path) => [path, changes.before.get(path) ?? null] as const)]);
  prepare([changes.after, layer], isCandidate, objects);
  const before = overlay(layer);
  const wanted = named === undefined ? paths : [repository.top, ...paths.filter((path) => !announced.has(path))];
  const standing = (where: Overlay | undefined): readonly string[] => wanted.filter((path) => kindOf(path, io.cwd, where) !== undefined);
  return {
    against: change.kind === 'staged' ? 'HEAD' : change.ref,
    // What is on neither side is told as missing.
    after: { overlay: after, isPast: false, paths: wanted.filter((path) => kindOf(path, io.cwd, after) !== undefined || kindOf(path, io.cwd, whole) === undefined) },
    before: { overlay: before, isPast: true, paths: standing(before) },
    judged,
    named: paths.map((path) => wayTo(resolve(io.cwd, path))),
    announced: announced.size > 0,
    isCandidate,
    same: repository.same,
  };
}

function refuseOutside(paths: readonly string[], option: string, { top }: Repository, io: Io): void {
  const outside = paths.find((path) => !isWithin(top, wayTo(resolve(io.cwd, path))));
  if (outside !== undefined) throw new UsageError(`${option} judges what changes in one repository, and '${oneLine(outside)}' lies outside it`);
}

/** Whether an argument names what is only announced to Git: hooks name it, too. What Git does not know at all was meant to be judged, and cannot be. */
function isOutOf(sides: readonly (Overlay | undefined)[], path: string, { announced, lacks }: Changes, io: Io): boolean {
  const place = wayTo(resolve(io.cwd, path));
  if (!lacks(place) || lying(place) === undefined || sides.some((overlay) => kindOf(path, io.cwd, overlay) !== undefined)) return false;
  if (!announced.has(place)) throw new UsageError(`--staged judges what is in the index, and '${oneLine(path)}' is not: 'git add' puts it there`);
  tell(io, `'${path}' is not in the index yet, but only announced: --staged does not judge it`);
  return true;
}

/** The files among arguments, on whichever side they are; undefined where only folders are named. */
function namedFiles(paths: readonly string[], sides: readonly (Overlay | undefined)[], announced: ReadonlySet<string>, { same }: Repository, io: Io): ReadonlySet<string> | undefined {
  const files = paths.filter((path) => announced.has(path) || sides.some((overlay) => kindOf(path, io.cwd, overlay) === 'file'));
  return files.length === 0 ? undefined : new Set(files.map((path) => same(wayTo(resolve(io.cwd, path)))));
}

interface Named {
  readonly files: ReadonlySet<string>;
  /** Whatever was named: below a file there is nothing. */
  readonly folders: ReadonlySet<string>;
}

/** The changes that count: all of them, or those of named files. A file that is gone, nobody can name: hooks pass those that are there. */
function judgedOf({ after, before }: Changes, named: Named | undefined, overlay: Overlay | undefined, { same }: Repository): ReadonlyMap<string, Presence> {
  const judged = new Map<string, Presence>();
  for (const [path, version] of before) {
    const presence = { before: version !== null, after: after.has(path) ? after.get(path) !== null : kindOf(path, '/', overlay) === 'file' };
    if (named === undefined || !presence.after || named.files.has(same(path)) || liesIn(named.folders, same(path))) judged.set(path, presence);
  }
  return judged;
}

/** Whether a path is one of some folders, or lies in one. */
function liesIn(folders: ReadonlySet<string>, path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (folders.has(folder)) return true;
    if (folder === dirname(folder)) return false;
  }
}

/** At once, instead of one by one when they are asked for: what will be read. */
function prepare(layers: readonly Layer[], isCandidate: Trees['isCandidate'], objects: Objects): void {
  objects.prepare(layers.flatMap((layer) => [...layer].flatMap(([path, version]) => (version !== null && isCandidate(path) ? [[version.id, path] as const] : []))));
}

function tellAbsent({ length }: readonly string[], { quiet }: Check, io: Io): void {
  if (length === 0 || quiet) return;
  tell(io, `${length === 1 ? '1 file' : `${length} files`} outside the sparse checkout ${length === 1 ? 'is' : 'are'} not read: this partial clone does not have ${length === 1 ? 'it' : 'them'}`);
}

/**
 * Whether a change may matter to what was read after it: if it touches nothing that was read, asked for or would be met in a folder, it
 * was the same before.
 */
export function mayMatter({ judged, isCandidate, named, same }: Trees, touched: Touched): boolean {
  const asked = new Set(named.map(same));
  return [...judged].some(([path, { before, after }]) => {
    const key = same(path);
    return isCandidate(path) || asked.has(key) || touched.files.has(key) || (before !== after && touched.folders.has(same(dirname(path))));
  });
}

/** What a run asked for. */
export interface Touched {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}
