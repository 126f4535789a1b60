import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Cause, notRegular, readContent, reasonFor } from './files/content.js';
import { isWithin, repositoryRoot, slashed } from './files/repository.js';
import type { Finds } from './files/walk.js';

export { folderOfFile, nearestOf } from './files/config.js';
export { readNamed } from './files/named.js';

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
}

/** Finds the files that paths stand for: a file is itself, whatever its name; a folder is every candidate in it that Git does not ignore. */
export async function discover(paths: readonly string[], options: DiscoverOptions): Promise<Discovery> {
  const search: Search = { ...options, root: rootOf(options.cwd), leftOut: 0, entries: new Map(), missing: [], skipped: [] };
  const folders = paths.flatMap((path) => look(path, search));
  if (folders.length > 0) await walkAll(folders, search);
  return { missing: search.missing, leftOut: search.leftOut, count: search.entries.size, files: () => read(search), skipped: search.skipped };
}

/**
 * Opens files that others name. Only what really lies in the repository (or in the folder of an argument outside it) is read,
 * whatever links lead out. Paths as in `FoundFile.path`; it gives back why not, in words that fit behind a colon.
 */
export function opener(paths: readonly string[], { cwd, maxSize }: Omit<DiscoverOptions, 'selects'>): (path: string) => Uint8Array | string {
  const root = rootOf(cwd);
  let outside: readonly string[] | undefined;
  return (path) => {
    const wanted = resolve(root, path);
    const real = realPath(wanted);
    if (real === undefined) return 'there is no such file';
    outside ??= paths.flatMap((argument) => folderOf(resolve(cwd, argument))).filter((folder) => !isWithin(root, folder));
    if (![root, ...outside].some((folder) => isWithin(folder, real))) return 'it lies outside the repository';
    const content = readContent(real, maxSize);
    return content.kind === 'bytes' ? content.bytes : content.reason;
  };
}

/** Lists the files of folders under the same bounds: none where one may not be looked at. */
export function lister(paths: readonly string[], { cwd }: Pick<DiscoverOptions, 'cwd'>): (folder: string) => readonly string[] {
  const root = rootOf(cwd);
  let outside: readonly string[] | undefined;
  return (folder) => {
    const real = realPath(resolve(root, folder));
    if (real === undefined || goesInCircles(root, folder)) return [];
    outside ??= paths.flatMap((argument) => folderOf(resolve(cwd, argument))).filter((given) => !isWithin(root, given));
    if (![root, ...outside].some((given) => isWithin(given, real))) return [];
    try {
      return readdirSync(real, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [] : [entry.name])).sort();
    } catch {
      return [];
    }
  };
}

/** Whether a way leads through a link back to a folder that it went through before: such a way has no end. */
function goesInCircles(root: string, folder: string): boolean {
  const steps = folder === '' ? [] : folder.split('/');
  const met = steps.map((_, index) => realPath(resolve(root, ...steps.slice(0, index + 1))));
  return new Set(met).size < met.length;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** The repository of a file or folder, or the folder itself outside any. */
function folderOf(path: string): readonly string[] {
  const real = realPath(path);
  if (real === undefined) return [];
  const folder = statsOf(real)?.isDirectory() === true ? real : dirname(real);
  return [repositoryRoot(folder) ?? folder];
}

/** The path to report for a name that the user gave: what `discover` would call it. */
export function reportedPath(name: string, cwd: string): string {
  const root = rootOf(cwd);
  const path = resolve(cwd, name);
  return isWithin(root, path) && path !== root ? slashed(root, path) : name;
}

const rootOf = (cwd: string): string => realpathSync.native(repositoryRoot(cwd) ?? cwd);

/** Takes a file; gives back a folder. */
function look(argument: string, search: Search): string[] {
  const path = resolve(search.cwd, argument);
  try {
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

async function walkAll(folders: readonly string[], search: Search): Promise<void> {
  const [{ walk }, { rulesForNamed }, { default: newIgnore }] = await Promise.all([
    import('./files/walk.js'),
    import('./files/ignores.js'),
    import('ignore'),
  ]);
  const finds = findsOf(search);
  const visited = new Set<string>();
  for (const folder of folders) {
    const top = repositoryRoot(folder) ?? (isWithin(search.root, folder) ? search.root : folder);
    walk(folder, rulesForNamed(folder, top, newIgnore), { finds, top, newIgnore, visited });
  }
}

function findsOf(search: Search): Finds {
  return {
    file: (path) => {
      const shown = slashed(search.root, path);
      if (!search.entries.has(path) && search.selects(shown)) search.entries.set(path, { path: shown, explicit: false });
    },
    skipped: (path, reason) => {
      const shown = slashed(search.root, path);
      if (search.selects(shown)) search.skipped.push({ path: shown, cause: 'system', reason, explicit: false });
    },
  };
}

function* read(search: Search): Iterable<FoundFile> {
  const entries = [...search.entries].sort(([, a], [, b]) => (a.path < b.path ? -1 : 1));
  for (const [real, { path, explicit }] of entries) {
    const content = readContent(real, search.maxSize, search.maxPlanSize);
    if (content.kind === 'bytes') yield { path, bytes: content.bytes, explicit, ...(content.refusal !== undefined && { refusal: content.refusal }) };
    else search.skipped.push({ path, cause: content.cause, reason: content.reason, explicit });
  }
}
