// The HCL reader against HashiCorp's parser, hcl/v2 for Go, on the .tf files in folders: whether both accept a file, and
// the byte ranges and values of every block, attribute and expression.
//
//   node scripts/compare-hcl.mjs <folder>...
//   node scripts/compare-hcl.mjs --random <count> [<seed>]    files made at random, most of them broken
//   node scripts/compare-hcl.mjs --write    test/read/text/hcl/*.json: what Go says of the samples there
//
// Needs Go and hcl/v2 as source. On Debian: apt-get install golang-go golang-github-hashicorp-hcl-v2-dev
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Bundles the comparison: the reader exists only in the sources. */
async function load(folder) {
  const outfile = join(folder, 'compare.cjs');
  await build({ absWorkingDir: root, entryPoints: ['scripts/hcl/compare.ts'], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' });
  return createRequire(import.meta.url)(outfile);
}

function buildOracle(folder) {
  const oracle = join(folder, 'oracle');
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: process.env.GOPATH ?? '/usr/share/gocode' };
  const { status, error } = spawnSync('go', ['build', '-o', oracle, '.'], { cwd: join(root, 'scripts/hcl-oracle'), env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`the oracle could not be built: ${error?.message ?? `go ended with ${status}`}`);
  return oracle;
}

const args = process.argv.slice(2);
if (args.length === 0) throw new Error('Name folders, --random and a count, or --write');
const folder = mkdtempSync(join(tmpdir(), 'keytrail-hcl-'));
try {
  const { compareFolders, compareRandom, writeSamples } = await load(folder);
  const oracle = buildOracle(folder);
  if (args[0] === '--write') writeSamples(oracle, join(root, 'test/read/text/hcl'));
  else {
    const { lines, differing } = args[0] === '--random' ? compareRandom(oracle, folder, Number(args[1] ?? 10_000), Number(args[2] ?? 1)) : compareFolders(oracle, args);
    for (const line of lines) console.log(line);
    process.exitCode = differing > 0 ? 1 : 0;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
