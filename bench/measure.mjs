// Measuring whole processes against each other.
import { spawnSync } from 'node:child_process';

/**
 * The environment of what is measured. NODE_EXTRA_CA_CERTS makes Node read certificates when it starts: where it is
 * set the bare start takes three times as long, and every ratio to it looks better than it is.
 */
const env = { ...process.env };
delete env.NODE_EXTRA_CA_CERTS;
delete env.NODE_OPTIONS;

/** Milliseconds that a command takes from start to end. Fails if it ends with another status than expected. */
function run({ command, args, status = 0 }) {
  const start = process.hrtime.bigint();
  const result = spawnSync(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.status !== status) throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.error}, not ${status}:\n${result.stderr}`);
  return took;
}

/**
 * Runs the commands in turn, again and again, so that what else the machine does falls on all alike. Absolute times
 * drift from run to run; the ratio of neighbours does not.
 */
export function compare(commands, rounds) {
  for (const command of commands) run(command);
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++) commands.forEach((command, index) => times[index].push(run(command)));
  const [base] = times;
  return commands.map(({ name }, index) => ({
    name,
    milliseconds: median(times[index]),
    ratio: median(times[index].map((time, round) => time / base[round])),
  }));
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The most memory that a command had at once, in MB, median of some runs; undefined where nothing here measures it. */
export function peakMemory({ command, args, status = 0 }, rounds = 3) {
  const peaks = [];
  for (let round = 0; round < rounds; round++) {
    const result = spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28, encoding: 'utf8' });
    if (result.error !== undefined) return undefined;
    const kilobytes = Number(result.stderr.trim().split('\n').at(-1));
    // GNU time tells of another status in a line of its own, before the number.
    if (result.status !== status || !Number.isFinite(kilobytes)) throw new Error(`${command} ${args.join(' ')} ended with ${result.status}:\n${result.stderr}`);
    peaks.push(kilobytes / 1024);
  }
  return median(peaks);
}
