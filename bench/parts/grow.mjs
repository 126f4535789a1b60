// Lints one shape at two sizes in turn, in a process that is warm: `node grow.mjs <dist> <language> <shape> <pairs>`. It writes the milliseconds
// of the processor that both took (what else runs on the machine does not count), their bytes, and how many findings there were.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shapes } from '../inputs/shapes.mjs';
import { median } from '../measure.mjs';

const [dist, language, shape, pairs] = process.argv.slice(2);
const { lint } = await import(pathToFileURL(join(dist, 'index.js')));
const make = shapes[language][shape];
/** No file is read that is larger. */
const MOST_BYTES = 10 * 2 ** 20;
/** Milliseconds below which the clock and the collector of garbage say more than what is measured. */
const LEAST = 12;

async function timed(files) {
  const start = process.cpuUsage();
  const report = await lint(files);
  const { user, system } = process.cpuUsage(start);
  return { took: (user + system) / 1000, report };
}

const largest = (files) => Math.max(...files.map(({ text }) => Buffer.byteLength(text)));

/** V8 compiles what runs often: until then the smaller size pays for the larger one. */
async function warm(files, most) {
  const took = [];
  for (let spent = 0; spent < most && took.length < 100; spent += took.at(-1)) took.push((await timed(files)).took);
  return median(took.slice(-5));
}

let size = 1;
while ((await warm(make(size), 600)) < LEAST && size < 16 && largest(make(16 * size)) < MOST_BYTES) size *= 2;
const inputs = [make(size), make(8 * size)];
const bytes = inputs.map((files) => files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0));
await warm(inputs[1], 300);
const [{ report: small }, { report: large }] = [await timed(inputs[0]), await timed(inputs[1])];
const times = [[], []];
for (let round = 0; round < Number(pairs); round++) {
  // The smaller one as often as it takes to be as long, so that the pauses of the collector fall on both alike.
  for (let times8 = 0; times8 < 8; times8++) times[0].push((await timed(inputs[0])).took);
  times[1].push((await timed(inputs[1])).took);
}
// All of it: the collector clears up when it likes, and now the one pays for the other.
const [once, eightfold] = times.map((all) => all.reduce((sum, time) => sum + time, 0));
process.stdout.write(JSON.stringify({ bytes, growth: eightfold / (once / 8), milliseconds: times.map(median), findings: [small, large].map((report) => report.findings.length) }));
