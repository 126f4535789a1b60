import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discover, kindOf, lister, nearestOf, opener, type Overlay, overlayOf, readNamed } from '../../../src/read/files.js';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'keytrail-overlay-')));
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

type Tree = ReadonlyMap<string, string>;

function lay(folder: string, tree: Tree): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '.git'), { recursive: true });
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What makes one tree, lying in `folder`, another one: by name, or of what is too much with one word. */
function overlay(folder: string, from: Tree, to: Tree, isWhole: boolean): Overlay {
  const paths = [...new Set([...from.keys(), ...to.keys()])].filter((path) => from.get(path) !== to.get(path) && (!isWhole || to.has(path)));
  const laid = new Map(paths.map((path) => {
    const text = to.get(path);
    return [join(folder, path), text === undefined ? null : () => Buffer.from(text)] as const;
  }));
  const known = [...to.keys()].map((path) => join(folder, path));
  const lacks = (path: string): boolean => path.startsWith(`${folder}/`) && !path.startsWith(join(folder, '.git')) && !known.some((one) => one === path || one.startsWith(`${path}/`));
  return isWhole ? overlayOf(laid, undefined, lacks) : overlayOf(laid);
}

const names = ['a.yaml', 'b.tf', 'c', 'd.json', 'node_modules', 'e.txt'];
const path = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }).map((steps) => steps.join('/'));
/** Files that are no folders of others. */
const tree = fc.array(fc.tuple(path, fc.constantFrom('1', '2')), { maxLength: 8 }).map((files): Tree => {
  const kept = new Map<string, string>();
  for (const [one, text] of files) if (![...kept.keys()].some((other) => other.startsWith(`${one}/`) || one.startsWith(`${other}/`))) kept.set(one, text);
  return kept;
});

/** All that can be asked of a tree. */
async function seen(folder: string, laid: Overlay | undefined, paths: readonly string[]): Promise<unknown> {
  const options = { cwd: folder, maxSize: 10, selects: () => true, overlay: laid };
  const found = await discover(['.'], options);
  const files = [...found.files()].map(({ path: one, bytes }) => `${one}=${Buffer.from(bytes).toString()}`);
  const [open, list] = [opener(['.'], options), lister(['.'], options)];
  const text = (bytes: Uint8Array | string): string => (typeof bytes === 'string' ? 'none' : Buffer.from(bytes).toString());
  const each = await Promise.all(paths.map(async (one) => {
    const named = await discover([one], options);
    return [one, kindOf(one, folder, laid), text(open(one)), list(one), [...named.files()].map((file) => file.path), named.missing, text(readNamed(join(folder, one), 10, laid))];
  }));
  return { files, skipped: found.skipped, root: list(''), each };
}

test.each([false, true])('a tree over another one is as if it lay there, be what is too much named or not: %s', async (isWhole) => {
  await fc.assert(
    fc.asyncProperty(tree, tree, async (from, to) => {
      const [here, there] = [join(root, 'here'), join(root, 'there')];
      lay(here, from);
      lay(there, to);
      const isFolder = (one: string, of: Tree): boolean => [...of.keys()].some((other) => other.startsWith(`${one}/`));
      // Git knows no empty folders; here they lie.
      const paths = [...new Set([...from.keys(), ...to.keys()].flatMap((one) => [one, dirname(one), `${one}/x`]))].filter((one) => one !== '.' && (isWhole || !isFolder(one, from) || isFolder(one, to)));
      expect(await seen(here, overlay(here, from, to, isWhole), paths)).toEqual(await seen(there, undefined, paths));
    }),
    { numRuns: 150, seed: 7 },
  );
});

test('what is too large is skipped, whether it was taken or not', async () => {
  const laid = overlayOf(new Map<string, () => Uint8Array | number>([[join(root, 'a.yaml'), () => 11], [join(root, 'b.yaml'), () => Buffer.from('12345678901')], [join(root, 'c.tfstate'), () => Buffer.from(' {"version": 4}')]]));
  const found = await discover(['.'], { cwd: root, maxSize: 10, maxPlanSize: 20, selects: () => true, overlay: laid });
  expect([...found.files()].map(({ path: one, refusal }) => [one, refusal])).toEqual([['c.tfstate', 'it has 15 bytes, more than the 10 that --max-file-size allows']]);
  expect(found.skipped.map(({ path: one, cause }) => [one, cause])).toEqual([['a.yaml', 'limit'], ['b.yaml', 'limit']]);
});

test('the nearest of some files', () => {
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, 'a/b'), { recursive: true });
  writeFileSync(join(root, 'a/x.yaml'), '');
  const nearest = (laid?: Overlay): readonly string[] => nearestOf(['x.yaml', 'y.yaml'], join(root, 'a/b'), laid);
  expect(nearest()).toEqual([join(root, 'a/x.yaml')]);
  expect(nearest(overlayOf(new Map([[join(root, 'a/x.yaml'), null], [join(root, 'y.yaml'), () => Buffer.from('')]])))).toEqual([join(root, 'y.yaml')]);
  expect(nearest(overlayOf(new Map([[join(root, 'a/b/y.yaml'), () => 12]])))).toEqual([join(root, 'a/b/y.yaml')]);
});

test('names that are one to the file system', () => {
  const laid = overlayOf(new Map([[join(root, 'A/B.yaml'), () => Buffer.from('x')], [join(root, 'c.yaml'), null]]), (one) => one.toLowerCase());
  expect([laid.at(join(root, 'a/b.YAML')), laid.at(join(root, 'C.yaml')), laid.at(join(root, 'd'))]).toEqual(['file', 'nothing', undefined]);
  const file = (name: string): { readonly name: string; readonly isFile: () => boolean; readonly isDirectory: () => boolean; readonly isSymbolicLink: () => boolean } => ({ name, isFile: () => true, isDirectory: () => false, isSymbolicLink: () => false });
  expect(laid.entries(join(root, 'a'), [file('b.yaml'), file('x')]).map(({ name }) => name)).toEqual(['x', 'B.yaml']);
  expect(laid.entries(root, [file('C.yaml'), file('x')]).map(({ name }) => name)).toEqual(['x', 'A']);
});
