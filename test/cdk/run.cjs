// Runs the CDK apps that tasks.json in the given folder lists, one after the other, and writes what they threw to thrown.json.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.argv[2];
const tasks = JSON.parse(readFileSync(join(folder, 'tasks.json'), 'utf8'));

/** What the command line puts into the context beside that of cdk.json. */
const cliContext = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

// The CDK would judge each template by rules of its own, which changes nothing in what it writes and takes four fifths of the time.
process.env.CDK_VALIDATION = 'false';

/** How often an app that has not synthesized yet, as it may be made in an asynchronous function, is looked after: at ten milliseconds each. */
const PATIENCE = 20;

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Apps synthesize themselves when the process ends, if nobody has done it before. */
function end() {
  const listeners = process.rawListeners('beforeExit');
  process.removeAllListeners('beforeExit');
  for (const listener of listeners) listener.call(process, 0);
}

async function run(task, rejected) {
  process.chdir(task.folder);
  process.env.CDK_OUTDIR = task.output;
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...cliContext, ...task.context });
  require(task.entry);
  const made = () => existsSync(join(task.output, 'manifest.json'));
  for (let look = 0; look < PATIENCE && !made() && rejected.length === 0; look++) await wait(10);
  if (rejected.length > 0) throw rejected[0];
  end();
  if (!made()) throw new Error('It synthesized nothing');
}

async function main() {
  const thrown = {};
  for (const task of tasks) {
    const rejected = [];
    const note = (reason) => rejected.push(reason);
    process.on('unhandledRejection', note);
    try {
      await run(task, rejected);
    } catch (error) {
      process.removeAllListeners('beforeExit');
      thrown[task.name] = String(error && error.message ? error.message : error);
    }
    process.off('unhandledRejection', note);
  }
  writeFileSync(join(folder, 'thrown.json'), JSON.stringify(thrown));
  // Nothing that an app left behind keeps the process alive.
  process.exit(0);
}

void main();
