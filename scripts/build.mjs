// Builds what is published: dist/cli.cjs, which loads dist/program.cjs and its lazy chunks, dist/index.js (the public API), dist/types, and the
// licences of the packages that are bundled. `npm run build`.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Modules that few runs need and that are large: each is a file of its own, loaded when a dynamic import reaches it.
 * esbuild does not split CommonJS, and a CommonJS bundle starts 13 ms sooner than an ES module (of some 30 for all of Node).
 */
const chunks = { 'src/read/text/yaml.ts': 'yaml.cjs', 'src/data/rule-docs.ts': 'rule-docs.cjs', 'src/config.ts': 'config.cjs', 'src/read/terraform/folders.ts': 'terraform.cjs', 'src/read/serverless/service.ts': 'serverless.cjs', 'src/read/program/load.ts': 'code.cjs', 'src/read/python/load.ts': 'python.cjs', 'src/read/shell/read.ts': 'shell.cjs', 'src/report/formats.ts': 'formats.cjs', 'src/cli/commands/change.ts': 'change.cjs', 'src/cli/commands/baseline.ts': 'baseline.cjs', 'src/cli/commands/fix.ts': 'fix.cjs', 'src/cli/commands/init.ts': 'init.cjs' };

/** What Node puts around a CommonJS module: src/start.ts stands in for its loader. */
const wrapper = { banner: { js: '(function(exports,require,module,__filename,__dirname){' }, footer: { js: '})' } };

/** Modules with a state of their own: chunks ask the program for them instead of having a second one. */
const shared = ['src/core/worlds.ts', 'src/read/text/block-scalars.ts', 'src/read/parse.ts', 'src/read/pieces.ts', 'src/read/cloudformation/index.ts', 'src/cli/io.ts', 'src/cli/config-error.ts', 'src/read/files.ts'];

/** In a chunk, a shared module is the program's. */
const sharedModules = {
  name: 'shared-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
      shared.includes(moduleAt(resolveDir, path)) ? { path: './program.cjs', external: true } : undefined,
    );
  },
};

const moduleAt = (folder, path) => relative(root, join(folder, path)).replaceAll('\\', '/').replace(/\.js$/, '.ts');

/** Turns a dynamic import of a chunk's module into a `require` of the chunk. */
const lazyChunks = {
  name: 'lazy-chunks',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      const chunk = kind === 'dynamic-import' ? chunks[moduleAt(resolveDir, path)] : undefined;
      return chunk === undefined ? undefined : { path: `./${chunk}`, external: true };
    });
  },
};

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // One byte a character: V8 then keeps the text of the program as it is.
  charset: 'ascii',
  define: { KEYTRAIL_VERSION: JSON.stringify(manifest.version) },
  logLevel: 'warning',
  metafile: true,
};

/** @type {import('esbuild').BuildOptions} */
const program = {
  ...common,
  format: 'cjs',
  // Not the names: the stack of an internal error should tell something.
  minifyWhitespace: true,
  minifySyntax: true,
  // Licences are gathered in one file instead.
  legalComments: 'none',
  // `import()` becomes `require`: Node's loader of ES modules need not start for a chunk.
  supported: { 'dynamic-import': false },
  // The parser of programs, nine megabytes of it, stays a package of its own, which only those load who have programs.
  external: ['typescript'],
};

/** Builds into `out`; tests build into a folder of their own. */
export async function build(out = join(root, 'dist')) {
  rmSync(out, { recursive: true, force: true });
  // The command, and what its chunks share with it.
  const contents = ['src/cli.ts', ...shared].map((module) => `export * from './${module}';`).join('\n');
  const main = esbuild({ ...program, ...wrapper, stdin: { contents, resolveDir: root }, outfile: join(out, 'program.cjs'), plugins: [lazyChunks] });
  const bundleChunk = ([module, file]) => esbuild({ ...program, ...wrapper, entryPoints: [module], outfile: join(out, file), plugins: [lazyChunks, sharedModules] });
  const results = await Promise.all([main, ...Object.entries(chunks).map(bundleChunk)]);
  const bundle = createHash('sha256');
  for (const file of ['program.cjs', ...Object.values(chunks)]) bundle.update(readFileSync(join(out, file)));
  results.push(await buildStart(out, bundle.digest('hex').slice(0, 12)));
  results.push(await buildApi(out));
  writeFileSync(join(out, 'THIRD-PARTY'), licences(results));
}

/** The command itself, which loads the program. */
async function buildStart(out, bundle) {
  const outfile = join(out, 'cli.cjs');
  const define = { KEYTRAIL_BUNDLE: JSON.stringify(bundle) };
  const result = await esbuild({ ...program, define, entryPoints: ['src/start.ts'], outfile, banner: { js: '#!/usr/bin/env node' } });
  chmodSync(outfile, 0o755);
  return result;
}

/** The public API finds its packages in node_modules as any library does. */
const buildApi = (out) => esbuild({ ...common, entryPoints: ['src/index.ts'], outdir: out, format: 'esm', splitting: true, packages: 'external' });

/** The licences of all packages that ended up in a bundle. */
function licences(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = [...new Set(inputs.flatMap((input) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []))].sort();
  return packages.map((name) => `${name}\n\n${licenceOf(join(root, 'node_modules', name))}`).join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceOf(folder) {
  const file = ['LICENSE', 'LICENSE-MIT', 'LICENSE.txt', 'LICENSE.md'].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`${folder} has no licence to pass on`);
  return readFileSync(file, 'utf8').trim() + '\n';
}

function declareTypes() {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
}

/**
 * First runs, so that V8's bytecode lies ready for this machine; src/start.ts writes it. The anchor is for the full reader
 * of YAML, which is a chunk of its own.
 */
export function warmUp(out = join(root, 'dist')) {
  const trail = (properties) => `Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties: ${properties} { EventSelectors: [{ ExcludeManagementEventSources: [kms.amazonaws.com] }] }\n`;
  for (const input of [trail(''), trail('&anchor')]) {
    const { status, stderr } = spawnSync(process.execPath, [join(out, 'cli.cjs'), '-', '-f', 'sarif'], { input, encoding: 'utf8' });
    if (status !== 1) throw new Error(`The build does not find what it should (exit ${status}): ${stderr}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  declareTypes();
  warmUp();
}
