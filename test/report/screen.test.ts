import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible, widthOf } from '../../src/report/pretty/screen.js';

describe('text on a screen', () => {
  test.each([
    ['plain', 'abc', 'abc', 3],
    ['a tab', 'a\tb', 'a    b', 6],
    ['a wide character', '漢x', '漢x', 3],
    ['hangul, kana, full width', '한あＡ', '한あＡ', 6],
    ['an emoji', '😀', '😀', 2],
    ['a combining accent', 'e\u0301x', 'e\u0301x', 2],
    ['an escape sequence', '\u001B[31mred\u001B]8;;http://x\u0007', '␛[31mred␛]8;;http://x␇', 22],
    ['line ends and NUL', 'a\r\n\u0000b', 'a␍␊␀b', 5],
    ['delete and C1 controls', '\u007F\u009B', '␡<U+009B>', 9],
    ['bidirectional controls', 'a\u202Eb\u2066', 'a<U+202E>b<U+2066>', 18],
    ['line separator', '\u2028', '<U+2028>', 8],
    ['half a pair', '\uD800', '<U+D800>', 8],
  ])('%s', (_name, text, shown, width) => {
    expect(visible(text)).toBe(shown);
    expect(widthOf(text)).toBe(width);
  });

  test('never holds what a terminal would obey', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u2028\u2029]/u);
      }),
      { numRuns: 500 },
    );
  });
});
