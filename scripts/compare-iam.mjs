// Compares keytrail's evaluator of IAM policies with that of @cloud-copilot/iam-simulate on many generated documents, in a
// process for each core: node scripts/compare-iam.mjs [documents, 1000000] [seed]. test/model/oracle.test.ts does the same with
// fewer, and holds the list of known divergences. Prints counts, and the first disagreements; fails if there are any.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** Documents between two signs of life. */
const STEP = 5_000;

/** The comparison as it is in the sources. It lies in the project, so that the simulator is found; nothing of that is bundled. */
async function bundled() {
  const folder = mkdtempSync(join(root, 'node_modules/.compare-iam-'));
  const outfile = join(folder, 'compare.mjs');
  await build({ absWorkingDir: root, entryPoints: ['test/model/compare.ts'], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' });
  return { outfile, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** In a process of its own: `count` documents from `seed`. Tells what came of each step. */
async function work(outfile, count, seed) {
  const { chanceOf, compare } = await import(pathToFileURL(outfile).href);
  const chance = chanceOf(seed);
  for (let done = 0; done < count; done += STEP) {
    const { divergences, ...rest } = compare(chance, Math.min(STEP, count - done));
    process.send({ ...rest, divergences: [...divergences] });
  }
  process.disconnect();
}

function add(sum, part) {
  sum.documents += part.documents;
  sum.agreements += part.agreements;
  for (const [verdict, count] of Object.entries(part.verdicts)) sum.verdicts[verdict] = (sum.verdicts[verdict] ?? 0) + count;
  for (const [name, count] of part.divergences) sum.divergences[name] = (sum.divergences[name] ?? 0) + count;
  sum.unexplained.push(...part.unexplained);
}

function runPart(outfile, count, seed, onStep) {
  return new Promise((done, failed) => {
    const child = fork(fileURLToPath(import.meta.url), ['--part', outfile, String(count), String(seed)]);
    child.on('message', onStep);
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`a part ended with ${code}`))));
  });
}

async function main(count, seed) {
  const { outfile, remove } = await bundled();
  const sum = { documents: 0, agreements: 0, verdicts: {}, divergences: {}, unexplained: [] };
  const started = Date.now();
  const parts = availableParallelism();
  const onStep = (part) => {
    add(sum, part);
    if (sum.documents % (STEP * 20) < STEP) console.error(`${sum.documents} documents, ${Math.round((Date.now() - started) / 1000)} s`);
  };
  try {
    const sizes = Array.from({ length: parts }, (_, index) => Math.floor((count + index) / parts));
    await Promise.all(sizes.map((size, index) => runPart(outfile, size, seed + index, onStep)));
  } finally {
    remove();
  }
  report(sum, seed, parts, (Date.now() - started) / 1000);
}

function report({ documents, agreements, verdicts, divergences, unexplained }, seed, parts, seconds) {
  const asked = Object.values(verdicts).reduce((a, b) => a + b, 0);
  console.log(`${documents} documents, ${asked} requests, seeds ${seed} to ${seed + parts - 1}, ${Math.round(seconds)} s`);
  for (const [verdict, count] of Object.entries(verdicts)) console.log(`  ${verdict}: ${count}`);
  console.log(`judged alike: ${agreements}`);
  console.log('judged otherwise, for a known reason (a request may have several):');
  for (const [name, count] of Object.entries(divergences)) console.log(`  ${name}: ${count}`);
  console.log(`judged otherwise, for no known reason: ${unexplained.length}${unexplained.length > 0 ? ' or more' : ''}`);
  for (const one of unexplained.slice(0, 10)) console.log(JSON.stringify(one, undefined, 2));
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--part') await work(rest[0], Number(rest[1]), Number(rest[2]));
else await main(Number(first ?? 1_000_000), Number(rest[0] ?? Date.now() % 2 ** 31));
