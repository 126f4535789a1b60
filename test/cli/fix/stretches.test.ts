import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Stretches } from '../../../src/cli/fix/stretches.js';

test('stretches touch where none may lie between them, wherever blocks of the text end', () => {
  const stretch = fc.tuple(fc.nat(1100), fc.oneof(fc.nat(3), fc.nat(700))).map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 30 }), stretch, (many, asked) => {
      const known = new Stretches();
      const taken: { start: number; end: number }[] = [];
      for (const one of many) {
        const isTaken = taken.some((other) => one.start <= other.end && other.start <= one.end);
        expect(known.touches(one)).toBe(isTaken);
        if (isTaken) continue;
        known.add(one);
        taken.push(one);
      }
      expect(known.touches(asked)).toBe(taken.some((other) => asked.start <= other.end && other.start <= asked.end));
    }),
  );
});
