import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Io, uncut } from '../io.js';

/** As `writeWhole`, and no signal cuts it short. What is no file may wait for its reader: that can be interrupted. */
export async function writeUncut(path: string, text: string, io: Io): Promise<void> {
  if (isNoFile(path, statSync(path, { throwIfNoEntry: false }))) writeWhole(path, text);
  else await uncut(io, () => { writeWhole(path, text); });
}

/**
 * Writes a file so that nobody ever sees half of it, or loses the old one when writing the new one fails. Folders of its path
 * that do not exist are made: `.sarif/keytrail.sarif` is where editors look, and at first nobody has such a folder.
 */
export function writeWhole(path: string, text: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (isNoFile(path, stats)) writeFileSync(path, text, { flag: 'a' });
  else if (stats === undefined) create(path, text);
  else replaceOrOverwrite(realpathSync(path), text, stats);
}

function create(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  replace(path, text, undefined);
}

/** A device or a pipe cannot be replaced, only written to; nor can what /dev/stdout leads to: the shell holds it open. */
const isNoFile = (path: string, stats: Stats | undefined): boolean => /^\/(?:dev|proc)\//u.test(path) || (stats !== undefined && !stats.isFile());

/** Where the folder is read-only, the file is a mount point (a container's volume) or it is somebody else's, only its text can be changed. */
const notReplaceable: ReadonlySet<unknown> = new Set(['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'EXDEV']);

/** A full disk, say, is no reason to overwrite: what was there would be gone and the new text not written. */
function replaceOrOverwrite(path: string, text: string, stats: Stats): void {
  try {
    replace(path, text, stats);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && notReplaceable.has(error.code))) throw error;
    overwrite(path, text);
  }
}

/** What it held before has room, if the new text has none. */
function overwrite(path: string, text: string): void {
  const before = readFileSync(path);
  try {
    writeFileSync(path, text);
  } catch (error) {
    if (statSync(path).size !== before.length) writeFileSync(path, before);
    throw error;
  }
}

function replace(path: string, text: string, stats: Stats | undefined): void {
  const folder = mkdtempSync(join(dirname(path), '.keytrail-'));
  try {
    const draft = join(folder, basename(path));
    writeFileSync(draft, text);
    if (stats !== undefined) keepOwner(draft, stats);
    renameSync(draft, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Owner first: changing that takes bits of the mode away. It throws where we may not. Windows knows no owners by number. */
function keepOwner(draft: string, { gid, mode, uid }: Stats): void {
  const own = statSync(draft);
  if (own.uid !== uid || own.gid !== gid) chownSync(draft, uid, gid);
  chmodSync(draft, mode);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'no space is left',
  // Of a folder that would have to be made.
  EEXIST: 'its folder is a file',
  EFBIG: 'it would be larger than a file may be',
  EIO: 'the device failed',
  EINVAL: 'the system takes no such name',
  EISDIR: 'it is a folder',
  ELOOP: 'symbolic links run in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'its folder does not exist',
  ENOSPC: 'no space is left',
  ENOTDIR: 'its folder is a file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/** Why the system would not write, in words. */
export function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return reasons[code] ?? code;
}
