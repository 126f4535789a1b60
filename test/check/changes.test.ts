import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covering, loggedBy, pairedSinks, shiftOf } from '../../src/check/change/sinks.js';
import { areAlike, linesAbove, linesOf } from '../../src/check/change/surviving.js';
import type { Presence, SinkCoverage } from '../../src/check/summary.js';
import { at, sink, source } from '../report/sample.js';

const READS = ['Decrypt', 'Encrypt'];

interface Sketch {
  readonly name: string;
  readonly path?: string;
  readonly lost?: readonly string[];
  readonly depends?: readonly string[];
  readonly kind?: SinkCoverage['kind'];
  readonly presence?: Partial<Presence>;
}

function sketched({ name, path = 'a.yaml', lost = [], depends = [], kind = 'trail', presence = {} }: Sketch): SinkCoverage {
  return sink(name, at(source(path, name), name), { lost, depends, kind, presence: { exists: 'yes', declaredBy: 'resource', multiRegion: 'yes', organization: 'no', ...presence } });
}

describe('sinks are found again', () => {
  const pairs = (before: readonly Sketch[], after: readonly Sketch[], renamed?: (path: string) => string): readonly string[] =>
    pairedSinks(before.map(sketched), after.map(sketched), renamed).map((pair) => [pair.before, pair.after].map((one) => (one === undefined ? '-' : `${one.span.source.path} ${one.sink}`)).join(' > '));

  test.each<readonly [string, readonly Sketch[], readonly Sketch[], readonly string[]]>([
    ['where they were', [{ name: 'A' }, { name: 'B' }], [{ name: 'B' }, { name: 'A' }], ['a.yaml A > a.yaml A', 'a.yaml B > a.yaml B']],
    ['each once', [{ name: 'A' }, { name: 'A' }], [{ name: 'A' }], ['a.yaml A > a.yaml A', 'a.yaml A > -']],
    ['in their own file first', [{ name: 'A', path: 'x' }, { name: 'A', path: 'y' }], [{ name: 'A', path: 'y' }, { name: 'A', path: 'z' }], ['y A > y A', 'x A > z A']],
    ['by another name, where that logs as much', [{ name: 'A' }], [{ name: 'B', path: 'x' }], ['a.yaml A > x B']],
    ['not where that logs less', [{ name: 'A' }], [{ name: 'B', lost: READS }], ['a.yaml A > -', '- > a.yaml B']],
    ['not where that may log less', [{ name: 'A' }], [{ name: 'B', depends: READS }], ['a.yaml A > -', '- > a.yaml B']],
    ['where it logged no more', [{ name: 'A', lost: READS }], [{ name: 'B', lost: ['Encrypt'] }], ['a.yaml A > a.yaml B']],
    ['never as another kind', [{ name: 'A' }], [{ name: 'A', kind: 'event-data-store' }], ['a.yaml A > -', '- > a.yaml A']],
  ])('%s', (_, before, after, told) => {
    expect(pairs(before, after)).toEqual(told);
  });

  test('in a file that has another name', () => {
    expect(pairs([{ name: 'A', path: 'x' }, { name: 'A', path: 'y' }], [{ name: 'A', path: 'z' }], (path) => (path === 'y' ? 'z' : path))).toEqual(['y A > z A', 'x A > -']);
  });
});

test.each<readonly [string, Sketch | undefined, Sketch | undefined, readonly [readonly string[] | number, readonly string[], readonly string[] | number]]>([
  ['nothing', { name: 'A', lost: READS }, { name: 'A', lost: READS }, [[], [], []]],
  ['a loss', { name: 'A' }, { name: 'A', lost: READS }, [READS, [], []]],
  ['a doubt', { name: 'A' }, { name: 'A', depends: READS }, [[], READS, []]],
  ['a doubt that becomes a loss', { name: 'A', depends: READS }, { name: 'A', lost: ['Encrypt'] }, [['Encrypt'], [], ['Decrypt']]],
  ['a loss that becomes a doubt', { name: 'A', lost: READS }, { name: 'A', depends: READS }, [[], [], []]],
  ['an end', { name: 'A', lost: READS }, undefined, [56, [], []]],
  ['a beginning', undefined, { name: 'A', lost: READS }, [[], [], 56]],
])('the shift of events: %s', (_, before, after, [stops, doubts, starts]) => {
  const shift = shiftOf({ before: before && sketched(before), after: after && sketched(after) });
  expect([typeof stops === 'number' ? shift.stops.length : shift.stops, shift.doubts, typeof starts === 'number' ? shift.starts.length : shift.starts]).toEqual([stops, doubts, starts]);
});

test('58 events are logged where none is lost', () => {
  expect(loggedBy(sketched({ name: 'A' }))).toHaveLength(58);
});

test.each<readonly [string, Sketch, boolean]>([
  ['one that logs everything', { name: 'B' }, true],
  ['one that does not', { name: 'B', lost: ['Encrypt'] }, false],
  ['one that may not', { name: 'B', depends: ['Encrypt'] }, false],
  ['one elsewhere', { name: 'B', path: 'b.yaml' }, false],
  ['one that may not be there', { name: 'B', presence: { exists: 'maybe' } }, false],
  ['one of one Region', { name: 'B', presence: { multiRegion: 'no' } }, false],
  ['one of which that is not known', { name: 'B', presence: { multiRegion: 'maybe' } }, false],
  ['one of an organisation', { name: 'B', presence: { organization: 'yes' } }, true],
  ['a call that somebody may make', { name: 'B', presence: { declaredBy: 'code' } }, false],
  ['an event data store', { name: 'B', kind: 'event-data-store' }, true],
])('what makes up for a sink that is gone: %s', (_, other, covers) => {
  expect(covering([sketched(other)], (path) => path)(sketched({ name: 'A' })) !== undefined).toBe(covers);
});

describe('the line above something that is gone', () => {
  test.each<readonly [string, string, number, number | undefined]>([
    ['a b X c', 'a b c', 2, 1],
    ['a b X c', 'n a n b c n', 2, 3],
    ['a b X c', 'c', 2, undefined],
    ['X a', 'a', 0, undefined],
    ['a  X', 'a  n', 2, 0],
    ['p t p t p X', 'p t p t p', 5, 4],
    ['p q X p q', 'p q p q', 2, 1],
    ['a b c X d', 'x y d', 3, undefined],
  ])('%s > %s', (before, after, gone, line) => {
    expect(linesAbove(before.split(' '), after.split(' '))(gone)).toBe(line);
  });

  test('says the same, and comes soon enough', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, fc.nat(12), (before, after, gone) => {
        const line = linesAbove(before, after)(gone);
        return line === undefined || before.slice(0, gone).some((one) => one === after[line]);
      }),
    );
    const many = Array.from({ length: 200_000 }, (_, index) => (index % 3 === 0 ? 'same' : String(index)));
    expect(linesAbove(many, ['more', ...many])(199_999)).toBe(199_999);
    expect(() => linesAbove(many, [...many].reverse())(199_999)).not.toThrow();
  });

  test('whatever ends lines', () => {
    expect(linesOf('a\r\nb\rc\nd')).toEqual(['a', 'b', 'c', 'd']);
  });
});

test.each([
  ['a b c d', 'a b x y', true],
  ['a b c d', 'a x y z', false],
  ['a a a b', 'a b b b', true],
  ['a a a a', 'a b b b', false],
  ['a', 'a b c', false],
])('alike: %s and %s', (before, after, alike) => {
  expect(areAlike(before.split(' '), after.split(' '))).toBe(alike);
});
