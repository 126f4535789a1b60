import { cpSync } from 'node:fs';
import { inject } from 'vitest';
import type {} from '../build.js';

/**
 * Puts the command as it was built from the sources into the folder `out`, as if it were built there: without V8's bytecode.
 * Only for the files that vitest.config.ts lists as `commands`.
 */
export function built(out: string): void {
  cpSync(inject('dist'), out, { recursive: true });
}
