// Lints a tree of many files twice and compares what comes out, byte by byte. It takes long:
//   node scripts/compare-tree.mjs <folder>... [--files 24000] [--jobs 1,2] [--cli dist/cli.cjs]
// The folders (public repositories, say) are copied under new names until the tree has that many files that keytrail may read.
// It prints the number of files, the seconds of processor time, the peak memory and the hash of the report of each run, and
// fails if two reports differ, or a run ends otherwise than with exit status 0 or 1.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The names that keytrail takes from a folder: see src/read/files/walk.ts. */
const candidate = /\.(?:[cm]?[jt]s|[jt]sx|py|sh|bash|zsh|ksh|mk|ya?ml|json|template|cfn|cform|tf|tofu|tfstate|dockerfile|containerfile)$|^(?:gnumakefile|makefile|dockerfile|containerfile)(?:\.[\w.-]+)?$/iu;
const passedOver = new Set(['.git', 'node_modules', '.terraform']);

/** Paths of regular files below a folder; links are left where they are. */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && candidate.test(entry.name) ? [path] : [];
  });
}

/** Copies whole rounds of the folders, each in a folder of its own, and as much of the last round as is needed. */
function makeTree(tree, folders, wanted) {
  const sources = folders.map((folder) => ({ folder, files: filesBelow(folder) }));
  if (!sources.some(({ files }) => files.length > 0)) throw new Error('The folders hold no file that keytrail reads');
  let made = 0;
  for (let round = 0; made < wanted; round++) {
    for (const { folder, files } of sources) {
      for (const file of files.slice(0, wanted - made)) copyTo(join(tree, `${String(round)}-${basename(folder)}`, relative(folder, file)), file);
      made += Math.min(files.length, wanted - made);
    }
  }
  return made;
}

function copyTo(path, file) {
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(file, path);
}

/** One run: what it reports, and what it took by its own count (seconds of processor time, MB at the peak). */
function run(cli, tree, jobs, place) {
  const report = join(place, `jobs-${jobs}.sarif`);
  const usage = join(place, `jobs-${jobs}.json`);
  const args = ['--require', join(place, 'usage.cjs'), cli, 'check', '.', '--jobs', jobs, '--no-config', '--no-progress', '-f', `sarif=${report}`];
  const { status, signal, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', KEYTRAIL_USAGE: usage }, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 2 ** 30 });
  if (status !== 0 && status !== 1) throw new Error(`--jobs ${jobs} ended with ${String(status ?? signal)}: ${stderr.slice(0, 2000)}`);
  const bytes = readFileSync(report);
  return { jobs, status, bytes, hash: createHash('sha256').update(bytes).digest('hex').slice(0, 16), ...JSON.parse(readFileSync(usage, 'utf8')) };
}

/** Loaded before the command. Linux tells the peak of this program alone; elsewhere what started it may be part of it. */
const usageProbe = `const { readFileSync, writeFileSync } = require('node:fs');
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  let peak = maxRSS;
  try {
    peak = Number(/^VmHWM:\\s*(\\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {}
  writeFileSync(process.env.KEYTRAIL_USAGE, JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, peak: peak / 1024 }));
});
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', default: '24000' }, jobs: { type: 'string', default: '1,2' }, cli: { type: 'string', default: join(root, 'dist/cli.cjs') } },
});
const wanted = Number(values.files);
if (positionals.length === 0 || !Number.isInteger(wanted) || wanted < 1) throw new Error('Name folders to copy, and --files with a whole number');

const place = mkdtempSync(join(tmpdir(), 'keytrail-tree-'));
try {
  const tree = join(place, 'tree');
  const made = makeTree(tree, positionals.map((folder) => resolve(folder)), wanted);
  console.log(`${String(made)} files`);
  writeFileSync(join(place, 'usage.cjs'), usageProbe);
  const runs = values.jobs.split(',').map((jobs) => {
    const one = run(resolve(values.cli), tree, jobs, place);
    console.log(`--jobs ${jobs}: ${one.seconds.toFixed(1)} s of processor time, ${one.peak.toFixed(0)} MB at the peak, exit status ${String(one.status)}, ${String(one.bytes.length)} bytes of SARIF, sha256 ${one.hash}`);
    return one;
  });
  const same = runs.every(({ bytes }) => bytes.equals(runs[0].bytes));
  console.log(same ? 'the same bytes' : 'the bytes DIFFER');
  process.exitCode = same ? 0 : 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
