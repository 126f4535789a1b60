import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { built } from './helpers/built.js';
import { scratch } from './cli/support.js';

/** The command as it is published opens no connection and starts no program: modules that could are not even loaded. */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = scratch();
const cli = join(folder, 'dist', 'cli.cjs');

const reaching = ['net', 'tls', 'dns', 'dns/promises', 'dgram', 'http', 'https', 'http2', 'child_process', 'cluster', 'worker_threads', 'inspector', 'inspector/promises'];

/** Ends the process with status 70 where one of them, or a global that reaches out, is asked for, and names it. */
const guard = `const { Module } = require('node:module');
const refused = new Set(${JSON.stringify(reaching)});
const refuse = (name) => { require('node:fs').writeSync(2, 'refused: ' + name + '\\n'); process.reallyExit(70); };
const load = Module._load;
Module._load = function (name, ...rest) { return refused.has(name.replace(/^node:/, '')) ? refuse(name) : load.call(this, name, ...rest); };
const getBuiltin = process.getBuiltinModule;
if (getBuiltin) process.getBuiltinModule = (name) => (refused.has(name.replace(/^node:/, '')) ? refuse(name) : getBuiltin(name));
process.binding = refuse;
for (const name of ['fetch', 'WebSocket', 'EventSource']) Object.defineProperty(globalThis, name, { get: () => refuse(name) });
`;

beforeAll(() => {
  built(join(folder, 'dist'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'guard.cjs'), guard);
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
}, 60_000);

/** What a script, or the command with arguments, ends with under the guard. */
function guarded(...args: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['--require', join(folder, 'guard.cjs'), ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' }, encoding: 'utf8', input: '', maxBuffer: 2 ** 28 });
  return { status, stderr };
}

describe('the guard holds', () => {
  test.each([
    "require('https')", "require('node:net')", "fetch('http://localhost')", "require('child_process').spawn('true')", "process.binding('tcp_wrap')",
  ])('%s', (script) => {
    writeFileSync(join(folder, 'script.cjs'), script);
    expect(guarded('script.cjs').status).toBe(70);
  });
});

describe('neither network nor other programs', () => {
  test.each<readonly [readonly string[], number]>([
    ...['pretty', 'json', 'sarif', 'github', 'gitlab', 'junit', 'markdown'].map((format) => [['check', 'examples', '-f', format], 1] as const),
    [['check', 'examples', '--stats', '--strict'], 1],
    [['check', 'examples', '--fix-dry-run'], 1],
    [['check', 'examples', '--baseline', 'baseline.json', '--update-baseline', '--rule', 'parse-error=off'], 0],
    [['coverage', 'examples'], 0],
    [['explain', 'kms-events-excluded'], 0],
    [['rules'], 0],
    [['--help'], 0],
    [['--version'], 0],
  ])('keytrail %j', { timeout: 60_000 }, (args, status) => {
    const ended = guarded(cli, ...args);
    expect(ended.stderr).not.toContain('refused');
    expect(ended.status).toBe(status);
  });

  // Also those that are imported without being required, and those of parts that no example needs.
  test('nothing that is bundled names a module of the network', () => {
    const names = new Set<string>();
    const bundled = readdirSync(join(folder, 'dist')).filter((name) => /\.c?js$/u.test(name));
    const naming = /\b(?:(?:require|import)\(|from|import)\s*["'](?:node:)?([\w/]+)["']/gu;
    for (const name of bundled) for (const [, module = ''] of readFileSync(join(folder, 'dist', name), 'utf8').matchAll(naming)) names.add(module);
    expect(names.has('fs')).toBe(true);
    // Git is started where it is asked for: docs/security.md.
    expect(reaching.filter((module) => names.has(module))).toEqual(['child_process']);
  });
});
