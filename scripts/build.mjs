// Builds what is published: dist/cli.cjs, which loads the packs of the program beside it, dist/index.js (the public API), dist/types, and the
// licences of the packages that are bundled. `npm run build`.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';
import { typescriptSlice } from './typescript-slice.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Files that are loaded together, and the modules for which they are: the first whose modules reach a part of the program holds it.
 * What is imported at run time and stands in none of these gets a pack of its own. A pack is CommonJS, which starts 13 ms sooner
 * than an ES module (of some 30 for all of Node).
 */
const packs = [
  ['program.cjs', ['src/cli.ts']],
  ['check.cjs', ['src/cli/commands/check.ts', 'src/lint.ts', 'src/data/rule-list.ts']],
  ['judge.cjs', ['src/lint/judge.ts', 'src/read/aws/policies.ts', 'src/read/aws/selectors.ts', 'rules/index.ts', 'src/lower/cloudformation.ts', 'src/read/cloudformation/read.ts']],
  ['yaml.cjs', ['src/read/text/yaml/yaml.ts']],
  ['config.cjs', ['src/config.ts']],
  ['pretty.cjs', ['src/report/pretty.ts']],
  ['terraform.cjs', ['src/read/terraform/folders.ts', 'src/lower/terraform/index.ts']],
  ['serverless.cjs', ['src/read/serverless/service.ts']],
  ['code.cjs', ['src/read/program/load.ts']],
  ['plans.cjs', ['src/read/terraform/json/skim.ts', 'src/read/terraform/json/read.ts']],
  ['assembly.cjs', ['src/read/assembly/index.ts']],
  ['calls.cjs', ['src/lower/aws-api.ts']],
  ['shell.cjs', ['src/read/shell/read.ts']],
  ['python.cjs', ['src/read/python/load.ts']],
  ['formats.cjs', ['src/report/pipelines/formats.ts']],
  ['walk.cjs', ['src/read/files/walk.ts', 'src/read/files/ignores.ts']],
  ['rule-docs.cjs', ['src/data/rule-docs.ts']],
  ['audit.cjs', ['src/cli/commands/audit.ts', 'src/cli/audit/keys.ts', 'src/cli/audit/print.ts']],
];

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
 * pack become one scope, in which they call each other directly; others ask for a part by its name.
 */
async function buildProgram(out) {
  const result = await esbuild({ ...common, ...minified, format: 'esm', splitting: true, entryPoints: { program: 'src/cli.ts' }, outdir: out, chunkNames: '[name]-[hash]', plugins: [typescriptSlice()], write: false });
  const parts = new Map(Object.entries(result.metafile.outputs).map(([path, output]) => [basename(path), output]));
  const packOf = assign(parts);
  const texts = new Map(result.outputFiles.map(({ path, text }) => [basename(path), text]));
  const index = {};
  const bundle = createHash('sha256');
  for (const pack of new Set(packOf.values())) {
    const asked = [...packOf.keys()].filter((name) => packOf.get(name) === pack && isAskedFor(name, parts, packOf));
    const contents = asked.map((name, number) => `export * as p${number} from './${name}';`).join('\n');
    const { outputFiles: [{ text }] } = await esbuild({ ...common, ...minified, ...wrapper, stdin: { contents, resolveDir: out }, format: 'cjs', supported: { 'dynamic-import': false }, write: false, metafile: false, plugins: [partsOf(pack, packOf, texts)] });
    asked.forEach((name, number) => { index[`./${name}`] = [pack, `p${number}`]; });
    bundle.update(text);
    writeFileSync(join(out, pack), text);
  }
  return { result, index, bundle: bundle.digest('hex').slice(0, 12) };
}

/** What Node puts around a CommonJS module: src/start.ts stands in for its loader. */
const wrapper = { banner: { js: '(function(exports,require,module,__filename,__dirname){' }, footer: { js: '})' } };

/** Parts of other packs, and what is imported at run time, are asked for when they are needed. */
const partsOf = (pack, packOf, texts) => ({
  name: 'parts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\// }, ({ path, kind }) => (kind === 'dynamic-import' || packOf.get(basename(path)) !== pack ? { path, external: true } : { path: basename(path), namespace: 'part', sideEffects: true }));
    onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({ contents: texts.get(path), loader: 'js', resolveDir: root }));
  },
});

/** Whether anything but its own pack imports a part. */
const isAskedFor = (name, parts, packOf) =>
  parts.get(name)?.entryPoint !== undefined || [...parts].some(([other, { imports }]) => packOf.get(other) !== packOf.get(name) && imports.some(({ path }) => basename(path) === name));

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
  const others = [...partOf.keys()].filter((module) => !named.has(module)).sort().map((module) => [`${module.replace(/^(?:src|node_modules)\//, '').replace(/\.[a-z]+$/, '').replaceAll('/', '-')}.cjs`, [module]]);
  const packOf = new Map();
  const ofPrograms = reach(partOf.get('src/read/program/load.ts'));
  for (const [pack, modules] of [...packs, ...others]) {
    for (const module of modules) {
      for (const part of reach(partOf.get(module))) {
        // What programs need of Terraform is a tenth of it.
        if (!packOf.has(part)) packOf.set(part, pack === 'terraform.cjs' && ofPrograms.has(part) ? 'words.cjs' : pack);
      }
    }
  }
  return packOf;
}

/** The command itself, which loads the program. */
async function buildStart(out, { index, bundle }) {
  const outfile = join(out, 'cli.cjs');
  const define = { KEYTRAIL_BUNDLE: JSON.stringify(bundle), KEYTRAIL_PARTS: JSON.stringify(index) };
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

/**
 * First runs, so that V8's bytecode lies ready for this machine; src/start.ts writes it. The anchor is for the full reader
 * of YAML, the program for the evaluator and its parser: packs of their own.
 */
export function warmUp(out = join(root, 'dist')) {
  const trail = (properties) => `Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties: ${properties} { EventSelectors: [{ ExcludeManagementEventSources: [kms.amazonaws.com] }] }\n`;
  const program = `import { App, Stack, aws_cloudtrail as cloudtrail } from 'aws-cdk-lib';\nnew cloudtrail.CfnTrail(new Stack(new App(), 'S'), 'T', { isLogging: true, s3BucketName: 'b', eventSelectors: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }] });\n`;
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-'));
  const inputs = { 'plain.yaml': trail(''), 'anchor.yaml': trail('&anchor'), 'program.ts': program };
  try {
    for (const [name, text] of Object.entries(inputs)) {
      writeFileSync(join(folder, name), text);
      const { status, stderr } = spawnSync(process.execPath, [join(out, 'cli.cjs'), name, '-f', 'sarif'], { cwd: folder, encoding: 'utf8' });
      if (status !== 1) throw new Error(`The build does not find what it should in ${name} (exit ${status}): ${stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  declareTypes();
  warmUp();
}
