import { realpathSync, statSync } from 'node:fs';
import { notRegular, readContent, reasonFor } from './content.js';

/** A file that the user names for another purpose than to be linted: its bytes, or why it cannot be read, in words that fit behind a colon. */
export function readNamed(path: string, maxSize: number): Uint8Array | string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'there is no such file';
    if (!stats.isFile()) return notRegular;
    const content = readContent(realpathSync.native(path), maxSize);
    return content.kind === 'bytes' ? content.bytes : content.reason;
  } catch (error) {
    return reasonFor(error, path);
  }
}
