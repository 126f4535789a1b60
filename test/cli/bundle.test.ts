import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
// The build is plain JavaScript.
// @ts-expect-error -- without types
import * as scripts from '../../scripts/build.mjs';
// @ts-expect-error -- without types
import * as exchanging from '../../scripts/build/exchange.mjs';
import { built } from '../helpers/built.js';
import { scratch, templates, write } from './support.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { warmUp } = scripts as { readonly warmUp: (out: string) => void };

const folder = scratch();
const dist = join(folder, 'dist');
const cli = join(dist, 'cli.cjs');
const env = { PATH: process.env['PATH'] ?? '' };

beforeAll(() => {
  built(dist);
  // What is not bundled is found as it is where keytrail is installed.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  write(folder, { 'error.yaml': templates.error, 'anchor.yaml': anchored, 'nothing.yaml': templates.nothing, 'error.json': trailJson });
  // The build is three seconds of work, and others may be at work as well.
}, 60_000);

/** An anchor is read by the full YAML reader, which is a chunk of its own; the policy stands in a block scalar. */
const anchored = `Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Description: &text x
      PolicyDocument: |
        { "Statement": [
          { "Effect": "Allow", "Action": "cloudtrail:*", "Resource": "*" } ] }
${templates.error.replace(/^Resources:\n/u, '')}`;

const programText = `import { App, Stack, aws_cloudtrail as cloudtrail } from 'aws-cdk-lib';
const stack = new Stack(new App(), 'Audit');
new cloudtrail.CfnTrail(stack, 'Trail', { isLogging: true, s3BucketName: 'b', eventSelectors: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }] });
`;

const trailJson = JSON.stringify({ Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] } } } });

const keytrail = (args: readonly string[], input = ''): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(process.execPath, [cli, ...args], { cwd: folder, env, encoding: 'utf8', input, maxBuffer: 1 << 28 });

const caches = (): readonly string[] => readdirSync(dist).filter((name) => name.endsWith('.v8'));

test('it is a program', () => {
  expect(readFileSync(cli, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
  expect(statSync(cli).mode & 0o111).toBe(0o111);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  expect(keytrail(['--version'])).toMatchObject({ status: 0, stdout: `keytrail ${version}\n`, stderr: '' });
});

test('places in block scalars are known in the bundle too', () => {
  const { findings } = JSON.parse(keytrail(['anchor.yaml', '-f', 'json']).stdout) as { readonly findings: readonly { readonly rule: string; readonly location: { readonly startLine: number; readonly startColumn: number } }[] };
  const grant = findings.find(({ rule }) => rule === 'grant-cloudtrail-admin');
  expect(grant).toBeDefined();
  expect(JSON.stringify(grant)).toContain('"line":8');
});

test('the parser of YAML is no part of it: it is loaded by need', () => {
  expect(statSync(join(dist, 'yaml.cjs')).size).toBeGreaterThan(50_000);
  expect(readFileSync(join(dist, 'program.cjs'), 'latin1')).not.toContain('tag:yaml.org,2002');
});

test('the config is read by a chunk of its own, which shares the reader of YAML', () => {
  expect(readFileSync(join(dist, 'program.cjs'), 'latin1')).not.toContain('additionalProperties');
  write(folder, { 'configured/.keytrail.yaml': 'rulez: 1\n', 'configured/other.yaml': 'exclude: &none []\ninclude: *none\nrules: { kms-events-excluded: off }\n', 'configured/a.yaml': templates.error });
  const inFolder = (...args: readonly string[]): { readonly status: number | null; readonly stderr: string } => spawnSync(process.execPath, [cli, 'a.yaml', ...args], { cwd: join(folder, 'configured'), env, encoding: 'utf8' });
  expect(inFolder()).toMatchObject({ status: 2, stderr: ".keytrail.yaml:1:1: unknown key 'rulez'; did you mean 'rules'?\n" });
  expect(inFolder('--config', 'other.yaml')).toMatchObject({ status: 0, stderr: '' });
  expect(inFolder('--no-config')).toMatchObject({ status: 1, stderr: '' });
});

test('what is bundled is ASCII, and its licences are passed on', () => {
  for (const name of ['cli.cjs', 'program.cjs', 'yaml.cjs', 'config.cjs']) expect(readFileSync(join(dist, name)).every((byte) => byte < 128)).toBe(true);
  const licences = readFileSync(join(dist, 'THIRD-PARTY'), 'utf8');
  expect(licences).toContain('yaml\n\nCopyright');
});

test.each([
  [['error.yaml', '-f', 'json'], 1],
  [['error.json', '-f', 'sarif'], 1],
  [['-', '-f', 'json'], 1],
  [['nothing.yaml'], 0],
  [['--nonsense'], 2],
  [['dist/THIRD-PARTY', 'no-such-file'], 2],
])('%j: %i', (args, status) => {
  expect(keytrail(args, templates.error).status).toBe(status);
});

test('the report is whole before the status is not zero, even if its reader is slow', () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`many/${index}.yaml`, templates.error]));
  write(folder, many);
  const { status, stdout } = spawnSync('sh', ['-c', `{ "${process.execPath}" "${cli}" many -f json; echo $? >&2; } | { sleep 0.5; cat; }`], { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  expect(status).toBe(0);
  expect((JSON.parse(stdout) as { readonly findings: readonly unknown[] }).findings).toHaveLength(400);
});

test('a reader that goes away is no fault', () => {
  const { stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${cli}" many -f json | head -c 1; :`], { cwd: folder, env, encoding: 'utf8' });
  expect(stderr).toBe('');
});

test('standard input may be a pipe that never blocks, and be late', async () => {
  const child = spawn(process.execPath, [cli, '-', '-f', 'json'], { cwd: folder, env, stdio: ['pipe', 'pipe', 'inherit'] });
  setTimeout(() => child.stdin.end(templates.error), 300);
  const status = await new Promise((resolve) => { child.on('close', resolve); });
  expect(status).toBe(1);
});

test('a working folder that is gone', () => {
  mkdirSync(join(folder, 'gone'));
  const { status, stderr } = spawnSync('sh', ['-c', `cd gone && rmdir ../gone && "${process.execPath}" "${cli}" .`], { cwd: folder, env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, 'keytrail: the working folder is gone\n']);
});

test('no word of a stack for a mistake of the user', () => {
  for (const args of [['--nonsense'], ['no-such-file'], ['error.yaml', '-o', 'error.yaml/report.txt'], ['explain', 'x'], ['audit'], ['']]) {
    const { status, stderr, stdout } = keytrail(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^keytrail: [^\n]+\n$/u);
  }
});

test('progress and colours stay away from pipes', () => {
  const { stdout, stderr } = keytrail(['many', 'error.yaml']);
  expect(stdout).not.toContain('\u001B');
  expect(stderr).toBe('');
});

test('bytecode is kept by a run that judged something, and changes nothing', () => {
  const remove = (): void => { for (const name of caches()) rmSync(join(dist, name)); };
  remove();
  const cold = keytrail(['anchor.yaml', '-f', 'sarif']);
  const kept = caches();
  expect(kept.map((name) => name.split('.')[0])).toEqual(['check', 'embedded', 'grants', 'judge', 'program', 'templates', 'yaml']);
  expect(keytrail(['anchor.yaml', '-f', 'sarif'])).toMatchObject({ status: cold.status, stdout: cold.stdout, stderr: '' });
  expect(caches()).toEqual(kept);
  remove();
  keytrail(['nothing.yaml']);
  keytrail(['--version']);
  keytrail(['--nonsense']);
  expect(caches()).toEqual([]);
  expect(() => { warmUp(dist); }).not.toThrow();
  // Its runs are of all that is linted most.
  expect(caches()).toEqual(expect.arrayContaining([...kept]));
  expect(caches().some((name) => name.startsWith('code.cjs.'))).toBe(true);
});

test('scripts and workflows need neither the parser of programs nor what evaluates them', () => {
  write(folder, {
    'opened.cjs': `const fs = require('node:fs'); const open = fs.openSync; fs.openSync = (path, ...more) => { if (String(path).endsWith('code.cjs')) process.stderr.write('loads the parser\\n'); return open(path, ...more); };`,
    'set.sh': `aws cloudtrail put-event-selectors --trail-name t --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'\n`,
  });
  expect(spawnSync(process.execPath, ['--require', join(folder, 'opened.cjs'), cli, 'set.sh'], { cwd: folder, env, encoding: 'utf8' })).toMatchObject({ status: 1, stderr: '' });
});

test('packs that need each other at once are refused by the build', () => {
  const { exchange } = exchanging as { readonly exchange: (parts: ReadonlyMap<string, unknown>, packOf: ReadonlyMap<string, string>, texts: ReadonlyMap<string, string>, isLate: (part: string) => boolean) => unknown };
  const part = (other: string): unknown => ({ exports: ['x'], imports: [{ path: other, kind: 'import-statement' }] });
  const parts = new Map([['a.js', part('b.js')], ['b.js', part('a.js')]]);
  const texts = new Map([['a.js', 'import{x as y}from"./b.js";export{y as x}'], ['b.js', 'import{x as y}from"./a.js";export{y as x}']]);
  const packOf = new Map([['a.js', 'one.cjs'], ['b.js', 'two.cjs']]);
  expect(() => exchange(parts, packOf, texts, () => false)).toThrow('Packs need each other: one.cjs, two.cjs, one.cjs');
  expect(() => exchange(parts, packOf, texts, (name) => name === 'b.js')).not.toThrow();
});

test('bytecode that V8 refuses does no harm and is replaced', () => {
  keytrail(['error.yaml']);
  const cache = caches().find((name) => name.startsWith('check.cjs.')) ?? '';
  const whole = readFileSync(join(dist, cache));
  for (const bytes of [Buffer.alloc(0), Buffer.from('nonsense'), whole.subarray(0, whole.length / 2)]) {
    writeFileSync(join(dist, cache), bytes);
    expect(keytrail(['error.yaml', '-f', 'json'])).toMatchObject({ status: 1, stderr: '' });
    expect(statSync(join(dist, cache)).size).toBeGreaterThan(100_000);
  }
  rmSync(join(dist, cache));
});

test('it runs where nothing can be written', () => {
  const other = join(folder, 'read-only');
  mkdirSync(other);
  for (const name of readdirSync(dist).filter((one) => one.endsWith('.cjs'))) copyFileSync(join(dist, name), join(other, name));
  chmodSync(other, 0o555);
  const { status, stderr } = spawnSync(process.execPath, [join(other, 'cli.cjs'), 'error.yaml'], { cwd: folder, env, encoding: 'utf8' });
  chmodSync(other, 0o755);
  expect([status, stderr]).toEqual([1, '']);
});

test('the parser of programs is loaded by those alone who have programs, and needs no package', () => {
  write(folder, { 'hook.cjs': `const fs = require('node:fs'); const open = fs.openSync; fs.openSync = (path, ...more) => { if (String(path).endsWith('code.cjs')) process.stderr.write('loads the parser\\n'); return open(path, ...more); }; const { Module } = require('node:module'); const load = Module._load; Module._load = (id, ...more) => { if (id === 'typescript') process.stderr.write('loads the package\\n'); return load(id, ...more); };`, 'program.ts': programText });
  const run = (file: string): ReturnType<typeof spawnSync> => spawnSync(process.execPath, ['--require', join(folder, 'hook.cjs'), cli, file], { cwd: folder, env, encoding: 'utf8' });
  for (const file of ['error.yaml', 'error.json', 'anchor.yaml', 'nothing.yaml']) expect(run(file).stderr, file).toBe('');
  expect(run('program.ts')).toMatchObject({ status: 1, stderr: 'loads the parser\n' });
});

test('what reads records is loaded by audit alone', () => {
  write(folder, { 'watch.cjs': `const fs = require('node:fs'); const open = fs.openSync; fs.openSync = (path, ...more) => { const [, pack] = /(audit|code)\\.cjs$/.exec(String(path)) ?? []; if (pack !== undefined) process.stderr.write(pack + '\\n'); return open(path, ...more); };`, 'records.ndjson': readFileSync(join(root, 'docs/audit/records.ndjson'), 'utf8') });
  const run = (...args: readonly string[]): ReturnType<typeof spawnSync> => spawnSync(process.execPath, ['--require', join(folder, 'watch.cjs'), cli, ...args], { cwd: folder, env, encoding: 'utf8' });
  for (const args of [['error.yaml', '-f', 'sarif'], ['coverage', 'error.yaml'], ['anchor.yaml'], ['--help']]) expect(run(...args).stderr, args.join(' ')).toBe('');
  for (const format of ['pretty', 'json', 'sarif', 'markdown']) expect(run('audit', 'records.ndjson', '-f', format)).toMatchObject({ status: 1, stderr: 'audit\n' });
  expect(run('audit', 'keys', 'records.ndjson')).toMatchObject({ status: 0, stderr: 'audit\n' });
  expect(run('audit', '--print-query', 'lake')).toMatchObject({ status: 0, stderr: 'audit\n' });
});

test('what few runs call is loaded when it is called', () => {
  write(folder, {
    'packs.cjs': `const fs = require('node:fs'); const open = fs.openSync; fs.openSync = (path, ...more) => { const [, pack] = /([\\w-]+)\\.cjs$/.exec(String(path)) ?? []; if (pack !== undefined) process.stderr.write(pack + ' '); return open(path, ...more); };`,
    'alarm.yaml': `${templates.error}  Alarm:\n    Type: AWS::Events::Rule\n    Properties:\n      EventPattern: { source: [aws.kms] }\n`,
    'main.tf': 'resource "aws_cloudtrail" "t" {\n  s3_bucket_name = "logs"\n  enable_logging = false\n}\n',
  });
  const loaded = (...args: readonly string[]): readonly string[] => spawnSync(process.execPath, ['--require', join(folder, 'packs.cjs'), cli, ...args], { cwd: folder, env, encoding: 'utf8' }).stderr.trim().split(' ');
  expect(loaded('--version')).toEqual(['program']);
  expect(loaded('nothing.yaml', '-f', 'sarif')).toEqual(['program', 'check']);
  expect(loaded('error.yaml', '-f', 'sarif')).toEqual(['program', 'check', 'templates', 'judge']);
  expect(loaded('error.yaml', '-f', 'sarif', '--sarif-profile', 'github')).toEqual(['program', 'check', 'templates', 'judge', 'sarif']);
  expect(loaded('alarm.yaml', '-f', 'sarif')).toEqual(['program', 'check', 'templates', 'judge', 'alarms']);
  expect(loaded('main.tf', '-f', 'sarif')).toEqual(['program', 'check', 'terraform', 'judge', 'words', 'additions']);
});

test('the parser of programs was cut out of its package, whose licence is passed on', () => {
  const pack = readFileSync(join(dist, 'code.cjs'), 'latin1');
  expect(pack.length).toBeGreaterThan(500_000);
  expect(pack.length).toBeLessThan(1_000_000);
  expect(pack).toContain('Unterminated string literal');
  expect(pack).not.toContain('is not assignable to type');
  expect(readFileSync(join(dist, 'THIRD-PARTY'), 'utf8')).toMatch(/^typescript\n\nApache License/mu);
});
