import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, matches, overlaps } from '../../src/core/pattern.js';
import { computed } from '../helpers/computed.js';

const letters = fc.array(fc.constantFrom('a', 'b'), { maxLength: 6 }).map((parts) => parts.join(''));
const globs = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 6 }).map((parts) => parts.join(''));

/** The same by a regular expression: slow, and right by inspection. */
const byExpression = (glob: string, text: string): boolean => new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u').test(text);

const texts = (length: number): readonly string[] => (length === 0 ? [''] : texts(length - 1).flatMap((text) => (text.length === length - 1 ? [text, `${text}a`, `${text}b`] : [text])));
const all = texts(7);

describe('globs', () => {
  test('match as the expression does', () => {
    fc.assert(fc.property(globs, letters, (glob, text) => matches(glob, text) === byExpression(glob, text)), { numRuns: 5000 });
  });

  test('containment is never claimed where a text tells otherwise', () => {
    fc.assert(
      fc.property(globs, globs, (outer, inner) => {
        if (contains(outer, inner)) for (const text of all) if (matches(inner, text)) expect(matches(outer, text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('overlap is exact on short texts', () => {
    fc.assert(
      fc.property(globs, globs, (a, b) => {
        const common = all.some((text) => matches(a, text) && matches(b, text));
        if (common) expect(overlaps(a, b)).toBe(true);
        // Two globs of at most six symbols that overlap at all do so on a text of at most as many letters as both have.
        if (overlaps(a, b) && a.replaceAll('*', '').length + b.replaceAll('*', '').length <= 7) expect(common).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['*', 'a*b', true],
    ['a*', 'ab*', true],
    ['ab*', 'a*', false],
    ['a?', 'a?', true],
    ['a?', 'a*', false],
    ['*Selectors', 'PutEventSelectors', true],
    ['trail/*', 'trail/main*', true],
    ['', '', true],
    ['*', '', true],
    ['?', '', false],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(contains(outer, inner)).toBe(expected);
  });

  test('a glob of many stars costs no more than the product of the lengths', () => {
    const started = computed();
    expect(matches('*a'.repeat(500), 'a'.repeat(5000) + 'b')).toBe(false);
    expect(computed() - started).toBeLessThan(1000);
  });
});
