import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Among, isAmong, type Paths } from '../../src/core/globs.js';
import { computed } from '../helpers/computed.js';

test.each<[string, string, boolean]>([
  ['infra/**', 'infra/a.yaml', true],
  ['infra/**', 'infra/x/y/a.yaml', true],
  ['infra/**', 'other/infra/a.yaml', false],
  ['infra', 'infra/x/a.yaml', true],
  ['infra', 'other/infra/a.yaml', true],
  ['/infra', 'other/infra/a.yaml', false],
  ['./infra/', 'infra/a.yaml', true],
  ['infra/x', 'infra/xy/a.yaml', false],
  ['**/fixtures/**', 'fixtures/a.yaml', true],
  ['**/fixtures/**', 'a/b/fixtures/c/d.yaml', true],
  ['**/fixtures/**', 'a/fixture/d.yaml', false],
  ['*.json', 'a/b.json', true],
  ['*.json', 'a/b.jsonx', false],
  ['a/*.json', 'a/b/c.json', false],
  ['a/**/c.json', 'a/c.json', true],
  ['a/**/c.json', 'a/b/b/c.json', true],
  ['a/?.json', 'a/b.json', true],
  ['a/?.json', 'a/bb.json', false],
  ['**', 'a', true],
  ['with space/*', 'with space/a', true],
])('%s: %s is %s', (glob, path, expected) => {
  expect(isAmong({ folder: '', globs: [glob] }, path)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['infra', 'infra/dev/a.yaml', true],
  ['infra', 'dev/a.yaml', false],
  ['infra', 'infrastructure/dev/a.yaml', false],
])('below %s: %s is %s', (folder, path, expected) => {
  expect(isAmong({ folder, globs: ['dev/**'] }, path)).toBe(expected);
});

test('many stars take no time', () => {
  const start = computed();
  isAmong({ folder: '', globs: [`${'**/a*a*a*'.repeat(1)}${'/**/*a*'.repeat(200)}/b`] }, 'aaaaaaaaaaaaaaaa/'.repeat(500));
  expect(computed() - start).toBeLessThan(5000);
});

describe('many patterns', () => {
  const name = fc.constantFrom('a', 'b', 'ab', 'a.b');
  const globName = fc.constantFrom('a', 'b', 'ab', 'a.b', '*', 'a*', '?', '**');
  const glob = fc.tuple(fc.constantFrom('', '', '/', './'), fc.array(globName, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '/')).map(([start, names, end]) => `${start}${names.join('/')}${end}`);
  const paths = fc.record({ folder: fc.constantFrom('', '', 'a', 'a/b'), globs: fc.array(glob, { maxLength: 3 }) });
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

  /** The same by trying all ways. */
  const takes = (pattern: readonly string[], names: readonly string[]): boolean => {
    const [first, ...rest] = pattern;
    if (first === undefined) return true;
    const [next, ...others] = names;
    if (first === '**') return takes(rest, names) || (next !== undefined && takes(pattern, others));
    return next !== undefined && new RegExp(`^${first.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u').test(next) && takes(rest, others);
  };
  const means = ({ folder, globs }: Paths, one: string): boolean => {
    const below = folder === '' ? '' : `${folder}/`;
    return one.startsWith(below) && globs.some((written) => {
      const names = written.replace(/^\.?\//u, '').replace(/\/$/u, '').split('/');
      return takes(written.startsWith('/') || written.startsWith('./') || names.length > 1 ? names : ['**', ...names], one.slice(below.length).split('/'));
    });
  };

  test('mean what each of them means', () => {
    fc.assert(fc.property(fc.array(paths, { maxLength: 6 }), path, (items, one) => {
      for (const item of items) expect(isAmong(item, one)).toBe(means(item, one));
      const found = new Among(items.map((item, index) => [item, index] as const)).of(one);
      expect(found).toEqual(items.flatMap((item, index) => (item.globs.length === 0 || means(item, one) ? [index] : [])));
    }));
  });

  test('without wildcards are looked up', () => {
    const globs = Array.from({ length: 50_000 }, (_, index) => `f${String(index)}.yaml`);
    const start = computed();
    for (let index = 0; index < 20_000; index++) expect(isAmong({ folder: '', globs }, `a/g${String(index)}.yaml`)).toBe(false);
    expect(isAmong({ folder: '', globs }, 'a/f49999.yaml')).toBe(true);
    expect(computed() - start).toBeLessThan(10_000);
  });
});
