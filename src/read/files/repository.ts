import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readContent } from './content.js';
import { platform, slashed } from './paths.js';

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

/** The folders from `top` down to the one that holds `path`. */
export function foldersDownTo(top: string, path: string): string[] {
  const steps = slashed(top, dirname(path), platform).split('/').filter((step) => step !== '');
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
