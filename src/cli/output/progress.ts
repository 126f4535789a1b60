import type { Io } from '../io.js';
import { isLive } from './terminal.js';

const PATIENCE = 1000;
const PAUSE = 100;

/** Passes files on; once that has taken a second, a line on the terminal says how far it is. The line is gone at the end. */
export function* withProgress<T>(files: Iterable<T>, count: number, io: Io): Iterable<T> {
  const start = io.now();
  let drawn = -Infinity;
  let done = 0;
  try {
    for (const file of files) {
      const now = io.now();
      if (now - start >= PATIENCE && now - drawn >= PAUSE && isWatched(io)) {
        io.stderr.write(`\r${done} of ${count} files\u001B[K`);
        drawn = now;
      }
      yield file;
      done++;
    }
  } finally {
    if (drawn > 0) io.stderr.write('\r\u001B[K');
  }
}

const isWatched = (io: Io): boolean => isLive(io) && io.stderr.isTerminal();
