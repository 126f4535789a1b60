// Measuring whole processes against each other.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '..');

/**
 * The environment of what is measured. NODE_EXTRA_CA_CERTS makes Node read certificates when it starts: where it is
 * set the bare start takes three times as long, and every ratio to it looks better than it is.
 */
export const env = { ...process.env };
for (const name of ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'TF_CLI_CONFIG_FILE']) delete env[name];

/**
 * @typedef {object} Command
 * @property {string} command the program
 * @property {readonly string[]} args
 * @property {number | 'any' | readonly number[]} [status] how it may end; 0 if nothing is said
 * @property {string} [cwd]
 */

/** Milliseconds that a command takes from start to end. Fails if it ends with another status than expected. */
export function run({ command, args, status = 0, cwd }) {
  const start = process.hrtime.bigint();
  const result = spawnSync(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 29 });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  check(result, { command, args, status });
  return took;
}

function check(result, { command, args, status }) {
  // Public files hold faults, for which keytrail ends with 2 as well.
  const isBroken = String(result.stderr).includes('internal error');
  if (result.error === undefined && !isBroken && (status === 'any' || [status].flat().includes(result.status))) return;
  throw new Error(`${[command, ...args].join(' ').slice(0, 500)} ended with ${result.status ?? result.error}, not ${status}:\n${String(result.stderr).slice(0, 2000)}`);
}

/** What a command of ours writes as JSON. */
export function answer({ command, args, cwd }) {
  const result = spawnSync(command, args, { env, cwd, encoding: 'utf8', maxBuffer: 1 << 29 });
  check(result, { command, args, status: 0 });
  return JSON.parse(result.stdout);
}

/**
 * Runs the commands in turn, again and again, so that what else the machine does falls on all alike. Absolute times
 * drift from run to run; the ratio of neighbours does not. Ratios are to the first.
 *
 * @param {readonly Command[]} commands
 */
export function compare(commands, rounds, warm = true) {
  if (warm) for (const command of commands) run(command);
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++) commands.forEach((command, index) => times[index].push(run(command)));
  return paired(times);
}

/**
 * Medians of times that were taken in turn, and of their ratios to the first. `least` is the ratio of the shortest times: what comes
 * nearest to a machine that does nothing else.
 */
export function paired(times) {
  const [base] = times;
  return times.map((own) => ({ milliseconds: median(own), ratio: median(own.map((time, round) => time / base[round])), least: Math.min(...own) / Math.min(...base) }));
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What a preloaded part of the bench writes when a command ends, into the file that it finds in the environment by `name`. */
function writtenBy(part, name, { args, status = 0 }) {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-bench-'));
  try {
    const file = join(folder, 'written');
    const result = spawnSync(process.execPath, ['-r', join(here, 'parts', part), ...args], { env: { ...env, [name]: file }, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 29 });
    check(result, { command: 'node', args, status });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The packs that a command loads. */
export const packsOf = (command) => writtenBy('packs.cjs', 'KEYTRAIL_BENCH_PACKS', command).split('\n');

/** The most memory that a run of Node had at once, in MiB, median of some runs: it says so itself when it ends. */
export const peakMemory = (command, rounds = 3) => median(Array.from({ length: rounds }, () => Number(writtenBy('peak.cjs', 'KEYTRAIL_BENCH_PEAK', command)) / 1024));

export const bare = { command: process.execPath, args: ['-e', '0'] };

/** A run of what is built in `dist`. */
export const keytrail = (dist, args, status = 0) => ({ command: process.execPath, args: [join(dist, 'cli.cjs'), ...args], status });
