// Compares the reader of JSON with JSON.parse, beyond what the tests have time for:
//   node scripts/compare-json.mjs <folder>...   every *.json in folders
// What one accepts the other has to accept, with the same values. Names that begin with `y_` or `n_`, as in nst/JSONTestSuite,
// say besides whether a file has to be accepted. It fails if there is a difference. The work is done by scripts/json/compare.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The reader as it is in the sources. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-json-'));
  try {
    const outfile = join(folder, 'compare.cjs');
    await build({ absWorkingDir: root, entryPoints: ['scripts/json/compare.ts'], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('Name folders');
const { filesIn, compare } = await load();
const { lines, differing } = compare(filesIn(folders));
for (const line of lines) console.log(line);
process.exitCode = differing > 0 ? 1 : 0;
