import type { Io, Stream } from './cli/io.js';
import { main } from './cli/main.js';
import { readAll, writeAll } from './cli/streams.js';

// The only file that touches `process`. Written to directly, its streams are never made: that takes two milliseconds.
const stream = (file: number, terminal: () => NodeJS.WriteStream): Stream => ({
  write: (text) => { writeAll(file, text); },
  isTerminal: () => terminal().isTTY,
  columns: () => (terminal().isTTY ? terminal().columns : undefined),
});

const io: Io = {
  argv: process.argv.slice(2),
  env: process.env,
  get cwd() {
    return process.cwd();
  },
  stdin: () => readAll(0),
  stdout: stream(1, () => process.stdout),
  stderr: stream(2, () => process.stderr),
  now: () => performance.now(),
  memory: () => process.memoryUsage.rss(),
};

void main(io).then((status) => {
  process.exitCode = status;
});
