import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { whyNot, writeWhole } from '../../src/cli/output/write.js';
import { scratch } from './support.js';

const all = scratch();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(all, 'test-'));
});

function failure(path: string): string {
  try {
    writeWhole(path, 'x');
  } catch (error) {
    return whyNot(error);
  }
  return 'written';
}

test('a new file, and nothing beside it', () => {
  writeWhole(join(folder, 'a b\nc'), 'text');
  expect(readFileSync(join(folder, 'a b\nc'), 'utf8')).toBe('text');
  expect(readdirSync(folder)).toEqual(['a b\nc']);
});

test('folders of its path are made', () => {
  writeWhole(join(folder, '.sarif', 'of', 'keytrail.sarif'), 'text');
  expect(readFileSync(join(folder, '.sarif', 'of', 'keytrail.sarif'), 'utf8')).toBe('text');
  expect(readdirSync(join(folder, '.sarif', 'of'))).toEqual(['keytrail.sarif']);
});

test('a file that is there is replaced and keeps its mode', () => {
  const path = join(folder, 'a');
  writeFileSync(path, 'a longer text');
  chmodSync(path, 0o640);
  const { ino } = statSync(path);
  writeWhole(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(statSync(path).ino).not.toBe(ino);
});

test('a symbolic link stays one', () => {
  writeFileSync(join(folder, 'real'), 'old');
  symlinkSync('real', join(folder, 'link'));
  writeWhole(join(folder, 'link'), 'new');
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
});

test('a device is written to, not replaced', () => {
  writeWhole('/dev/null', 'text');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('what cannot be written is told', () => {
  mkdirSync(join(folder, 'folder'));
  writeFileSync(join(folder, 'file'), '');
  expect(failure(join(folder, 'folder'))).toBe('it is a folder');
  expect(failure(join(folder, 'file', 'a'))).toBe('its folder is a file');
  expect(failure(join(folder, 'file', 'a', 'b'))).toBe('its folder is a file');
});
