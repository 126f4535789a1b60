import { describe, expect, test } from 'vitest';
import { contents, differences, sizes, texts } from '../../src/cli/git/raw.js';

const A = 'a'.repeat(40);
const B = 'b'.repeat(64);
const NONE = '0'.repeat(40);

describe('what Git says', () => {
  test.each([
    ['', []],
    [`:100644 100755 ${A} ${NONE} M\0a b\n\u00e4\0`, [{ path: 'a b\n\u00e4', before: { mode: '100644', id: A }, after: { mode: '100755', id: NONE }, isUnmerged: false }]],
    [`:000000 120000 ${'0'.repeat(64)} ${B} A\0:x\0`, [{ path: ':x', before: undefined, after: { mode: '120000', id: B }, isUnmerged: false }]],
    [`:100644 000000 ${A} ${NONE} D\0x\0:000000 000000 ${NONE} ${NONE} U\0y\0`, [{ path: 'x', before: { mode: '100644', id: A }, after: undefined, isUnmerged: false }, { path: 'y', before: undefined, after: undefined, isUnmerged: true }]],
  ])('differences %#', (out, told) => {
    expect(differences(Buffer.from(out))).toEqual(told);
  });

  test('what is no difference is a fault of ours', () => {
    expect(() => differences(Buffer.from('warning\0x\0'))).toThrow();
  });

  test('paths', () => {
    expect(texts(Buffer.from(''))).toEqual([]);
    expect(texts(Buffer.from('a\nb\0-c\0'))).toEqual(['a\nb', '-c']);
  });

  test('objects', () => {
    expect(sizes(Buffer.from(`${A} blob 12\n${B} missing\n${A} commit 200\n`))).toEqual([12, undefined, undefined]);
    const bytes = [0, 10, 255];
    const out = Buffer.concat([Buffer.from(`${A} blob 3\n`), Buffer.from(bytes), Buffer.from(`\n${B} missing\n${A} blob 0\n\n`)]);
    expect(contents(out).map((one) => one && [...one])).toEqual([bytes, undefined, []]);
    expect(contents(Buffer.from(''))).toEqual([]);
    expect(() => contents(Buffer.from('abc'))).toThrow();
  });
});
