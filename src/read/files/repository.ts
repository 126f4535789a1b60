import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readContent } from './content.js';

/** The nearest folder with a `.git`, from `folder` upwards. */
export function repositoryRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryRoot(parent);
}

/** The folder that paths are told relative to. */
export const rootOf = (cwd: string): string => realpathSync.native(repositoryRoot(cwd) ?? cwd);

/** Where links lead to; undefined where there is nothing. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** Whether `path` is `folder` or something in it. On Windows the way to another drive is absolute. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The way from `base` to `path` as Git and SARIF write it. A backslash is part of a name everywhere but on Windows. */
export function slashed(base: string, path: string): string {
  // Of each file that is met: to take both ways apart takes as long as to open it.
  const isBelow = sep === '/' && base.startsWith('/') && path.startsWith(base) && path.charAt(base.length) === '/' && !UNSETTLED.test(path);
  return isBelow ? path.slice(base.length + 1) : relative(base, path).split(sep).join('/');
}

/** Steps that lead nowhere or back, a slash at the end. */
const UNSETTLED = /\/\.{0,2}(?:\/|$)/u;

/** The folders from `top` down to the one that holds `path`. */
export function foldersDownTo(top: string, path: string): string[] {
  const steps = relative(top, dirname(path)).split(sep).filter((step) => step !== '');
  return steps.reduce<string[]>((folders, step) => [...folders, join(folders.at(-1) ?? top, step)], [top]);
}

/** Where a repository keeps the patterns that are not shared. `.git` is a file in submodules and worktrees; a worktree shares the folder of its main one. */
export function excludeFile(root: string): string {
  const [pointer] = linesOf(join(root, '.git'));
  const folder = pointer === undefined ? join(root, '.git') : resolve(root, pointer.replace(/^gitdir: /u, ''));
  const [shared] = linesOf(join(folder, 'commondir'));
  return join(shared === undefined ? folder : resolve(folder, shared), 'info', 'exclude');
}

/** Bytes of a file that says what Git ignores, or where its folder is. */
const MAX_SIZE = 1_048_576;

/** The lines of a file that need not be there. One that cannot be read, is none (a pipe, a device) or too large hides nothing. */
export function linesOf(path: string): string[] {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return [];
  } catch {
    return [];
  }
  const content = readContent(path, MAX_SIZE);
  return content.kind === 'bytes' ? new TextDecoder().decode(content.bytes).split(/\r?\n/u) : [];
}
