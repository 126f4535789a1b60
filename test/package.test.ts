import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { scratch, templates, write } from './cli/support.js';
import { npm, pack, type Packed } from './helpers/packed.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = scratch();
const project = join(folder, 'project');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly repository: { readonly url: string };
  readonly exports: Readonly<Record<string, unknown>>;
};
let packed: Packed;

/** The tarball in an empty project, as anybody installs it; without a network, from npm's cache or else from what is installed here. */
beforeAll(() => {
  packed = pack(folder);
  write(project, { 'package.json': '{"name": "empty", "private": true}' });
  const { status } = npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=0', packed.tarball);
  if (status !== 0) placeByHand();
}, 180_000);

function placeByHand(): void {
  console.warn('npm reached no registry: the package is unpacked by hand, beside its dependencies');
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of Object.keys(manifest.dependencies)) cpSync(join(root, 'node_modules', name), join(modules, name), { recursive: true });
  spawnSync('tar', ['-xzf', packed.tarball, '-C', modules]);
  cpSync(join(modules, 'package'), join(modules, 'keytrail'), { recursive: true });
  writeFileSync(join(modules, '.bin/keytrail'), `#!/bin/sh\nexec "${process.execPath}" "${join(modules, 'keytrail/dist/cli.cjs')}" "$@"\n`, { mode: 0o755 });
}

// Nothing of the project that keytrail is developed in leads to its node_modules.
const env = { PATH: process.env['PATH'] ?? '' };
const node = (...args: readonly string[]): ReturnType<typeof spawnSync> & { readonly stdout: string; readonly stderr: string } =>
  spawnSync(process.execPath, args, { cwd: project, env, encoding: 'utf8' });
const keytrail = (...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(join(project, 'node_modules/.bin/keytrail'), args, { cwd: project, env, encoding: 'utf8' });

describe('what is published', () => {
  test('is what runs, its types and its documentation', () => {
    const paths = packed.files.map(({ path }) => path);
    const kinds = [...new Set(paths.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : path)))].sort();
    expect(kinds).toEqual(['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'dist', 'docs', 'examples', 'package.json', 'schema']);
    expect(paths).toEqual(expect.arrayContaining(['dist/cli.cjs', 'dist/program.cjs', 'dist/index.js', 'dist/types/src/index.d.ts', 'dist/THIRD-PARTY', 'schema/config.json']));
    expect(packed.files.find(({ path }) => path === 'dist/cli.cjs')?.mode).toBe(0o755);
  });

  test('holds no sources, tests, maps, bytecode or settings', () => {
    const sources = packed.files.map(({ path }) => path).filter((path) => !/^(?:examples|docs)\//u.test(path));
    expect(sources.filter((path) => /\.map$|\.v8$|(?<!\.d)\.ts$|\.test\.|npmrc/u.test(path))).toEqual([]);
  });

  test('is small', () => {
    console.info(`npm package: ${(packed.size / 1e6).toFixed(2)} MB packed, ${(packed.unpackedSize / 1e6).toFixed(2)} MB unpacked, ${packed.files.length} files`);
    expect(packed.size).toBeLessThan(2_500_000);
    expect(packed.unpackedSize).toBeLessThan(10_000_000);
  });

  test('every file that the manifest names is there', () => {
    const there = new Set(packed.files.map(({ path }) => `./${path}`));
    const named = JSON.stringify(manifest.exports).match(/"\.\/[^"]+\.(?:js|ts|json)"/gu) ?? [];
    expect([...new Set(named.map((text) => JSON.parse(text) as string))].filter((path) => !there.has(path))).toEqual([]);
    expect(named).toContain('"./dist/index.js"');
  });

  test('every page that the README leads to is there', () => {
    const paths = packed.files.map(({ path }) => path);
    const leads = [...readFileSync('README.md', 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, path]) => path ?? '');
    expect(leads).toContain('CONTRIBUTING.md');
    expect(leads.filter((lead) => !paths.some((path) => path === lead || path.startsWith(`${lead.replace(/\/$/u, '')}/`)))).toEqual([]);
  });

  test('brings one package along, and none of those for development', () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual(['yaml']);
    const installed = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed.sort()).toEqual(['keytrail', ...Object.keys(manifest.dependencies)].sort());
  });
});

describe('installing it runs nothing', () => {
  const running = ['preinstall', 'install', 'postinstall'];

  test('of ours: npm runs `prepare` for what it takes from a repository alone', () => {
    const published = JSON.parse(spawnSync('tar', ['-xzOf', packed.tarball, 'package/package.json'], { encoding: 'utf8' }).stdout) as { readonly name: string; readonly scripts: Readonly<Record<string, string>> };
    expect(published.name).toBe('keytrail');
    expect(Object.keys(published.scripts).filter((name) => running.includes(name))).toEqual([]);
    // npm would build a package with this file itself.
    expect(packed.files.map(({ path }) => path).filter((path) => path.endsWith('.gyp'))).toEqual([]);
  });

  test('of its dependencies, all of which are in the lock file with their hashes', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean; readonly hasInstallScript?: boolean; readonly integrity?: string }>> };
    const shipped = Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true);
    expect(shipped.map(([path]) => path)).toEqual(Object.keys(manifest.dependencies).sort().map((name) => `node_modules/${name}`));
    expect(shipped.filter(([, { hasInstallScript, integrity }]) => hasInstallScript === true || integrity?.startsWith('sha512-') !== true)).toEqual([]);
  });
});

describe('the command', () => {
  test('tells its version', () => {
    expect(keytrail('--version')).toMatchObject({ status: 0, stdout: `keytrail ${manifest.version}\n`, stderr: '' });
  });

  // Each of them is read by a part that is loaded by need.
  const excluded = '["kms.amazonaws.com"]';
  test.each([
    ['a.yaml', templates.error],
    ['anchor.yaml', templates.error.replace('[kms.amazonaws.com]', '&list [kms.amazonaws.com]')],
    ['a.json', JSON.stringify({ Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] } } } })],
    ['serverless.yml', `service: s\nprovider: { name: aws }\nresources:\n${templates.error.replace(/^/gmu, '  ')}`],
    ['main.tf', `resource "aws_cloudtrail" "t" {\n  name           = "t"\n  s3_bucket_name = "b"\n  event_selector {\n    exclude_management_event_sources = ${excluded}\n  }\n}\n`],
    ['app.ts', `import { CloudTrailClient, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';\nawait new CloudTrailClient({}).send(new PutEventSelectorsCommand({ TrailName: 't', EventSelectors: [{ IncludeManagementEvents: true, ExcludeManagementEventSources: ${excluded} }] }));\n`],
    ['a.py', `import boto3\nboto3.client('cloudtrail').put_event_selectors(TrailName='t', EventSelectors=[{'IncludeManagementEvents': True, 'ExcludeManagementEventSources': ${excluded}}])\n`],
    ['a.sh', `aws cloudtrail put-event-selectors --trail-name t --event-selectors '[{"IncludeManagementEvents":true,"ExcludeManagementEventSources":${excluded}}]'\n`],
  ])('reads %s', (name, text) => {
    write(project, { [name]: text });
    const { status, stdout, stderr } = keytrail(name, '-f', 'json');
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as { readonly findings: readonly { readonly rule: string }[] }).findings.map(({ rule }) => rule)).toContain('kms-events-excluded');
  });

  test.each(['pretty', 'sarif', 'json', 'github', 'gitlab', 'junit', 'markdown'])('writes %s', (format) => {
    write(project, { 'a.yaml': templates.error });
    const { status, stdout, stderr } = keytrail('a.yaml', '-f', format);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('kms-events-excluded');
  });

  test.each([
    [['rules'], 0],
    [['coverage', 'a.yaml'], 0],
    [['explain', 'kms-events-excluded'], 0],
    [['a.yaml', '--baseline', 'baseline.json', '--update-baseline'], 0],
    [['a.yaml', '--fix-dry-run'], 1],
    [['a.yaml', '--changed-since', 'HEAD'], 2],
  ])('%j: %i', (args, status) => {
    write(project, { 'a.yaml': templates.error });
    expect(keytrail(...args).status).toBe(status);
  });

  test('init, for somebody who may not write and for one who may', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    chmodSync(folder, 0o755);
    chmodSync(empty, 0o555);
    // Root may write everywhere: nobody may not.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const run = (): ReturnType<typeof keytrail> => spawnSync(process.execPath, [join(project, 'node_modules/keytrail/dist/cli.cjs'), 'init'], { cwd: empty, env, encoding: 'utf8', ...nobody });
    const failed = ['.keytrail.yaml', '.pre-commit-config.yaml', '.github/workflows/keytrail.yml'].map((path) => `keytrail: cannot write '${path}': permission denied\n`).join('');
    expect(run()).toMatchObject({ status: 2, stdout: '', stderr: failed });
    expect(readdirSync(empty)).toEqual([]);
    chmodSync(empty, 0o777);
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(empty, '.github/workflows/keytrail.yml'), 'utf8')).toContain(`npx --yes keytrail@${manifest.version} `);
  });
});

/** The examples of docs/api.md, which run as they stand there. */
const examples = [...readFileSync(join(root, 'docs/api.md'), 'utf8').matchAll(/^```(ts|js)\n([^]*?)^```$/gmu)].map(([, language = '', text = '']) => ({ language, text }));

describe('the API', () => {
  beforeAll(() => { write(project, { 'infra/trail.yaml': templates.error, 'infra/.keytrail.yaml': 'rules: { sink-single-region: off }\n' }); });

  test('the documentation has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  test.each(examples.map(({ text }, index) => [index, text] as const))('example %i runs', (index, text) => {
    write(project, { [`example-${String(index)}.mjs`]: text });
    const { status, stderr, stdout } = node(`example-${String(index)}.mjs`);
    expect([status, stderr]).toEqual([0, '']);
    const expected = [...text.matchAll(/^\/\/ prints: (.*)$/gmu)].map(([, line = '']) => line);
    expect(stdout.trimEnd().split('\n')).toEqual(expected);
  });

  test.each([
    ['nodenext', 'NodeNext'],
    ['bundler', 'ESNext'],
  ])('its types are whole: %s', (moduleResolution, module) => {
    const uses = `import { lint, lintPaths, render, rules, locationOf, judged, version, type Finding, type Report, type Options } from 'keytrail';
const options: Options = { rules: { 'grant-full-admin': 'off' }, parameters: { Stage: 'prod' } };
const report: Report = await lint([{ path: 'a.yaml', text: '' }], options);
const other: Report = await lintPaths(['.'], { ...options, config: false });
const findings: readonly Finding[] = judged([...report.findings, ...other.findings]);
const lines: readonly number[] = findings.map(({ primary }) => locationOf(primary).line);
const text: string = render('sarif', report, { sarifProfile: 'github' });
const ids: readonly string[] = rules.map(({ meta }) => meta.id);
// @ts-expect-error -- there is no such format
render('xml', report);
// @ts-expect-error -- there is no such level
await lint([], { rules: { gap: 'fatal' } });
export { lines, text, ids, version };
`;
    const compilerOptions = { module, moduleResolution, target: 'ES2022', lib: ['ES2023'], strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: false, types: [] };
    write(project, { 'uses/use.mts': uses, 'uses/tsconfig.json': JSON.stringify({ compilerOptions, files: ['use.mts'] }) });
    const { status, stdout } = node(join(root, 'node_modules/typescript/bin/tsc'), '-p', 'uses');
    expect([status, stdout]).toEqual([0, '']);
  });

  test('schema and manifest can be imported', () => {
    const text = "import schema from 'keytrail/schema/config.json' with { type: 'json' };\nimport manifest from 'keytrail/package.json' with { type: 'json' };\nconsole.log(schema.title, manifest.name);\n";
    write(project, { 'json.mjs': text });
    expect(node('--no-warnings', 'json.mjs')).toMatchObject({ status: 0, stdout: 'keytrail keytrail\n' });
  });

  test('the repository it names is the one that pages and schema name', () => {
    const repository = manifest.repository.url.replace(/^git\+|\.git$/gu, '');
    expect(readFileSync(join(root, 'schema/config.json'), 'utf8')).toContain(repository.replace('github.com', 'raw.githubusercontent.com'));
    expect(existsSync(join(project, 'node_modules/keytrail/package.json'))).toBe(true);
  });
});
