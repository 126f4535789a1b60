import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Taken } from './overlay.js';
import { HEAD, looksLikePlan } from './plan-head.js';

/** Who kept a file from being read: the limit that the user set, or the system. */
export type Cause = 'limit' | 'system';

/** What reading a file came to. */
export type Content = { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly refusal?: string } | { readonly kind: 'skipped'; readonly cause: Cause; readonly reason: string };

/**
 * Reads a regular file of at most `maxSize` bytes, or of `maxPlanSize` if it begins like a plan or a state of Terraform: what it
 * is not read for, should it be none, comes with it. Callers know it as one; should something else have taken its place,
 * opening must not wait for a writer (O_NONBLOCK, which Windows does not have).
 */
export function readContent(path: string, maxSize: number, maxPlanSize = maxSize): Content {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return contentOf(file, maxSize, maxPlanSize);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { kind: 'skipped', cause: 'system', reason: reasonFor(error, path) };
  }
}

function contentOf(file: number, maxSize: number, maxPlanSize: number): Content {
  const small = smallIn(file);
  if (small !== undefined && small.length <= maxSize) return { kind: 'bytes', bytes: small };
  const stats = fstatSync(file);
  if (!stats.isFile()) return { kind: 'skipped', cause: 'system', reason: notRegular };
  if (stats.size > maxSize) {
    const refusal = tooLarge(stats.size, maxSize);
    if (stats.size <= maxPlanSize && looksLikePlan(headOf(file))) return { kind: 'bytes', bytes: readFileSync(file), refusal };
    return { kind: 'skipped', cause: 'limit', reason: refusal };
  }
  return { kind: 'bytes', bytes: readFileSync(file) };
}

/**
 * Small files are most of all: one call takes all of one, and tells that it is no pipe or terminal, which have no places to read at
 * (ESPIPE), nor a folder (EISDIR). Of what is empty or may go on, such as a device, it has to be asked what it is: undefined.
 */
function smallIn(file: number): Uint8Array | undefined {
  room ??= Buffer.allocUnsafeSlow(SMALL + 1);
  const read = readSync(file, room, 0, SMALL + 1, 0);
  return read === 0 || read > SMALL ? undefined : Buffer.from(room.subarray(0, read));
}

/** In bytes. */
const SMALL = 65_536;

/** What every small file is read into before its bytes are copied, which share memory. */
let room: Buffer | undefined;

/** The same of what stands in an overlay. */
export function laidContent(taken: Taken, maxSize: number, maxPlanSize = maxSize): Content {
  if (typeof taken === 'string') return { kind: 'skipped', cause: 'system', reason: taken };
  const size = typeof taken === 'number' ? taken : taken.length;
  if (typeof taken !== 'number' && size <= maxSize) return { kind: 'bytes', bytes: taken };
  const refusal = tooLarge(size, maxSize);
  if (typeof taken !== 'number' && size <= maxPlanSize && looksLikePlan(taken)) return { kind: 'bytes', bytes: taken, refusal };
  return { kind: 'skipped', cause: 'limit', reason: refusal };
}

/** Leaves the position in the file as it is. */
function headOf(file: number): Uint8Array {
  const head = new Uint8Array(HEAD);
  return head.subarray(0, readSync(file, head, 0, HEAD, 0));
}

export const tooLarge = (size: number, maxSize: number): string => `it has ${size} bytes, more than the ${maxSize} that --max-file-size allows`;
export const notRegular = 'it is not a regular file';

/** Node decodes names as UTF-8; what it cannot decode it cannot find again. */
export const isUndecoded = (path: string): boolean => path.includes('\uFFFD');
export const undecoded = 'its name is not valid UTF-8';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'symbolic links run in a circle',
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: notRegular,
  ESPIPE: notRegular,
  ENAMETOOLONG: 'its name is too long',
};

/** Why the system refused, in words. */
export function reasonFor(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' && isUndecoded(path)) return undecoded;
  return reasons[code] ?? code;
}
