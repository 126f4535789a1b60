import { expect, test } from 'vitest';
import { extensionOf } from '../../src/core/extension.js';

test.each([
  ['a.yaml', '.yaml'],
  ['A.YAML', '.yaml'],
  ['a.b/c.tf.json', '.json'],
  ['a.b/c', ''],
  ['a/.sh', '.sh'],
  ['a.', '.'],
  ['Makefile', ''],
  ['', ''],
])('of %j', (path, extension) => {
  expect(extensionOf(path)).toBe(extension);
});
