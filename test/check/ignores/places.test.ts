import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Places } from '../../../src/check/ignores/places.js';
import type { Source } from '../../../src/core/source.js';

const sources: readonly Source[] = ['a', 'b'].map((path) => ({ path, text: '', bom: false }));

test('what is for a place is found, however stretches lie in each other', () => {
  const span = fc.record({ source: fc.constantFrom(...sources), start: fc.nat(30), length: fc.nat(12) }).map(({ source, start, length }) => ({ source, start, end: start + length }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 40 }), fc.constantFrom(...sources), fc.nat(45), (spans, source, offset) => {
      const found = new Places(spans.map((one, index) => [one, index] as const)).at(source, offset);
      const expected = spans.flatMap((one, index) => (one.source === source && one.start <= offset && offset <= one.end ? [index] : []));
      expect([...found].sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});

test('thousands of them that hold each other', () => {
  const [source] = sources as [Source];
  const places = new Places(Array.from({ length: 50_000 }, (_, index) => [{ source, start: index, end: 100_000 - index }, index] as const));
  expect(places.at(source, 2)).toEqual([0, 1, 2]);
  expect(places.at(source, 100_000)).toEqual([0]);
});
