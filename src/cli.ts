import { type Engine, engine } from './cli/engine.js';
import type { Io, Stream } from './cli/io.js';
import { main } from './cli/main.js';
import { readAll, writeAll } from './cli/output/streams.js';

// The only file that touches `process`. Written to directly, its streams are never made: that takes two milliseconds.
const stream = (file: number, terminal: () => NodeJS.WriteStream): Stream => ({
  write: (text) => { writeAll(file, text); },
  isTerminal: () => terminal().isTTY,
  // Some terminals say that they have none.
  columns: () => (terminal().isTTY && terminal().columns > 0 ? terminal().columns : undefined),
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
  // `performance` would load a module of Node's for a millisecond.
  now: () => Number(process.hrtime.bigint() / 1000n) / 1000,
  memory: () => process.memoryUsage.rss(),
};

let judged = false;

/** Lints, and remembers whether there was something to judge: only then has every part of the program been in use. */
const lint: Engine['lint'] = async (...input) => {
  const report = await engine.lint(...input);
  judged = report.coverage.length > 0;
  return report;
};

/** For `src/start.ts`: whether the bytecode of this run is worth keeping. */
export const finished = main(io, { ...engine, lint }).then((status) => {
  process.exitCode = status;
  return judged;
});
