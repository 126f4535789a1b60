import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discover } from '../../../src/read/files.js';
import { gitPattern, matchesGit } from '../../../src/read/files/git-pattern.js';
import { ignoreFiles } from '../../../src/read/files/ignores.js';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'keytrail-pattern-')));
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

/** The files of which Git says that it ignores them, and those of which we do. */
function judged(folders: readonly { readonly lines: readonly string[]; readonly paths: readonly string[] }[]): { readonly git: readonly string[]; readonly ours: readonly string[] } {
  execFileSync('git', ['init', '-q', root]);
  for (const [number, { lines }] of folders.entries()) {
    mkdirSync(join(root, String(number)));
    writeFileSync(join(root, String(number), '.gitignore'), lines.map((line) => `${line}\n`).join(''));
  }
  const paths = folders.flatMap((folder, number) => folder.paths.map((path) => `${String(number)}/${path}`));
  const { stdout } = spawnSync('git', ['-c', 'core.excludesFile=/dev/null', '-C', root, 'check-ignore', '--no-index', '-z', '--stdin'], { input: paths.join('\0'), encoding: 'utf8', maxBuffer: 2 ** 28 });
  const git = new Set(stdout.split('\0'));
  const ignoring = ignoreFiles();
  return {
    git: paths.filter((path) => git.has(path)),
    ours: paths.filter((path) => ignoring.at(join(root, path), root).hidesOnTheWay(join(root, path), false)),
  };
}

const names = ['a', 'b', 'ab', 'aab', 'a.b', 'abc', 'ba', 'x y', 'x ', '[a]', '\u00FC', '#a', '!a', '-', 'A1'];
const path = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));
const pieces = [
  'a', 'b', 'c', '.', '/', '*', '**', '***', '**/', '/**', '/**/', '?', '[ab]', '[!a]', '[^b]', '[a-c]', '[]a]', '[a-]', '[[:alpha:]]', '[[:digit:][:upper:]]', '[[:]', '[[:x:]]', '[', ']', '\\', '\\a', '\\*', ' ', '\\ ',
  '#', '!', '-', 'x y', '\u00FC', '1',
];
const line = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const folder = fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 3 }), paths: fc.uniqueArray(path, { minLength: 25, maxLength: 25 }) });

describe('patterns of `.gitignore`', () => {
  test.skipIf(spawnSync('git', ['--version']).status !== 0)('match as those of Git', { timeout: 120_000 }, () => {
    const folders = fc.sample(folder, 500);
    const { git, ours } = judged(folders);
    expect(git.length).toBeGreaterThan(1000);
    const [theirs, own] = [new Set(git), new Set(ours)];
    const differing = [...git, ...ours].filter((one) => theirs.has(one) !== own.has(one));
    expect(differing.map((one) => [one, theirs.has(one), folders[Number(one.split('/')[0])]?.lines])).toEqual([]);
  });

  // Each took a regular expression more than minutes.
  test.each([
    ['**/a/'.repeat(40) + 'b*', `${'a/'.repeat(1000)}x.yaml`],
    [`x/${'**/*/'.repeat(40)}b*`, `x/${'a/'.repeat(1000)}y.yaml`],
    ['*a'.repeat(100) + '*b*', `${'a'.repeat(250)}.yaml`],
    ['*?[a]'.repeat(100) + '*b*', `${'a'.repeat(250)}.yaml`],
    ['*'.repeat(4000) + 'b*', `${'a'.repeat(250)}.yaml`],
  ])('take their time where they are hostile, and no more: %#', { timeout: 5000 }, (hostile, long) => {
    const pattern = gitPattern(hostile);
    const patience = { steps: 1_000_000 };
    expect(pattern && matchesGit(pattern, long, false, patience)).toBe(false);
    expect(patience.steps).toBeGreaterThan(-10_000);
  });

  test('hide nothing beyond 100,000 steps for a path, so that it is read', () => {
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, '.gitignore'), `${'a'.repeat(240)}.yaml\n${`${'*a'.repeat(120)}*b*l\n`.repeat(20)}`);
    const hidden = (name: string): boolean => ignoreFiles().at(join(root, name), root).hides(join(root, name), false);
    writeFileSync(join(root, 'long'), '');
    expect(hidden(`${'a'.repeat(240)}.yaml`)).toBe(false);
    writeFileSync(join(root, '.gitignore'), `${'a'.repeat(240)}.yaml\n`);
    expect(hidden(`${'a'.repeat(240)}.yaml`)).toBe(true);
  });
});

describe('files that say what Git ignores', () => {
  const found = async (): Promise<readonly string[]> => [...(await discover(['.'], { cwd: root, maxSize: 100, selects: () => true })).files()].map((file) => file.path);

  // Reading any of these would never end, or would open what lies elsewhere.
  test.each<[string, () => void]>([
    ['a pipe', () => { execFileSync('mkfifo', [join(root, '.gitignore')]); }],
    ['a link to a device', () => { symlinkSync('/dev/zero', join(root, '.gitignore')); }],
    ['a link to a file', () => { symlinkSync('patterns', join(root, '.gitignore')); }],
    ['a folder', () => { mkdirSync(join(root, '.gitignore')); }],
    ['more than a mebibyte', () => { writeFileSync(join(root, '.gitignore'), `a.yaml\n${'#'.repeat(1_048_576)}`); }],
    ['a pipe in place of what Git alone excludes', () => {
      mkdirSync(join(root, '.git/info'));
      execFileSync('mkfifo', [join(root, '.git/info/exclude')]);
    }],
    ['a link to a device in place of what Git alone excludes', () => {
      mkdirSync(join(root, '.git/info'));
      symlinkSync('/dev/zero', join(root, '.git/info/exclude'));
    }],
  ])('%s: it hides nothing', async (_name, make) => {
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, 'patterns'), 'a.yaml\n');
    writeFileSync(join(root, 'a.yaml'), '');
    make();
    expect(await found()).toEqual(['a.yaml']);
  });

  test('a pipe in place of `.git`', async () => {
    execFileSync('mkfifo', [join(root, '.git')]);
    writeFileSync(join(root, 'a.yaml'), '');
    expect(await found()).toEqual(['a.yaml']);
  });
});
