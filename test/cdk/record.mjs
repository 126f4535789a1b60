// Writes test/cdk/expected.txt anew: node test/cdk/record.mjs. Read what changed before you keep it.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
// Beside the sources, for it looks for the programs from where it is.
const bundle = join(here, `.recorded-${process.pid}.mjs`);
try {
  await build({ entryPoints: [join(here, 'recorded.ts')], outfile: bundle, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning' });
  const { record } = await import(pathToFileURL(bundle).href);
  writeFileSync(join(here, 'expected.txt'), await record());
} finally {
  rmSync(bundle, { force: true });
}
