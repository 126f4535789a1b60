// Lints folders with the prefilter and without it, and compares all that comes out, byte by byte:
//   node scripts/compare-prefilter.mjs <folder>... [--cli dist/cli.cjs]
// It prints one line for each folder, and fails if anything differs: then the prefilter (src/read/sniff.ts) passes over a text in
// which something is found, or a document or a folder is taken for settled (`settled` in src/read/*/) of which evaluating it tells something.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What keytrail reports of a folder, in three formats, with its exit status. */
function lint(cli, folder, place, options) {
  const [sarif, json] = ['report.sarif', 'report.json'].map((name) => join(place, name));
  const args = [cli, 'check', '--strict', '--no-progress', '-f', `sarif=${sarif}`, '-f', `json=${json}`, '-f', 'pretty', ...options, '.'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 });
  // 2: something could not be read, which is so either way. 3: there is nothing to lint.
  if (status === null || ![0, 1, 2, 3].includes(status) || stderr.includes('internal error')) throw new Error(`keytrail ended with ${status} in ${folder}:\n${stderr}`);
  return [String(status), stdout, stderr, ...[sarif, json].map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''))];
}

function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { cli: { type: 'string', default: join(root, 'dist/cli.cjs') } } });
  if (positionals.length === 0) throw new Error('usage: node scripts/compare-prefilter.mjs <folder>... [--cli dist/cli.cjs]');
  const place = mkdtempSync(join(tmpdir(), 'keytrail-prefilter-'));
  let different = 0;
  try {
    for (const folder of positionals) {
      const [filtered, full] = [[], ['--no-prefilter']].map((options) => lint(resolve(values.cli), resolve(folder), place, options));
      const same = filtered.every((text, index) => text === full[index]);
      if (!same) different++;
      console.log(`${same ? 'same' : 'DIFFERENT'}  ${folder}`);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  console.log(`${positionals.length - different} of ${positionals.length} folders are told the same without the prefilter`);
  process.exitCode = different > 0 ? 1 : 0;
}

main();
