import type { Dirent } from 'node:fs';
import { basename, dirname } from 'node:path';
import { beginningOf } from './paths.js';

/** The bytes of a file; how many it has where that is more than may be taken; or why there are none, in words that fit behind a colon. */
export type Taken = Uint8Array | number | string;

/** What stands in place of files of the work tree: by absolute, real path; taken when it is asked for. Null: there is no such file. */
export type Laid = ReadonlyMap<string, (() => Taken) | null>;

/** An entry of a folder, as far as it is asked about. */
export type Entry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

/** A tree that is the work tree but for some files: that of a commit, of the index. Paths are absolute and real. */
export interface Overlay {
  /** What there is at a path; undefined where that is whatever lies there. A folder that it fills is no file. */
  readonly at: (path: string) => 'file' | 'nothing' | undefined;
  /** The file at a path, where `at` says that there is one. */
  readonly take: (path: string) => Taken;
  /** Whether it puts files into a folder, or somewhere below it. */
  readonly fills: (folder: string) => boolean;
  /** The entries of a folder, from those that lie there. */
  readonly entries: (folder: string, lying: readonly Entry[]) => readonly Entry[];
  /** Whether what lies at a path is no part of the tree, be it a file or a folder. */
  readonly lacks: (path: string) => boolean;
}

type Kind = 'file' | 'folder' | 'nothing';

/**
 * `same` maps names that the file system takes for one to one of them. `lacks`: what lies there and is no part of the tree, so that
 * it need not be laid as nothing, name by name; without it all that lies there is.
 */
export function overlayOf(laid: Laid, same: (path: string) => string = (path) => path, lacks: Overlay['lacks'] = () => false): Overlay {
  const files = new Map([...laid].map(([path, take]) => [same(path), take] as const));
  const folders = foldersOf(laid, same);
  const filled = new Set([...folders].flatMap(([folder, names]) => ([...names.values()].some(({ kind }) => kind !== 'nothing') ? [folder] : [])));
  const fills = (folder: string): boolean => filled.has(same(folder));
  return {
    lacks,
    fills,
    at: (path) => {
      const take = files.get(same(path));
      // A file may lie in place of a folder.
      if (take === undefined) return lacks(path) || fills(path) ? 'nothing' : undefined;
      return take === null ? 'nothing' : 'file';
    },
    take: (path) => files.get(same(path))?.() ?? 0,
    entries: (folder, lying) => {
      const own = folders.get(same(folder)) ?? new Map<string, Named>();
      const below = beginningOf(folder);
      const kept = lying.filter((entry) => {
        const kind = own.get(same(entry.name))?.kind;
        if (kind === 'folder') return entry.isDirectory();
        // A folder may lie in place of a file that is gone.
        return kind !== 'file' && (kind === undefined || entry.isDirectory()) && !lacks(below + entry.name);
      });
      const there = new Set(kept.map(({ name }) => same(name)));
      return [...kept, ...[...own].flatMap(([key, { kind, name }]) => (kind === 'nothing' || there.has(key) ? [] : [entryOf(name, kind)]))];
    },
  };
}

interface Named {
  readonly name: string;
  readonly kind: Kind;
}

/** What an overlay says of the entries of each folder. A folder of which it says something is there if it has a file in it. */
function foldersOf(laid: Laid, same: (path: string) => string): ReadonlyMap<string, ReadonlyMap<string, Named>> {
  const folders = new Map<string, Map<string, Named>>();
  const put = (path: string, kind: Kind): boolean => {
    const folder = same(dirname(path));
    const names = folders.get(folder) ?? new Map<string, Named>();
    folders.set(folder, names);
    const key = same(basename(path));
    const known = names.get(key)?.kind;
    if (known !== undefined && known !== 'nothing') return false;
    names.set(key, { name: basename(path), kind });
    return true;
  };
  for (const [path, take] of laid) {
    put(path, take === null ? 'nothing' : 'file');
    if (take === null) continue;
    for (let folder = dirname(path); folder !== dirname(folder) && put(folder, 'folder'); folder = dirname(folder));
  }
  return folders;
}

const entryOf = (name: string, kind: Kind): Entry => ({ name, isFile: () => kind === 'file', isDirectory: () => kind === 'folder', isSymbolicLink: () => false });
