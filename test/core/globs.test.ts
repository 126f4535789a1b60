import { expect, test } from 'vitest';
import { isAmong } from '../../src/core/globs.js';
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
