import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { built } from '../helpers/built.js';
import { scratch } from './support.js';

/** SIGKILL while a report is written; while files are fixed: fix/killed.test.ts. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = scratch();
const cli = join(folder, 'dist', 'cli.cjs');
const preload = join(folder, 'preload.cjs');

const trail = { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: false, S3BucketName: 'x' } };
const template = JSON.stringify({ Resources: Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`T${String(index)}`, trail])) }, null, 1);
const old = `{"old": "${'x'.repeat(1000)}"}`;

/** At `KILL_AT` the process kills itself, which nothing can catch: before or behind a call to the file system, or when part of a text is written. */
const killing = `const fs = require('node:fs');
const [at, part] = (process.env.KILL_AT ?? '').split(' ');
const kill = () => process.kill(process.pid, 'SIGKILL');
for (const name of ['mkdtempSync', 'writeFileSync', 'chmodSync', 'renameSync', 'rmSync']) {
  const own = fs[name];
  fs[name] = (...args) => {
    const isOurs = args.some((arg) => typeof arg === 'string' && arg.includes('.keytrail-'));
    if (isOurs && at === name && part === 'before') kill();
    if (isOurs && at === name && Number(part) >= 0) {
      const bytes = Buffer.from(args[1]);
      own(args[0], bytes.subarray(0, Math.floor(bytes.length * Number(part))));
      kill();
    }
    const result = own(...args);
    if (isOurs && at === name && part === 'behind') kill();
    return result;
  };
}
`;

beforeAll(() => {
  built(join(folder, 'dist'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(preload, killing);
}, 60_000);

const drafts = (place: string): readonly string[] => readdirSync(place).filter((name) => name.startsWith('.keytrail-'));

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
}

/** Runs over the whole folder, and so over whatever a run before left there; kills after so many milliseconds, if they are given. */
function written(place: string, format: string, at = '', timeout?: number): Ended {
  const args = [...(at === '' ? [] : ['--require', preload]), cli, '.', '--no-config', '-f', format, '-o', `report.${format}`];
  const { status, signal } = spawnSync(process.execPath, args, { cwd: place, env: { PATH: process.env['PATH'] ?? '', KILL_AT: at }, stdio: 'ignore', killSignal: 'SIGKILL', ...(timeout !== undefined && { timeout }) });
  return { status, signal };
}

function filled(name: string, format: string): string {
  const place = join(folder, name.replaceAll(/[ .]/gu, '-') + format);
  mkdirSync(place);
  writeFileSync(join(place, 'template.json'), template);
  writeFileSync(join(place, `report.${format}`), old);
  return place;
}

const report = (place: string, format: string): string => readFileSync(join(place, `report.${format}`), 'utf8');

describe.each(['sarif', 'json'])('a run that is killed leaves the old report or the whole new one: %s', (format) => {
  let whole = '';
  beforeAll(() => {
    const place = filled('whole', format);
    expect(written(place, format)).toEqual({ status: 1, signal: null });
    whole = report(place, format);
    expect([whole.length > 300_000, drafts(place)]).toEqual([true, []]);
  }, 60_000);

  test.each([
    ['mkdtempSync before', old, 0],
    ['mkdtempSync behind', old, 1],
    ['writeFileSync 0', old, 1],
    ['writeFileSync 0.01', old, 1],
    ['writeFileSync 0.5', old, 1],
    ['writeFileSync 0.99', old, 1],
    ['writeFileSync behind', old, 1],
    ['chmodSync behind', old, 1],
    ['renameSync before', old, 1],
    ['renameSync behind', 'new', 1],
    ['rmSync before', 'new', 1],
    ['rmSync behind', 'new', 0],
  ])('at %s', { timeout: 60_000 }, (at, text, left) => {
    const place = filled(at, format);
    expect(written(place, format, at)).toEqual({ status: null, signal: 'SIGKILL' });
    expect(report(place, format) === (text === 'new' ? whole : text)).toBe(true);
    // What is left bears our name, and is in the way of no later run, nor read by one.
    expect(drafts(place)).toHaveLength(left);
    expect(readdirSync(place)).toHaveLength(2 + left);
    expect(written(place, format)).toEqual({ status: 1, signal: null });
    expect(report(place, format) === whole).toBe(true);
  });

  test('at any other time', { timeout: 120_000 }, () => {
    const place = filled('times', format);
    for (let milliseconds = 50; milliseconds < 1000; milliseconds = Math.ceil(milliseconds * 1.3)) {
      writeFileSync(join(place, `report.${format}`), old);
      written(place, format, '', milliseconds);
      const text = report(place, format);
      expect(text === old || text === whole, `${String(milliseconds)} ms: ${String(text.length)} bytes`).toBe(true);
    }
  });
});
