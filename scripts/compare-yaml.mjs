// Compares the fast YAML reader with the full one, beyond what the tests have time for:
//   node scripts/compare-yaml.mjs <folder>...              every *.yaml, *.yml and *.template in folders
//   node scripts/compare-yaml.mjs --random <count> [seed]  random documents; each has the number of its seed
//   node scripts/compare-yaml.mjs --suite <folder>         the cases in the folder `src` of yaml-test-suite, and what is made of them
// It fails if there is a difference. The work is done by scripts/yaml/compare.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The readers as they are in the sources. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-yaml-'));
  try {
    const outfile = join(folder, 'compare.cjs');
    await build({ absWorkingDir: root, entryPoints: ['scripts/yaml/compare.ts'], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const args = process.argv.slice(2);
if (args.length === 0) throw new Error('Name folders, or --random and a count');
const { filesIn, randomDocuments, casesIn, judged, compare } = await load();
const cases = args[0] === '--suite' ? casesIn(args[1] ?? 'src') : undefined;
const documents = cases?.map(({ source }) => source) ?? (args[0] === '--random' ? randomDocuments(Number(args[1] ?? 100_000), Number(args[2] ?? 1)) : filesIn(args));
const { lines, differing } = compare(documents);
for (const line of [...lines, ...(cases === undefined ? [] : judged(cases))]) console.log(line);
process.exitCode = differing > 0 ? 1 : 0;
