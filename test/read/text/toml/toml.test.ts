import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../../../../src/core/node.js';
import { textOf } from '../../../../src/core/source.js';
import { MAX_DEPTH } from '../../../../src/read/text/text.js';
import { parseToml } from '../../../../src/read/text/toml/toml.js';
import { within } from '../../../../src/read/text/within.js';
import { unmark } from '../../../helpers/lint.js';
import { at, only, scalarAt, sourceOf } from '../reading.js';
import { computed } from '../../../helpers/computed.js';

const read = (text: string): Node => {
  const parsed = parseToml(sourceOf(text));
  expect(parsed.problems).toEqual([]);
  return only(parsed);
};

/** A tree as JSON would have it. */
function data(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(data);
    case 'map':
      return Object.fromEntries([...node.entries].map(([name, { value }]) => [name, data(value)]));
    case 'unknown':
    case 'absent':
      return `<${node.kind}>`;
  }
}

describe('what it reads', () => {
  test.each<[string, string, unknown]>([
    ['nothing', '', {}],
    ['a comment', '# a = 1', {}],
    ['a pair', 'a = 1', { a: 1 }],
    ['pairs, CRLF', 'a = 1\r\nb = true # yes\r\n', { a: 1, b: true }],
    ['numbers', 'a = [0, -1, +2, 1_000, 0xff, 0o17, 0b11, 1.5, 1e3, -2.5e-1]', { a: [0, -1, 2, 1000, 255, 15, 3, 1.5, 1000, -0.25] }],
    ['what is no finite number', 'a = [inf, -inf, nan]', { a: ['inf', '-inf', 'nan'] }],
    ['dates and times', 'a = [2024-05-27, 2024-05-27T07:32:00Z, 2024-05-27 07:32:00.5+02:00, 07:32:00]', { a: ['2024-05-27', '2024-05-27T07:32:00Z', '2024-05-27 07:32:00.5+02:00', '07:32:00'] }],
    ['a basic string', 'a = "x\\ty\\"z\\\\\\u00e9\\U0001F600\\e"', { a: 'x\ty"z\\é😀\u001b' }],
    ['a literal string', "a = 'C:\\x'", { a: 'C:\\x' }],
    ['empty strings', `a = ["", '', """""", '''''']`, { a: ['', '', '', ''] }],
    ['a basic string on lines', 'a = """\r\nx\r\n y\\\n   \n  z"""', { a: 'x\n yz' }],
    ['a literal string on lines', "a = '''\nx\\\ny'''", { a: 'x\\\ny' }],
    ['quotes before those that close', 'a = """x"""""', { a: 'x""' }],
    ['a list on lines', 'a = [ # one\n  1,\n\n  2, # two\n]', { a: [1, 2] }],
    ['an inline table', 'a = { b = 1, c.d = "x", "e f" = [] }', { a: { b: 1, c: { d: 'x' }, 'e f': [] } }],
    ['dotted and quoted keys', 'a.b = 1\n"a"."c d" = 2\n\'e\' . f=3', { a: { b: 1, 'c d': 2 }, e: { f: 3 } }],
    ['tables', '[a]\nx=1\n[a.b.c]\ny=2\n[ d ."e.f" ]\nz=3', { a: { x: 1, b: { c: { y: 2 } } }, d: { 'e.f': { z: 3 } } }],
    ['a table above one of its own', '[a.b]\nx=1\n[a]\ny=2', { a: { b: { x: 1 }, y: 2 } }],
    ['lists of tables', '[[a]]\nx=1\n[[a]]\nx=2\n[a.b]\ny=3', { a: [{ x: 1 }, { x: 2, b: { y: 3 } }] }],
    ['keys that a prototype has', '__proto__ = 1\nconstructor.prototype.x = 2', Object.fromEntries([['__proto__', 1], ['constructor', { prototype: { x: 2 } }]])],
  ])('%s', (_, text, expected) => {
    expect(data(read(text))).toEqual(expected);
  });
});

describe('places', () => {
  test.each([
    ['a word', 'a = «true»'],
    ['a string', 'a = «"x y"» # z'],
    ['a string on lines', 'a = """\n«x\ny»"""'],
    ['a list', 'a = «[1, 2]»'],
    ['an inline table', 'a = «{ b = 1 }»'],
  ])('of %s', (_, marked) => {
    const { text, marks } = unmark(marked);
    const { span } = at(read(text), 'a').origin;
    expect([[span.start, span.end]]).toEqual(marks);
  });

  test('of keys', () => {
    const node = read('[prod."de ploy"]\nx = 1');
    const inner = at(node, 'prod');
    expect(node.kind === 'map' && textOf(node.entries.get('prod')?.key.span ?? inner.origin.span)).toBe('prod');
    expect(inner.kind === 'map' && textOf(inner.entries.get('de ploy')?.key.span ?? inner.origin.span)).toBe('"de ploy"');
  });

  test.each([
    ['a = "A=1 B=2"', 4, 7],
    ['a = "A=\\"x\\" B=2"', 6, 9],
    ["a = 'A=1 B=2'", 4, 7],
    ['a = """\nA=1\nB=2"""', 4, 7],
  ])('of a part of a string: %s', (text, start, end) => {
    expect(textOf(within(scalarAt(at(read(text), 'a')), start, end))).toBe('B=2');
  });
});

describe('faults are told where they are, and what is behind them is read', () => {
  test.each<[string, string]>([
    ['a word as a value', 'a = «yes»'],
    ['no value', 'a «=»'],
    ['no key', '«=» 1'],
    ['no equals sign', 'a «1»'],
    ['something behind a value', 'a = 1 «x»'],
    ['a string that is not closed', 'a = «"x»'],
    ['a string on lines that is not closed', 'a = «"""»x'],
    ['an escape that there is not', 'a = "«\\q»"'],
    ['a character that there is not', 'a = "«\\U»FFFFFFFF"'],
    ['a header that is not closed', '[«a»'],
    ['a list that is not closed', 'a = «[»1'],
    ['a key that is written twice', 'a = 1\n«a» = 2'],
    ['a table that is written twice', '[a]\n[«a»]'],
    ['a table under a value', 'a = 1\n«a».b = 2'],
    ['a number with a zero before it', 'a = «012»'],
  ])('%s', (_, marked) => {
    const { text, marks } = unmark(marked);
    const { problems } = parseToml(sourceOf(text));
    expect(problems.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['parse-error error']);
    expect(problems.map(({ span }) => [span.start, span.end])).toEqual(marks);
  });

  test.each(['a = yes', 'a 1', '= 1', 'a = "x', '[a', 'a = {b', 'a = 1 x'])('%s', (line) => {
    expect(data(only(parseToml(sourceOf(`${line}\n[z]\ny = 1`))))).toMatchObject({ z: { y: 1 } });
  });
});

describe('hostile texts', () => {
  test.each([
    ['lists', '['.repeat(100_000), 'a = '],
    ['tables', '{a='.repeat(100_000), 'a = '],
    ['a key', 'a.'.repeat(100_000), ''],
    ['a header', 'a.'.repeat(100_000), '['],
  ])('nested %s end the text', (_, nested, before) => {
    const { problems } = parseToml(sourceOf(before + nested));
    expect(problems.length).toBeGreaterThan(0);
  });

  test('what is nested as deep as may be is read', () => {
    const depth = MAX_DEPTH - 1;
    expect(parseToml(sourceOf(`a = ${'['.repeat(depth)}${']'.repeat(depth)}`)).problems).toEqual([]);
  });

  test.each([['comments', '# x\n'], ['blanks', ' \n'], ['backslashes', '\\'], ['quotes', '"""'], ['pairs', 'a=1\n'], ['commas', '[,'], ['headers', '[[a]]\n']])('a megabyte of %s takes no time', (_, piece) => {
    const start = computed();
    parseToml(sourceOf(piece.repeat(1_000_000 / piece.length)));
    expect(computed() - start).toBeLessThan(5000);
  });

  test('no text makes it throw', () => {
    const piece = fc.constantFrom('[', ']', '{', '}', '=', '.', ',', '"', "'", '"""', "'''", '\\', '#', '\n', '\r\n', ' ', 'a', '1', 'true', '-', '1979-05-27', 'é', '\u0000');
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const source = sourceOf(pieces.join(''));
      const { documents, problems } = parseToml(source);
      expect(documents).toHaveLength(1);
      for (const { span } of problems) expect(span.start >= 0 && span.start <= span.end && span.end <= source.text.length).toBe(true);
    }));
  });
});
