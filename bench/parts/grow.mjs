// Lints one shape at two sizes in turn, in a process that is warm: `node grow.mjs <dist> <language> <shape> <pairs>`. It writes the milliseconds
// of the processor that both took (what else runs on the machine does not count), their bytes, and how many findings there were.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shapes } from '../inputs/shapes.mjs';
import { median } from '../measure.mjs';

const [dist, language, shape, pairs] = process.argv.slice(2);
const { lint } = await import(pathToFileURL(join(dist, 'index.js')));
const make = shapes[language][shape];
const inputs = [make(1), make(8)];
const bytes = inputs.map((files) => files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0));

async function timed(files) {
  const start = process.cpuUsage();
  const report = await lint(files);
  const { user, system } = process.cpuUsage(start);
  return { took: (user + system) / 1000, report };
}

// V8 compiles what runs often: until then the smaller size pays for the larger one.
const { report: large } = await timed(inputs[1]);
const { report: small } = await timed(inputs[0]);
for (let spent = 0, round = 0; spent < 300 && round < 100; round++) spent += (await timed(inputs[0])).took;
const times = [[], []];
for (let round = 0; round < Number(pairs); round++) {
  // The smaller one as often as it takes to be as long, so that the pauses of the collector fall on both alike.
  let sum = 0;
  for (let times8 = 0; times8 < 8; times8++) sum += (await timed(inputs[0])).took;
  times[0].push(sum / 8);
  times[1].push((await timed(inputs[1])).took);
}
process.stdout.write(JSON.stringify({ bytes, growth: median(times[1].map((time, index) => time / times[0][index])), milliseconds: times.map(median), findings: [small, large].map((report) => report.findings.length) }));
