import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { built } from '../../helpers/built.js';
import { scratch, templates, write } from '../support.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = scratch();
const cli = join(folder, 'dist', 'cli.cjs');

const FILES = 20;
/** Large enough that writing takes a while. */
const padding = `# ${'x'.repeat(98)}\n`.repeat(5000);
const before = padding + templates.error;
const after = padding + templates.error.replace('[kms.amazonaws.com]', '[]');

beforeAll(() => {
  built(join(folder, 'dist'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  write(folder, { 'template.yaml': before });
}, 60_000);

/** Runs `--fix`; kills it so many milliseconds after the first file was written, if that many are given. */
async function fixed(place: string, patience?: number): Promise<{ readonly signal: string | null; readonly err: string }> {
  const child = spawn(process.execPath, [cli, '.', '--fix', '--no-config'], { cwd: place, env: { PATH: process.env['PATH'] ?? '' }, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  const ended = new Promise<string | null>((resolve) => { child.on('close', (_code, signal) => { resolve(signal); }); });
  const watch = patience === undefined ? undefined : setInterval(() => {
    if (!isUntouched(place)) setTimeout(() => child.kill('SIGKILL'), patience);
  }, 1);
  const signal = await ended;
  clearInterval(watch);
  return { signal, err };
}

const filesIn = (place: string): readonly string[] => readdirSync(place).filter((name) => name.endsWith('.yaml'));
const isUntouched = (place: string): boolean => readFileSync(join(place, '0.yaml')).equals(Buffer.from(before));

function filled(name: string): string {
  const place = join(folder, name);
  mkdirSync(place);
  for (let number = 0; number < FILES; number++) copyFileSync(join(folder, 'template.yaml'), join(place, `${number}.yaml`));
  return place;
}

test('the bundle fixes', async () => {
  const place = filled('whole');
  expect(await fixed(place)).toEqual({ signal: null, err: `keytrail: fixed ${FILES} findings in ${FILES} files\n` });
  expect(filesIn(place).map((name) => readFileSync(join(place, name), 'utf8') === after)).toEqual(Array.from({ length: FILES }).fill(true));
}, 60_000);

test.each([0, 1, 2, 4, 8])('killed %i ms after it began to write, it leaves every file as it was or as it is to be', async (patience) => {
  const place = filled(`killed-${patience}`);
  await fixed(place, patience);
  const texts = filesIn(place).map((name) => readFileSync(join(place, name), 'utf8'));
  expect(texts.length).toBe(FILES);
  expect(texts.every((text) => text === before || text === after)).toBe(true);
  // And the next run finishes.
  await fixed(place);
  expect(filesIn(place).every((name) => readFileSync(join(place, name), 'utf8') === after)).toBe(true);
}, 60_000);
