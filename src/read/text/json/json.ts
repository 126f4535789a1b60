import type { Source } from '../../../core/source.js';
import type { Parsed } from '../text.js';
import { readFaultless } from './faultless.js';
import { readTolerantly } from './tolerant.js';

/** Reads JSON; what is broken becomes a problem and an unknown, and everything else is still in the tree. */
export function parseJson(source: Source): Parsed {
  const faultless = readFaultless(source);
  return faultless === undefined ? readTolerantly(source) : { documents: [faultless], problems: [] };
}
