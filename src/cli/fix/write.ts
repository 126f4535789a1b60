import { accessSync, constants } from 'node:fs';
import { whyNot, writeWhole } from '../output/write.js';
import { CHANGED } from './choice.js';
import type { Access, Original } from './originals.js';

/**
 * Writes a file anew, if it is still what was linted; else tells why not, in words that fit behind a colon. Whoever looks at it sees
 * the old text or the new one.
 */
export function writeFixed({ bytes, path, place }: Original, text: string, { open, placeOf }: Pick<Access, 'open' | 'placeOf'>): string | undefined {
  if (place === undefined || placeOf(path) !== place || !isSame(open(path), bytes)) return CHANGED;
  try {
    // Its folder may let it be replaced, but its owner wants it to stay.
    accessSync(place, constants.W_OK);
    writeWhole(place, text);
    return undefined;
  } catch (error) {
    return whyNot(error);
  }
}

const isSame = (found: Uint8Array | string, bytes: Uint8Array): boolean => typeof found !== 'string' && Buffer.compare(found, bytes) === 0;
