import { readSync, writeSync } from 'node:fs';

/**
 * Writes all of `text`. A pipe whose reader is slow takes a part, or nothing for now (EAGAIN); a reader that has gone
 * away (EPIPE: `keytrail | head`) has read what it wanted.
 */
export function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      if (isCode(error, 'EPIPE')) return;
      if (!isCode(error, 'EAGAIN')) throw error;
      pause();
    }
  }
}

/** Reads until the end. A terminal or pipe may say that there is nothing yet. */
export function readAll(file: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let chunk = read(file); chunk.length > 0; chunk = read(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function read(file: number): Uint8Array {
  const buffer = Buffer.allocUnsafe(64 * 1024);
  for (;;) {
    try {
      return buffer.subarray(0, readSync(file, buffer));
    } catch (error) {
      // Windows tells the end of a pipe with an error.
      if (isCode(error, 'EOF')) return buffer.subarray(0, 0);
      if (!isCode(error, 'EAGAIN')) throw error;
      pause();
    }
  }
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

/** Waits without turning the processor. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
