import type { Source } from '../core/source.js';
import type { Unit } from '../core/unit.js';
import { folderReaders } from './index.js';
import { folderOf } from './library.js';
import type { Document, FolderOptions, FolderReader, LoadedFolderReader } from './reader.js';

/** Folders whose files are one document, and what they come to. */
export interface Configurations {
  /** What a folder comes to. It is read once: for itself, and for what was made from it. It throws `FullReaderNeeded` as `parseNow` does. */
  readonly unitsIn: (reader: FolderReader, folder: string) => readonly Unit[];
  /** Of a folder that comes to nothing, whatever it is evaluated with, its first file. What was made from it, such as a plan, looks at what it declares all the same. */
  readonly settledIn: (reader: FolderReader, folder: string) => Source | undefined;
  /** The same as `unitsIn` by whatever reader there is for it. */
  readonly of: (folder: string) => readonly Unit[];
  /** The folders that one uses. */
  readonly usedBy: (reader: FolderReader, folder: string) => readonly string[];
}

/** Those of `folders`, and those beside documents of `made`, such as plans. A reader is loaded where there is anything for it. */
export async function configurationsOf(folders: ReadonlyMap<FolderReader, ReadonlyMap<string, readonly Source[]>>, made: readonly Document[], options: FolderOptions): Promise<Configurations> {
  const beside = new Set(made.map(({ source }) => folderOf(source.path)));
  const needed = folderReaders.filter((reader) => folders.has(reader) || [...beside].some((folder) => options.library.list(folder).some(reader.claims)));
  const loaded = new Map(await Promise.all(needed.map(async (reader): Promise<[FolderReader, LoadedFolderReader]> => [reader, await reader.load()])));
  const known = new Map<FolderReader, Map<string, readonly Unit[]>>(needed.map((reader) => [reader, new Map()]));
  const unitsIn: Configurations['unitsIn'] = (reader, folder) => {
    const units = known.get(reader)?.get(folder) ?? loaded.get(reader)?.read(folder, folders.get(reader)?.get(folder) ?? [], options) ?? [];
    known.get(reader)?.set(folder, units);
    return units;
  };
  return {
    unitsIn,
    settledIn: (reader, folder) => loaded.get(reader)?.settled(folder, options),
    of: (folder) => needed.flatMap((reader) => unitsIn(reader, folder)),
    usedBy: (reader, folder) => loaded.get(reader)?.usedBy(folder, options.library) ?? [],
  };
}
