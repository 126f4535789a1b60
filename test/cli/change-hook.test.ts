import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { built } from '../helpers/built.js';
import { gitEnv, repository, type Scratch } from './git.js';
import { scratch, templates } from './support.js';

/** The hook that Git calls, with the program as it is published. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = scratch();
const cli = join(folder, 'dist', 'cli.cjs');

beforeAll(() => {
  built(join(folder, 'dist'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});

let repo: Scratch;
beforeEach(() => {
  repo = repository();
  repo.commit({ 'a.yaml': templates.clean, 'b.yaml': templates.error.replace('  Trail:', '  Other:'), 'sub/c.yaml': templates.clean.replace('  Trail:', '  Third:') });
  hook(`${process.execPath} ${cli} --staged -q --no-progress`);
});
afterEach(() => { repo.remove(); });

function hook(command: string): void {
  const place = join(repo.root, '.git', 'hooks', 'pre-commit');
  mkdirSync(join(place, '..'), { recursive: true });
  writeFileSync(place, `#!/bin/sh\n${command}\n`);
  chmodSync(place, 0o755);
}

/** Whether a commit is made, and what the hook says. */
function commit(args: readonly string[], cwd = repo.root): { readonly made: boolean; readonly said: string } {
  const { status, stdout, stderr } = spawnSync('git', ['commit', '--quiet', '--message=x', ...args], { cwd, env: gitEnv, encoding: 'utf8' });
  return { made: status === 0, said: stdout + stderr };
}

const worse = { made: false, said: expect.stringMatching(/^error\[kms-events-excluded\][^]*--> a\.yaml:9:/u) };
const fine = { made: true, said: '' };

test('a commit that makes something worse is refused, with where it does', () => {
  repo.put({ 'a.yaml': templates.error });
  repo.git('add', '--all');
  expect(commit([])).toEqual(worse);
});

test('`git commit -a` and `git commit FILE` have an index of their own', () => {
  repo.put({ 'a.yaml': templates.error, 'sub/c.yaml': '# x\n' + templates.clean.replace('  Trail:', '  Third:') });
  expect(commit(['--', 'sub/c.yaml'])).toEqual(fine);
  expect(commit(['--all'])).toEqual(worse);
  expect(commit(['--', 'a.yaml'])).toEqual(worse);
  expect(commit(['--', '../a.yaml'], join(repo.root, 'sub'))).toEqual(worse);
});

test('what is in the work tree alone is no matter', () => {
  repo.put({ 'a.yaml': templates.error, 'new.yaml': templates.error, 'b.yaml': `# x\n${templates.error.replace('  Trail:', '  Other:')}` });
  repo.git('add', 'b.yaml');
  expect(commit([])).toEqual(fine);
});

test('a hook that goes into a folder, and one in a work tree of its own', () => {
  repo.put({ 'a.yaml': templates.error });
  hook(`cd sub && exec ${process.execPath} ${cli} --staged -q --no-progress ..`);
  expect(commit(['--all'])).toEqual(worse);
  hook(`${process.execPath} ${cli} --staged -q --no-progress`);
  repo.git('checkout', '--quiet', '--', 'a.yaml');
  repo.git('worktree', 'add', '--quiet', 'tree', '-b', 'work');
  repo.put({ 'tree/a.yaml': templates.error });
  expect(commit(['--all'], join(repo.root, 'tree'))).toEqual(worse);
});

test('names of files, as pre-commit hands them over, and mistakes', () => {
  repo.put({ 'a.yaml': templates.error });
  repo.git('add', '--all');
  const check = (...args: readonly string[]): unknown => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--staged', '-q', '--no-progress', ...args], { cwd: repo.root, env: gitEnv, encoding: 'utf8' });
    return { made: status === 0, said: stdout + stderr };
  };
  expect(check('a.yaml', 'b.yaml')).toEqual(worse);
  expect(check('b.yaml')).toEqual(fine);
  expect(check('nowhere.yaml')).toEqual({ made: false, said: "keytrail: no such file or folder: 'nowhere.yaml'\n" });
  expect(check('/')).toEqual({ made: false, said: "keytrail: --staged judges what changes in one repository, and '/' lies outside it\n" });
});

test('whatever has nothing to do with infrastructure goes through, whether there is any or not', () => {
  repo.put({ 'README.md': 'text', 'main.go': 'package main' });
  repo.git('add', '--all');
  expect(commit([])).toEqual(fine);
  repo.put({ 'notes.txt': 'text' });
  repo.git('add', '--all');
  expect(commit([])).toEqual(fine);
  repo.git('rm', '--quiet', '-r', 'b.yaml');
  repo.put({ 'package.json': '{}' });
  repo.git('add', '--all');
  repo.git('commit', '--quiet', '--no-verify', '--message=x');
  repo.git('rm', '--quiet', '-r', 'a.yaml', 'sub');
  repo.git('commit', '--quiet', '--no-verify', '--message=x');
  repo.git('rm', '--quiet', 'package.json');
  expect(commit([])).toEqual(fine);
  repo.put({ 'notes.txt': 'more' });
  repo.git('add', '--all');
  expect(commit([])).toEqual(fine);
});

/** The sources that a run says it has read. */
const stats = (): string => /^keytrail: \d+ files read, \d+ recognised/mu.exec(spawnSync(process.execPath, [cli, '--staged', '--stats'], { cwd: repo.root, env: gitEnv, encoding: 'utf8' }).stderr)?.[0] ?? '';

test('of what cannot matter nothing is read', () => {
  repo.put({ 'docs/a.md': 'text', 'logo.png': '' });
  repo.git('add', '--all');
  expect(stats()).toBe('');
  repo.put({ 'policy.tpl': 'text' });
  repo.git('add', '--all');
  expect(stats()).toBe('keytrail: 3 files read, 3 recognised');
});
