import { readdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Content, laidContent, readContent } from './content.js';
import type { Overlay } from './overlay.js';
import { isWithin } from './paths.js';
import { realPath, repositoryRoot, rootOf } from './repository.js';
import { wayTo } from './way.js';

export interface OpenOptions {
  readonly cwd: string;
  /** Bytes; larger files are not read. */
  readonly maxSize: number;
  /** What stands in place of what lies there; undefined: nothing does. */
  readonly overlay?: Overlay | undefined;
}

/**
 * Opens files that others name. Only what really lies in the repository (or in the folder of an argument outside it) is read,
 * whatever links lead out. Paths as in `FoundFile.path`; it gives back why not, in words that fit behind a colon.
 */
export function opener(paths: readonly string[], { cwd, maxSize, overlay }: OpenOptions): (path: string) => Uint8Array | string {
  const root = rootOf(cwd);
  let outside: readonly string[] | undefined;
  return (path) => {
    const wanted = resolve(root, path);
    const real = overlay === undefined ? realPath(wanted) : wayTo(wanted);
    if (real === undefined || overlay?.at(real) === 'nothing') return 'there is no such file';
    outside ??= paths.flatMap((argument) => folderOf(resolve(cwd, argument))).filter((folder) => !isWithin(root, folder));
    if (![root, ...outside].some((folder) => isWithin(folder, real))) return 'it lies outside the repository';
    const content = contentAt(real, maxSize, maxSize, overlay);
    return content.kind === 'bytes' ? content.bytes : content.reason;
  };
}

/** What lies at a real path, or stands in its place. */
export const contentAt = (real: string, maxSize: number, maxPlanSize: number | undefined, overlay: Overlay | undefined): Content =>
  overlay?.at(real) === 'file' ? laidContent(overlay.take(real), maxSize, maxPlanSize) : readContent(real, maxSize, maxPlanSize);

/** Lists the files of folders under the same bounds: none where one may not be looked at. `listed` are those of folders that were listed already, by absolute, real path: whatever is found there is real. */
export function lister(paths: readonly string[], { cwd, overlay }: Pick<OpenOptions, 'cwd' | 'overlay'>, listed: ReadonlyMap<string, readonly string[]> = new Map()): (folder: string) => readonly string[] {
  const root = rootOf(cwd);
  let outside: readonly string[] | undefined;
  return (folder) => {
    const wanted = resolve(root, folder);
    const lying = overlay === undefined && listed.has(wanted) ? wanted : realPath(wanted);
    const real = overlay === undefined ? lying : wayTo(wanted);
    // A way that is the real one leads through no link.
    if (real === undefined || (lying !== undefined && lying !== wanted && goesInCircles(root, folder))) return [];
    outside ??= paths.flatMap((argument) => folderOf(resolve(cwd, argument))).filter((given) => !isWithin(root, given));
    if (![root, ...outside].some((given) => isWithin(given, real))) return [];
    return listed.get(real) ?? filesIn(real, overlay);
  };
}

function filesIn(folder: string, overlay: Overlay | undefined): readonly string[] {
  const lying = entriesIn(folder);
  return namesOf(overlay?.entries(folder, lying) ?? lying).sort();
}

/** The names of what is no folder. */
export const namesOf = (entries: ReturnType<Overlay['entries']>): string[] => entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]));

function entriesIn(folder: string): ReturnType<Overlay['entries']> {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Whether a way leads through a link back to a folder that it went through before: such a way has no end. */
function goesInCircles(root: string, folder: string): boolean {
  const steps = folder === '' ? [] : folder.split('/');
  const met = steps.map((_, index) => realPath(resolve(root, ...steps.slice(0, index + 1))));
  return new Set(met).size < met.length;
}

/** The repository of a file or folder, or the folder itself outside any. */
function folderOf(path: string): readonly string[] {
  const real = realPath(path);
  if (real === undefined) return [];
  const folder = statSync(real, { throwIfNoEntry: false })?.isDirectory() === true ? real : dirname(real);
  return [repositoryRoot(folder) ?? folder];
}
