import { realpathSync, statSync } from 'node:fs';
import { laidContent, notRegular, readContent, reasonFor } from './content.js';
import type { Overlay } from './overlay.js';
import { lying, wayTo } from './way.js';

/** A file that the user names for another purpose than to be linted: its bytes, or why it cannot be read, in words that fit behind a colon. */
export function readNamed(path: string, maxSize: number, overlay?: Overlay): Uint8Array | string {
  try {
    const real = overlay === undefined ? path : wayTo(path);
    const laid = overlay?.at(real);
    if (overlay?.fills(real) === true) return notRegular;
    if (laid === 'nothing') return lying(real) === undefined ? 'there is no such file in what is judged' : 'it lies in the work tree, and is no part of what is judged';
    if (overlay !== undefined && laid === 'file') {
      const taken = laidContent(overlay.take(real), maxSize);
      return taken.kind === 'bytes' ? taken.bytes : taken.reason;
    }
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return lying(path) === undefined ? 'there is no such file' : 'it is a symbolic link that leads nowhere';
    if (!stats.isFile()) return notRegular;
    const content = readContent(realpathSync.native(path), maxSize);
    return content.kind === 'bytes' ? content.bytes : content.reason;
  } catch (error) {
    return reasonFor(error, path);
  }
}
