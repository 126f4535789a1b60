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

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Node tells signals when it next waits for events, and does what is due `setImmediate` behind that. */
async function uncut<T>(work: () => T): Promise<T> {
  let came: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals): void => { came ??= signal; };
  for (const signal of signals) process.on(signal, remember);
  try {
    return work();
  } finally {
    await new Promise((resolve) => { setImmediate(resolve); });
    for (const signal of signals) process.off(signal, remember);
    // Whoever sent it is to see that it ended the program: a shell tells 130 for an interrupt.
    if (came !== undefined) process.kill(process.pid, came);
  }
}

/** `YYYY-MM-DD`. By its numbers: a quarter of a millisecond sooner than by `toISOString`. */
function today(): string {
  const now = new Date();
  return [now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

const io: Io = {
  argv: process.argv.slice(2),
  env: process.env,
  get cwd() {
    return process.cwd();
  },
  stdin: () => readAll(0),
  stdout: stream(1, () => process.stdout),
  // Where nothing can be said (a full disk), the exit status says it.
  stderr: { ...stream(2, () => process.stderr), write: (text) => { attempt(() => { writeAll(2, text); }); } },
  // `performance` would load a module of Node's for a millisecond.
  now: () => Number(process.hrtime.bigint() / 1000n) / 1000,
  today,
  memory: () => process.memoryUsage.rss(),
  uncut,
};

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // See where it is used.
  }
}

let judged = false;

/** Lints, and remembers whether there was something to judge: only then has every part of the program been in use. */
const lint: Engine['lint'] = async (...input) => {
  const report = await engine.lint(...input);
  judged = report.coverage.length > 0;
  return report;
};

/** For `src/start.ts`: whether the bytecode of this run is worth keeping. It begins when this pack is loaded as a whole: others that are loaded late take parts of it. */
export const finished = Promise.resolve().then(async () => main(io, { ...engine, lint })).then((status) => {
  process.exitCode = status;
  return judged;
});
