// Feeds every reader with inputs that nobody would write, and tells whatever goes wrong:
//   node scripts/fuzz.mjs [kind...] [--count n] [--seed n] [--from n] [--deep n] [--coverage] [--guided]
// Each input has a number: --from n --count 1 --deep 1 tries it again. One of `deep` is fixed, reported and written in other ways as well.
// --guided keeps the texts that make code run for the first time, and changes those further; --coverage only tells how much ran.
// It fails if there is a fault. The work is done by scripts/fuzz/.
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** Seconds of computing after which an input is taken to hang. */
const PATIENCE = 30;

/** Seconds that this process has computed: what else the machine has to do does not count. */
function computed() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

if (isMainThread) await main();
else await work();

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, from: { type: 'string', default: '0' }, deep: { type: 'string', default: '16' }, coverage: { type: 'boolean', default: false }, guided: { type: 'boolean', default: false } },
  });
  const folder = mkdtempSync(join(root, 'node_modules', '.fuzz-'));
  try {
    const outfile = join(folder, 'fuzz.mjs');
    await bundle(outfile);
    const { kinds } = await import(pathToFileURL(outfile).href);
    const from = Number(values.from);
    const watching = { guided: values.guided, ...((values.coverage || values.guided) && { watched: pathToFileURL(outfile).href }) };
    let faults = 0;
    for (const kind of positionals.length > 0 ? positionals : kinds(root)) {
      faults += await tried({ outfile, job: { root, kind, seed: Number(values.seed), from, to: from + Number(values.count), deep: Number(values.deep), ...watching } });
    }
    process.exitCode = faults > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The sources as they are. What finds the tools of the tests looks beside itself. */
async function bundle(outfile) {
  const { build } = await import('esbuild');
  const define = { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test/report/tools.ts')).href) };
  await build({ absWorkingDir: root, entryPoints: ['scripts/fuzz/run.ts'], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning', packages: 'external', define });
}

/** Tries inputs in a worker, so that one that hangs can be told and left; the faults that there were. */
async function tried({ outfile, job }) {
  let { from } = job;
  let faults = 0;
  const tell = (text) => {
    faults++;
    console.log(`${job.kind} ${text}\n`);
  };
  const start = performance.now();
  while (from < job.to) from = await untilStopped({ outfile, job: { ...job, from } }, tell);
  const count = job.to - job.from;
  console.log(`${job.kind}: ${count} inputs, ${faults} faults, ${((count / (performance.now() - start)) * 1000).toFixed(0)} a second`);
  return faults;
}

/** The number to go on with. */
function untilStopped({ outfile, job }, tell) {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  clock[0] = job.from;
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { outfile, job, clock }, resourceLimits: { maxOldGenerationSizeMb: 3000 } });
  return new Promise((done) => {
    let isStopped = false;
    let [last, since] = [clock[0], computed()];
    const stop = (fault) => {
      isStopped = true;
      tell(`${clock[0]}: ${fault}`);
      void worker.terminate();
    };
    const watch = setInterval(() => {
      if (clock[0] !== last) [last, since] = [clock[0], computed()];
      else if (computed() - since > PATIENCE) stop('it hangs');
    }, 1000);
    worker.on('message', (told) => (typeof told === 'string' ? console.log(`${job.kind}: ${told}`) : tell(`${told.number}:\n${told.faults.join('\n')}\n${JSON.stringify(told.input)}`)));
    worker.on('error', (error) => stop(error.stack));
    worker.on('exit', () => {
      clearInterval(watch);
      done(isStopped ? clock[0] + 1 : job.to);
    });
  });
}

async function work() {
  const { outfile, job, clock } = workerData;
  const { run } = await import(pathToFileURL(outfile).href);
  const send = (told) => parentPort.postMessage(told);
  for await (const told of run(job, (number) => Atomics.store(clock, 0, number), send)) send(told);
}
