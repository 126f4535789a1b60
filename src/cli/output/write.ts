import { chmodSync, mkdtempSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Writes a file so that nobody ever sees half of it, or loses the old one when writing the new one fails. */
export function writeWhole(path: string, text: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  // A device or a pipe cannot be replaced, only written to; nor can what /dev/stdout leads to: the shell holds it open.
  if (/^\/(?:dev|proc)\//u.test(path) || (stats !== undefined && !stats.isFile())) writeFileSync(path, text, { flag: 'a' });
  else if (stats === undefined) replace(path, text, stats);
  else replaceOrOverwrite(realpathSync(path), text, stats);
}

/** Where the folder is read-only or the file is a mount point (a container's volume), only its text can be changed. */
function replaceOrOverwrite(path: string, text: string, stats: Stats): void {
  try {
    replace(path, text, stats);
  } catch {
    writeFileSync(path, text);
  }
}

function replace(path: string, text: string, stats: Stats | undefined): void {
  const folder = mkdtempSync(join(dirname(path), '.keytrail-'));
  try {
    const draft = join(folder, basename(path));
    writeFileSync(draft, text);
    if (stats !== undefined) chmodSync(draft, stats.mode);
    renameSync(draft, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder does not exist',
  ENOSPC: 'no space is left',
  ENOTDIR: 'its folder is a file',
  EROFS: 'the file system is read-only',
};

/** Why the system would not write, in words. */
export function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return reasons[code] ?? code;
}
