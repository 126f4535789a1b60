import type { Dirent } from 'node:fs';
import { basename, dirname } from 'node:path';

/** The bytes of a file, or how many it has where that is more than may be taken. */
export type Taken = Uint8Array | number;

/** What stands in place of files of the work tree: by absolute, real path; taken when it is asked for. Null: there is no such file. */
export type Laid = ReadonlyMap<string, (() => Taken) | null>;

/** An entry of a folder, as far as it is asked about. */
export type Entry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

/** A tree that is the work tree but for some files: that of a commit, of the index. Paths are absolute and real. */
export interface Overlay {
  /** What there is at a path; undefined where that is whatever lies there. */
  readonly at: (path: string) => 'file' | 'nothing' | undefined;
  /** The file at a path, where `at` says that there is one. */
  readonly take: (path: string) => Taken;
  /** Whether it puts files into a folder, or somewhere below it. */
  readonly fills: (folder: string) => boolean;
  /** The entries of a folder, from those that lie there. */
  readonly entries: (folder: string, lying: readonly Entry[]) => readonly Entry[];
}

type Kind = 'file' | 'folder' | 'nothing';

/** `same` maps names that the file system takes for one to one of them. */
export function overlayOf(laid: Laid, same: (path: string) => string = (path) => path): Overlay {
  const files = new Map([...laid].map(([path, take]) => [same(path), take] as const));
  const folders = foldersOf(laid, same);
  return {
    at: (path) => {
      const take = files.get(same(path));
      return take === undefined ? undefined : take === null ? 'nothing' : 'file';
    },
    take: (path) => files.get(same(path))?.() ?? 0,
    fills: (folder) => [...(folders.get(same(folder))?.values() ?? [])].some(({ kind }) => kind !== 'nothing'),
    entries: (folder, lying) => {
      const own = folders.get(same(folder));
      if (own === undefined) return lying;
      const kept = lying.filter((entry) => {
        const kind = own.get(same(entry.name))?.kind;
        return kind === undefined || (kind !== 'file' && entry.isDirectory());
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
