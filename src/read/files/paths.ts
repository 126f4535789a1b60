import path, { type PlatformPath } from 'node:path';

/** How a system writes paths: `path.posix` or `path.win32`. */
export type Flavour = Pick<PlatformPath, 'basename' | 'isAbsolute' | 'relative' | 'sep'>;

/** The system that this runs on. */
export const platform: Flavour = path;

/** Whether `place` is `folder` or something in it. On Windows the way to another drive is absolute, and case makes no difference. */
export function isWithin(folder: string, place: string, flavour: Flavour = platform): boolean {
  if (isPlainlyBelow(folder, place, flavour)) return true;
  const way = flavour.relative(folder, place);
  return way !== '..' && !way.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(way);
}

/** The way from `base` to `place` as Git and SARIF write it; on Windows to another drive its whole path. */
export function slashed(base: string, place: string, flavour: Flavour = platform): string {
  return isPlainlyBelow(base, place, flavour) ? place.slice(base.length + 1) : withSlashes(flavour.relative(base, place), flavour);
}

/** Whether a place shows to lie below a folder. It is asked of each file that is met: to take both ways apart takes as long as to open it. */
const isPlainlyBelow = (folder: string, place: string, { sep }: Flavour): boolean => sep === '/' && folder.startsWith('/') && place.startsWith(folder) && place.charAt(folder.length) === '/' && !UNSETTLED.test(place);

/** Steps that lead nowhere or back, a slash at the end. */
const UNSETTLED = /\/\.{0,2}(?:\/|$)/u;

/** A path as Git writes it. A backslash is part of a name everywhere but on Windows. */
export const withSlashes = (place: string, { sep }: Flavour = platform): string => (sep === '/' ? place : place.replaceAll(sep, '/'));

/** A folder as all paths below it begin. */
export const beginningOf = (folder: string, { sep }: Flavour = platform): string => (folder.endsWith(sep) ? folder : folder + sep);
