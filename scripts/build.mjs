// Builds what is published: dist/cli.cjs, which loads the packs of the program beside it, dist/index.js (the public API), dist/types, and the
// licences of the packages that are bundled. `npm run build`.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';
import { exchange, wrapper } from './build/exchange.mjs';
import { ALWAYS, kinds, late, packs, shared } from './packs.mjs';
import { runs } from './build/samples.mjs';
import { typescriptSlice } from './typescript-slice.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

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

/** Not the names: the stack of an internal error should tell something. Licences are gathered in one file instead. */
const minified = { minifyWhitespace: true, minifySyntax: true, legalComments: 'none' };

/** Builds into `out`; tests build into a folder of their own. */
export async function build(out = join(root, 'dist')) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const program = await buildProgram(out);
  const results = [program.result, await buildStart(out, program), await buildApi(out)];
  writeFileSync(join(out, 'THIRD-PARTY'), licences(results));
}

/**
 * esbuild splits ES modules alone, so that is what it makes first: parts that share modules, each of them once. Then the parts of each
 * pack become one scope, in which they call each other directly; what one pack takes of another is in `build/exchange.mjs`.
 */
async function buildProgram(out) {
  const lateModules = await findLate();
  const entryPoints = { program: 'src/cli.ts', ...Object.fromEntries([...lateModules].map(([module, name]) => [name, module])) };
  const result = await esbuild({ ...common, ...minified, format: 'esm', splitting: true, entryPoints, outdir: out, chunkNames: '[name]-[hash]', plugins: [typescriptSlice(), apart(lateModules)], write: false });
  const parts = new Map(Object.entries(result.metafile.outputs).map(([path, output]) => [basename(path), output]));
  const packOf = assign(parts);
  const texts = new Map(result.outputFiles.map(({ path, text }) => [basename(path), text]));
  const isLate = (name) => lateModules.has(parts.get(name).entryPoint);
  const { packs: made, contents, plugin } = exchange(parts, packOf, texts, isLate);
  const bundle = createHash('sha256');
  for (const pack of made) {
    const stdin = { contents: contents(pack), resolveDir: out };
    const { outputFiles: [{ text }] } = await esbuild({ ...common, ...minified, ...wrapper, stdin, format: 'cjs', write: false, metafile: false, plugins: [plugin(pack)] });
    const handedOn = /\bgive\([^()]*?\bimport_(?!node)\w+\.(\w+)/.exec(text)?.[1];
    if (handedOn !== undefined) throw new Error(`${pack} would load late what it hands on at once: ${handedOn}`);
    bundle.update(text);
    writeFileSync(join(out, pack), text);
  }
  return { result, bundle: bundle.digest('hex').slice(0, 12) };
}

/** The pack of a module that is loaded late. */
const latePackOf = (module) => late.find(([, pattern]) => pattern.test(module))?.[0];

/** Modules that are loaded late and that others than those of their pack import, with the names of their parts: short ones, which stand at every call. */
async function findLate() {
  const { metafile: { inputs } } = await esbuild({ ...common, format: 'esm', entryPoints: ['src/cli.ts'], outdir: root, packages: 'external', write: false });
  const imported = Object.entries(inputs).flatMap(([importer, { imports }]) => imports.filter(({ kind, external }) => kind === 'import-statement' && external !== true).map(({ path }) => [importer, path]));
  const modules = new Set(imported.filter(([importer, path]) => latePackOf(path) !== undefined && latePackOf(importer) !== latePackOf(path)).map(([, path]) => path).sort());
  return new Map([...modules].map((module, number) => [module, `late${number}`]));
}

/** Imports of them go to their own parts. */
const apart = (lateModules) => ({
  name: 'late',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir, kind }) => {
      const module = relative(root, join(resolveDir, path)).replaceAll('\\', '/').replace(/\.js$/, '.ts');
      const isApart = kind === 'import-statement' && lateModules.has(module) && latePackOf(relative(root, importer).replaceAll('\\', '/')) !== latePackOf(module);
      return isApart ? { path: `./${lateModules.get(module)}.js`, external: true } : undefined;
    });
  },
});

/** The pack of each part. */
function assign(parts) {
  const imports = (name) => (parts.get(name)?.imports ?? []).filter(({ kind, external }) => kind === 'import-statement' && external !== true).map(({ path }) => basename(path));
  const reach = (name, seen = new Set()) => {
    if (seen.has(name)) return seen;
    seen.add(name);
    for (const other of imports(name)) reach(other, seen);
    return seen;
  };
  const partOf = new Map([...parts].flatMap(([name, { entryPoint }]) => (entryPoint === undefined ? [] : [[entryPoint.replace(/^.*(?=node_modules\/)/, ''), name]])));
  const named = new Set(packs.flatMap(([, modules]) => modules));
  const missing = [...named].find((module) => !partOf.has(module));
  if (missing !== undefined) throw new Error(`${missing} is no part of the program: nothing imports it at run time`);
  const lateOnes = [...partOf.keys()].filter((module) => latePackOf(module) !== undefined && !named.has(module));
  const others = [...partOf.keys()].filter((module) => !named.has(module) && !lateOnes.includes(module)).sort().map((module) => [`${module.replace(/^(?:src|node_modules)\//, '').replace(/\.[a-z]+$/, '').replaceAll('/', '-')}.cjs`, [module]]);
  const packOf = new Map();
  const ofPrograms = reach(partOf.get('src/read/program/load.ts'));
  const ofScripts = new Set(['src/read/shell/read.ts', 'src/read/python/load.ts'].flatMap((module) => [...reach(partOf.get(module))]));
  const hold = (pack, module) => {
    for (const part of reach(partOf.get(module))) if (!packOf.has(part)) packOf.set(part, typeof pack === 'string' ? pack : pack(part));
  };
  for (const [part, { inputs }] of parts) if (Object.keys(inputs).some((module) => shared[1].test(module))) packOf.set(part, shared[0]);
  const always = packs.slice(0, ALWAYS);
  for (const [pack, modules] of always) for (const module of modules) hold(pack, module);
  const modulesOf = (pack) => packs.find(([name]) => name === pack)[1];
  const [first, ...rest] = kinds.map((pack) => new Set(modulesOf(pack).flatMap((module) => [...reach(partOf.get(module))])));
  for (const part of first) if (!packOf.has(part) && rest.some((kind) => kind.has(part))) packOf.set(part, always.at(-1)[0]);
  for (const module of modulesOf(kinds[0])) hold(kinds[0], module);
  // What several of those that are loaded late have in common is loaded before any of them. They come before the rest: one of the rest that held a part of theirs would be loaded with them.
  const users = new Map();
  for (const module of lateOnes) for (const part of reach(partOf.get(module))) users.set(part, new Set([...(users.get(part) ?? []), latePackOf(module)]));
  const isOfOne = (module) => late.some(([pack, , owner]) => owner !== undefined && pack === latePackOf(module));
  for (const module of lateOnes) if (!isOfOne(module)) hold((part) => (users.get(part).size > 1 ? always.at(-1)[0] : latePackOf(module)), module);
  for (const [pack, modules] of [...packs.slice(ALWAYS), ...others]) {
    // What programs need of Terraform is a tenth of it, what scripts need of programs a hundredth.
    const isWord = (part) => (pack === 'terraform.cjs' && ofPrograms.has(part)) || (pack === 'code.cjs' && ofScripts.has(part));
    for (const module of modules) hold((part) => (isWord(part) ? 'words.cjs' : pack), module);
  }
  for (const module of lateOnes) hold(latePackOf(module), module);
  return packOf;
}

/** The command itself, which loads the program. */
async function buildStart(out, { bundle }) {
  const outfile = join(out, 'cli.cjs');
  const define = { KEYTRAIL_BUNDLE: JSON.stringify(bundle) };
  const result = await esbuild({ ...common, ...minified, format: 'cjs', define, entryPoints: ['src/start.ts'], outfile, banner: { js: '#!/usr/bin/env node' } });
  chmodSync(outfile, 0o755);
  return result;
}

/** The public API finds its packages in node_modules as any library does. */
const buildApi = (out) => esbuild({ ...common, entryPoints: ['src/index.ts'], outdir: out, format: 'esm', splitting: true, packages: 'external', plugins: [typescriptSlice()] });

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

/** First runs, so that V8's bytecode lies ready for this machine; src/start.ts writes it. */
export function warmUp(out = join(root, 'dist')) {
  for (const files of runs) {
    const folder = mkdtempSync(join(tmpdir(), 'keytrail-'));
    try {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      const { status, stderr } = spawnSync(process.execPath, [join(out, 'cli.cjs'), ...Object.keys(files), '-f', 'sarif'], { cwd: folder, encoding: 'utf8' });
      if (status !== 1) throw new Error(`The build does not find what it should in ${Object.keys(files).join(', ')} (exit ${status}): ${stderr}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  declareTypes();
  warmUp();
}
