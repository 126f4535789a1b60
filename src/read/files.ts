import { realpathSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Cause, notRegular, reasonFor } from './files/content.js';
import { contentAt, namesOf } from './files/opened.js';
import type { Overlay } from './files/overlay.js';
import { isWithin, slashed, withSlashes } from './files/paths.js';
import { realPath, repositoryRoot, rootOf } from './files/repository.js';
import type { Finds } from './files/walk.js';
import { wayTo } from './files/way.js';

export { folderOfFile, leadsOut, nearestOf } from './files/config.js';
export { readNamed } from './files/named.js';
export { isUndecoded, undecoded } from './files/content.js';
export { lister, opener } from './files/opened.js';
export { type Laid, type Overlay, overlayOf, type Taken } from './files/overlay.js';
export { beginningOf, isWithin, slashed, withSlashes } from './files/paths.js';
export { repositoryRoot } from './files/repository.js';
export { lying, wayTo } from './files/way.js';

/** A file to lint. */
export interface FoundFile {
  /** Relative to the repository root (or the working folder outside one), with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Named by the user, not met while walking. */
  readonly explicit: boolean;
  /** Why it is not read unless it is a plan or a state of Terraform. In words that fit behind a colon. */
  readonly refusal?: string;
}

/** Something that should have been read and was not. */
export interface Skipped {
  readonly path: string;
  readonly cause: Cause;
  /** In words that fit behind a colon. */
  readonly reason: string;
  readonly explicit: boolean;
}

export interface DiscoverOptions {
  readonly cwd: string;
  /** Bytes; larger files are skipped. */
  readonly maxSize: number;
  /** The same for plans and states of Terraform, which are read in parts; without it they are files like others. */
  readonly maxPlanSize?: number;
  /** Whether a file, by its path as in `FoundFile.path`, is to be read, even if it is named. */
  readonly selects: (path: string) => boolean;
  /** What stands in place of what lies there; undefined: nothing does. */
  readonly overlay?: Overlay | undefined;
}

export interface Discovery {
  /** Arguments that name nothing. */
  readonly missing: readonly string[];
  /** How many of the files that were named are left out by `selects`. */
  readonly leftOut: number;
  /** How many files there are to read. */
  readonly count: number;
  /** In the order of their paths, each once. A file is opened when it is asked for, so that only one is held at a time. */
  readonly files: () => Iterable<FoundFile>;
  /** Complete when all files have been asked for. */
  readonly skipped: readonly Skipped[];
  /** What `lister` would list of folders that were walked and hold files which belong together, by absolute, real path. */
  readonly listed: ReadonlyMap<string, readonly string[]>;
}

interface Entry {
  readonly path: string;
  readonly explicit: boolean;
}

interface Search extends DiscoverOptions {
  leftOut: number;
  readonly root: string;
  /** By absolute, real path. */
  readonly entries: Map<string, Entry>;
  readonly missing: string[];
  readonly skipped: Skipped[];
  readonly listed: Map<string, readonly string[]>;
}

/** Finds the files that paths stand for: a file is itself, whatever its name; a folder is every candidate in it that Git does not ignore. */
export async function discover(paths: readonly string[], options: DiscoverOptions): Promise<Discovery> {
  const search: Search = { ...options, root: rootOf(options.cwd), leftOut: 0, entries: new Map(), missing: [], skipped: [], listed: new Map() };
  const folders = paths.flatMap((path) => look(path, search));
  if (folders.length > 0) await walkAll(folders, search);
  return { missing: search.missing, leftOut: search.leftOut, count: search.entries.size, files: () => read(search), skipped: search.skipped, listed: search.listed };
}

/** The path to report for a name that the user gave: what `discover` would call it. */
export function reportedPath(name: string, cwd: string): string {
  const root = rootOf(cwd);
  const path = resolve(cwd, name);
  return isWithin(root, path) && path !== root ? slashed(root, path) : withSlashes(name);
}

/** Where a file really lies, by its path as in `FoundFile.path`; undefined where there is none. */
export const placeOf = (path: string, cwd: string): string | undefined => realPath(resolve(rootOf(cwd), path));

/** Whether a file is met in a folder, by its path: those of other names are read where they are named. */
export const candidates = async (): Promise<(path: string) => boolean> => {
  const { isCandidate } = await import('./files/walk.js');
  return (path) => isCandidate(path);
};

/** Takes a file; gives back a folder. */
function look(argument: string, search: Search): string[] {
  const path = resolve(search.cwd, argument);
  try {
    const laid = standing(path, search.overlay);
    if (laid === 'folder') return [wayTo(path)];
    if (laid !== undefined) {
      takeLaid(argument, laid === 'file' ? wayTo(path) : undefined, search);
      return [];
    }
    const stats = statsOf(path);
    if (stats?.isDirectory()) return [realpathSync.native(path)];
    take(argument, path, stats, search);
  } catch (error) {
    search.skipped.push({ path: slashed(search.root, path), cause: 'system', reason: reasonFor(error, path), explicit: true });
  }
  return [];
}

/** `undefined` where there is nothing, nor can be: below a file. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function take(argument: string, path: string, stats: Stats | undefined, search: Search): void {
  if (stats === undefined) {
    search.missing.push(argument);
    return;
  }
  const real = realpathSync.native(path);
  // A link is told as what it leads to (GitHub shows no alert at a link), unless that is outside.
  const shown = slashed(search.root, isWithin(search.root, real) ? real : path);
  if (!search.selects(shown)) search.leftOut++;
  else if (stats.isFile()) search.entries.set(real, { path: shown, explicit: true });
  else search.skipped.push({ path: shown, cause: 'system', reason: notRegular, explicit: true });
}

/** What an overlay has at a path; undefined where it says nothing of it. */
function standing(path: string, overlay: Overlay | undefined): 'file' | 'folder' | 'nothing' | undefined {
  if (overlay === undefined) return undefined;
  const real = wayTo(path);
  const laid = overlay.at(real);
  if (laid !== 'file' && overlay.fills(real)) return 'folder';
  // A folder has taken the place of a file that is gone.
  return laid === 'nothing' && !overlay.lacks(real) && statsOf(real)?.isDirectory() === true ? undefined : laid;
}

/** What an argument stands for; undefined where there is nothing. */
export function kindOf(argument: string, cwd: string, overlay: Overlay | undefined): 'file' | 'folder' | undefined {
  const path = resolve(cwd, argument);
  const laid = standing(path, overlay);
  if (laid !== undefined) return laid === 'nothing' ? undefined : laid;
  const stats = statsOf(path);
  return stats === undefined ? undefined : stats.isDirectory() ? 'folder' : 'file';
}

function takeLaid(argument: string, real: string | undefined, search: Search): void {
  if (real === undefined) {
    search.missing.push(argument);
    return;
  }
  const shown = slashed(search.root, real);
  if (search.selects(shown)) search.entries.set(real, { path: shown, explicit: true });
  else search.leftOut++;
}

async function walkAll(folders: readonly string[], search: Search): Promise<void> {
  const [{ walk }, { ignoreFiles }] = await Promise.all([import('./files/walk.js'), import('./files/ignores.js')]);
  const finds = findsOf(search);
  const visited = new Set<string>();
  const ignoring = ignoreFiles();
  for (const folder of folders) {
    const top = repositoryRoot(folder) ?? (isWithin(search.root, folder) ? search.root : folder);
    walk(folder, ignoring.forNamed(folder, top), { finds, top, ignoreFiles: ignoring, visited, overlay: search.overlay });
  }
}

/** Files that are one document with the others of their folder (`FolderReader.claims`): their folders are listed once more. */
const together = /\.(?:tf|tofu)(?:vars)?(?:\.json)?$/u;

function findsOf(search: Search): Finds {
  return {
    folder: (path, entries) => {
      if (entries.some(({ name }) => together.test(name))) search.listed.set(path, namesOf(entries));
    },
    file: (path) => {
      const shown = slashed(search.root, path);
      if (!search.entries.has(path) && search.overlay?.at(path) !== 'nothing' && search.selects(shown)) search.entries.set(path, { path: shown, explicit: false });
    },
    skipped: (path, reason) => {
      const shown = slashed(search.root, path);
      if (search.selects(shown)) search.skipped.push({ path: shown, cause: 'system', reason, explicit: false });
    },
  };
}

function* read(search: Search): Iterable<FoundFile> {
  const entries = [...search.entries].sort((a, b) => (a[1].path < b[1].path ? -1 : 1));
  for (const [real, { path, explicit }] of entries) {
    const content = contentAt(real, search.maxSize, search.maxPlanSize, search.overlay);
    if (content.kind === 'bytes') yield { path, bytes: content.bytes, explicit, ...(content.refusal !== undefined && { refusal: content.refusal }) };
    else search.skipped.push({ path, cause: content.cause, reason: content.reason, explicit });
  }
}
