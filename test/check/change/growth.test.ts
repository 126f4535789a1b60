import { describe, expect, test } from 'vitest';
import { compare, knownOf } from '../../../src/check/change/compare.js';
import { type Former, withMoves } from '../../../src/check/change/moves.js';
import { pairedSinks } from '../../../src/check/change/sinks.js';
import type { Finding } from '../../../src/check/finding.js';
import type { SinkCoverage } from '../../../src/check/summary.js';
import { computed } from '../../helpers/computed.js';
import { at, finding, place, sink, source } from '../../report/sample.js';

const MANY = 8_000;
const each = <T>(make: (index: number) => T, count = MANY): readonly T[] => Array.from({ length: count }, (_, index) => make(index));
const span = at(source('a.yaml', 'x'), 'x');
const other = at(source('b.yaml', 'x'), 'x');
const found = (changes: Partial<Finding>, where = span): Finding => finding(place(where, 'x'), changes);
const former = (one: Finding): Former => ({ ...knownOf(one), finding: one });

/** What grows with the square of their number takes minutes. */
function soon(work: () => void): void {
  const start = computed();
  work();
  expect(computed() - start).toBeLessThan(15_000);
}

describe('what may be one is looked for in the time of as many, and of more pairs than 100,000 nothing good is said', () => {
  test('sinks of one name each, of one name all, and of other names', () => {
    const trail = (name: string, lost: readonly string[] = [], where = span): SinkCoverage => sink(name, where, { lost });
    soon(() => {
      const sinks = each((index) => trail(`T${String(index)}`));
      expect(pairedSinks(sinks, [...sinks].reverse()).every(({ before, after }) => before?.sink === after?.sink)).toBe(true);
      expect(pairedSinks(each(() => trail('T')), each(() => trail('T', [], other))).filter(({ before, after }) => before !== undefined && after !== undefined)).toHaveLength(MANY);
      expect(pairedSinks(each((index) => trail(`T${String(index)}`)), each((index) => trail(`U${String(index)}`)))).toHaveLength(MANY);
      // None of them logs as much: those that are not looked at are told apart as well.
      expect(pairedSinks(each((index) => trail(`T${String(index)}`)), each((index) => trail(`U${String(index)}`, ['Decrypt'])))).toHaveLength(2 * MANY);
    });
  });

  test('findings that are the same, graver and lighter', () => {
    soon(() => {
      const known = [...each(() => found({ level: 'note' })), ...each(() => found({ level: 'error' }))];
      const now = [...each(() => found({ level: 'error' })), ...each(() => found({ level: 'warning' }))];
      const { findings } = compare(now, known.map(knownOf));
      expect([findings.filter(({ state }) => state === 'unchanged').length, findings.filter(({ state }) => state === 'new').length]).toEqual([MANY, MANY]);
      expect(findings.every(({ state, level }) => (state === 'unchanged') === (level === 'error'))).toBe(true);
    });
  });

  test('grants that all have a holder in common', () => {
    soon(() => {
      const known = each((index) => knownOf(found({ holders: ['everybody', `old ${String(index)}`] })));
      const { findings } = compare(each((index) => found({ holders: ['everybody', `new ${String(index)}`] })), known);
      expect(findings.every(({ state }) => state === 'new')).toBe(true);
    });
  });

  test('findings that moved, and others that only look so', () => {
    const places = { moved: () => true, before: () => undefined };
    const fresh = each((index) => found({ subject: `T${String(index)}`, state: 'new' }, other));
    soon(() => {
      const gone = each((index) => former(found({ subject: `T${String(index)}` })));
      const moved = withMoves({ findings: fresh, gone, matched: new Map() }, places);
      expect([moved.findings.every(({ state }) => state === 'unchanged'), moved.gone]).toEqual([true, []]);
      const alike = withMoves({ findings: each(() => found({ subject: 'T', state: 'new' }, other)), gone: each(() => former(found({ subject: 'T' }))), matched: new Map() }, { ...places, moved: () => false });
      expect([alike.findings.every(({ state }) => state === 'new'), alike.gone.length]).toEqual([true, MANY]);
    });
  });
});
