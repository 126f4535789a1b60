import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { md5 } from '../../../src/read/cdk/iam/md5.js';

test('it is the MD5 of Node, whatever the length', () => {
  for (let length = 0; length <= 200; length++) {
    const text = Array.from({ length }, (_, index) => String.fromCodePoint(32 + ((index * 37 + length) % 0x2_ff))).join('');
    expect(md5(text), text).toBe(createHash('md5').update(text).digest('hex'));
  }
});
