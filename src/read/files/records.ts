import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { notRegular, reasonFor } from './content.js';
import { isWithin, slashed } from './paths.js';
import { repositoryRoot, rootOf } from './repository.js';

/** Bytes of a file, in order. */
export interface Chunks {
  readonly size: number;
  /** Fills the buffer from its beginning; how many bytes that were, 0 at the end. */
  readonly read: (buffer: Uint8Array) => number;
  readonly close: () => void;
}

/** A file that may hold records. */
export interface RecordFile {
  /** Relative to the repository root (or the working folder outside one), with `/`. */
  readonly path: string;
  readonly explicit: boolean;
  /** Throws with a message in words that fit behind a colon. */
  readonly open: () => Chunks;
}

export interface RecordFiles {
  /** In the order of their paths, each once. */
  readonly files: readonly RecordFile[];
  /** Arguments that name nothing. */
  readonly missing: readonly string[];
  readonly skipped: readonly { readonly path: string; readonly reason: string; readonly explicit: boolean }[];
}

/** Names that records have where somebody put them down; what else is named is read whatever its name. */
const candidate = /\.(?:json|jsonl|ndjson|csv|tsv|log|gz)$/iu;
/** Beside the log files, in the layout of S3. User Guide, "Finding your CloudTrail log files", "Digest file location", "Viewing Insights events". */
const passedOver: ReadonlySet<string> = new Set(['CloudTrail-Digest', 'CloudTrail-Insight', '.git', 'node_modules']);

interface Search {
  readonly root: string;
  /** By real path. */
  readonly found: Map<string, RecordFile>;
  readonly visited: Set<string>;
  readonly skipped: { path: string; reason: string; explicit: boolean }[];
}

/** The files that paths stand for: a file is itself, a folder is every file in it and below whose name records may have. Git may ignore them: logs are no part of a repository. */
export function recordFiles(paths: readonly string[], cwd: string): RecordFiles {
  const search: Search = { root: rootOf(cwd), found: new Map(), visited: new Set(), skipped: [] };
  const missing = paths.filter((argument) => !look(resolve(cwd, argument), search));
  const files = [...search.found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, missing, skipped: search.skipped };
}

/** False where there is nothing. */
function look(path: string, search: Search): boolean {
  try {
    const stats = statsOf(path);
    if (stats === undefined) return false;
    const real = realpathSync.native(path);
    if (stats.isDirectory()) walk(real, repositoryRoot(real) ?? (isWithin(search.root, real) ? search.root : real), search);
    else if (stats.isFile()) search.found.set(real, fileAt(real, slashed(search.root, isWithin(search.root, real) ? real : path), true));
    else skip(path, notRegular, true, search);
  } catch (error) {
    skip(path, reasonFor(error, path), true, search);
  }
  return true;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function skip(path: string, reason: string, explicit: boolean, { skipped, root }: Search): void {
  skipped.push({ path: slashed(root, path), reason, explicit });
}

/** `top` is what links may not lead out of. */
function walk(folder: string, top: string, search: Search): void {
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    if (search.visited.has(next)) continue;
    search.visited.add(next);
    for (const entry of entriesOf(next, search)) {
      const path = join(next, entry.name);
      if (passedOver.has(entry.name)) continue;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isSymbolicLink()) follow(path, top, folders, search);
      else if (candidate.test(entry.name)) meet(path, entry.isFile(), search);
    }
  }
}

function entriesOf(folder: string, search: Search): readonly { name: string; isFile: () => boolean; isDirectory: () => boolean; isSymbolicLink: () => boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    skip(folder, reasonFor(error, folder), false, search);
    return [];
  }
}

function meet(path: string, isFile: boolean, search: Search): void {
  if (!isFile) skip(path, notRegular, false, search);
  else if (!search.found.has(path)) search.found.set(path, fileAt(path, slashed(search.root, path), false));
}

/** A link leads to a place that is met as if it lay there; what leads out is told. */
function follow(link: string, top: string, folders: string[], search: Search): void {
  try {
    const real = realpathSync.native(link);
    const stats = statSync(real);
    const isCandidate = candidate.test(link) || candidate.test(real);
    if (!isWithin(top, real)) {
      if (stats.isDirectory() || isCandidate) skip(link, 'it is a symbolic link that leads out of the folder', false, search);
    } else if (stats.isDirectory()) folders.push(real);
    else if (isCandidate) meet(real, stats.isFile(), search);
  } catch (error) {
    if (candidate.test(link)) skip(link, `it is a symbolic link that leads nowhere: ${reasonFor(error, link)}`, false, search);
  }
}

/** Opening must not wait for a writer, should something else have taken the place of the file (O_NONBLOCK, which Windows does not have). */
function fileAt(real: string, path: string, explicit: boolean): RecordFile {
  const inWords = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw new Error(reasonFor(error, real), { cause: error });
    }
  };
  const open = (): Chunks => {
    const file = inWords(() => openSync(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
    const stats = fstatSync(file);
    if (!stats.isFile()) {
      closeSync(file);
      throw new Error(notRegular);
    }
    return { size: stats.size, read: (buffer) => inWords(() => readSync(file, buffer, 0, buffer.length, null)), close: () => { closeSync(file); } };
  };
  return { path, explicit, open };
}
