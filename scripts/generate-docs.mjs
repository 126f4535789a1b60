// Writes what is generated in docs/, README.md, examples/*/expected.txt and src/data/rule-*.ts. `npm run generate` runs it; CI reruns it and compares.
// With --check it writes nothing and fails if it would change something. The work is done by scripts/docs/, in TypeScript: it runs keytrail itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** keytrail as it is in the sources, not as it was when it was built last. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-docs-'));
  try {
    const outfile = join(folder, 'generate.cjs');
    await build({ absWorkingDir: root, entryPoints: ['scripts/docs/generate.ts'], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { generated, missing, stale } = await load();
const files = await generated(root);
const changed = stale(root, files);
if (process.argv.includes('--check')) {
  for (const path of changed) console.error(`${path} is not what its generator writes: npm run generate`);
} else {
  for (const path of changed) writeFileSync(join(root, path), files.get(path));
}
const unwritten = missing(root);
for (const path of unwritten) console.error(`${path} is missing: every rule has a page and an example (CONTRIBUTING.md)`);
process.exitCode = unwritten.length > 0 || (process.argv.includes('--check') && changed.length > 0) ? 1 : 0;
