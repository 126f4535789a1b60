import { expect, test } from 'vitest';
import { withProgress } from '../../src/cli/output/progress.js';
import { stream } from './support.js';

/** Takes `files` files of 400 ms each; gives what standard error got. */
function told(files: number, terminal: boolean, env: Record<string, string> = {}): string {
  const stderr = stream(terminal);
  let time = 0;
  const io = { argv: [], env, cwd: '/', stdin: () => new Uint8Array(), stdout: stream(), stderr, today: () => '', now: () => time, memory: () => 0 };
  for (const _ of withProgress(Array.from({ length: files }), files, io)) time += 400;
  return stderr.text();
}

test.each([
  ['a short run says nothing', told(2, true), ''],
  ['a long one tells how far it is, and wipes it away', told(5, true), '\r3 of 5 files\u001B[K\r4 of 5 files\u001B[K\r\u001B[K'],
  ['not where nobody watches', told(5, false), ''],
  ['not in CI', told(5, true, { CI: 'true' }), ''],
  ['not on a dumb terminal', told(5, true, { TERM: 'dumb' }), ''],
])('%s', (_, text, expected) => {
  expect(text).toBe(expected);
});
