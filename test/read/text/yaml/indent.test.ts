import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document, Parser, visit, type CST } from 'yaml';
import { textOf } from '../../../../src/core/source.js';
import { within } from '../../../../src/read/text/within.js';
import { straightened } from '../../../../src/read/text/yaml/indent.js';
import { parseYaml } from '../../../../src/read/text/yaml/yaml.js';
import { at, faultsOfShape, only, plain, plainData, problemPlaces, scalarAt, sliced, sourceOf, tagAsMap } from '../reading.js';
import { computed } from '../../../helpers/computed.js';

const read = (text: string) => parseYaml(sourceOf(text), tagAsMap);
const clean = (text: string) => {
  const parsed = read(text);
  expect(parsed.problems).toEqual([]);
  return parsed;
};

describe('what is indented less than its key', () => {
  test.each<[string, string, unknown]>([
    ['a map', 'a:\n  b: {"x": 1,\n"y": [\n2, 3\n]\n}\nc: 4\n', { a: { b: { x: 1, y: [2, 3] } }, c: 4 }],
    ['a closer as far as its key', 'a:\n  b: {\n    x: 1\n  }\nc: 2', { a: { b: { x: 1 } }, c: 2 }],
    ['a list in a list', '- - [a,\nb]\n  - c\n', [[['a', 'b'], 'c']]],
    ['behind a tag', 'a:\n  b: !If [c,\n!Ref d, {\n e: f}]\ng: 1\n', { a: { b: { '!If': ['c', { '!Ref': 'd' }, { e: 'f' }] } }, g: 1 }],
    ['behind an anchor', 'a:\n  b: &x {c: 1,\nd: 2}\ne: *x\n', { a: { b: { c: 1, d: 2 } }, e: { c: 1, d: 2 } }],
    ['single quotes', "a:\n  b: !Sub '{\n\"x\": ''y'',\n\n  # z\n}'\nc: 1\n", { a: { b: { '!Sub': '{ "x": \'y\',\n# z }' } }, c: 1 }],
    ['double quotes', 'a:\n  b: "x \\\n y\\t\n\n\n\\"z\\" \\\\"\nc: 1\n', { a: { b: 'x y\t\n\n"z" \\' }, c: 1 }],
    ['quotes in a flow', 'a:\n  b: ["x\n y", \'z\n\n\'\n]\n', { a: { b: ['x y', 'z\n'] } }],
    ['a plain scalar in a flow', 'a:\n  b: [x\n y  \n\nz,\nw]\n', { a: { b: ['x y\nz', 'w'] } }],
    ['a plain scalar with its type', 'a:\n  b: [\n12,\ntrue\n, ~\n]\n', { a: { b: [12, true, null] } }],
    ['comments', 'a:\n  b: [ # ] "\n1, # it\'s {\n#\n2\n# }\n]\n', { a: { b: [1, 2] } }],
    ['tabs', 'a:\n  b: {\n\t"c": 1,\n\t"d": "x\n\ty"\n\t}\n', { a: { b: { c: 1, d: 'x y' } } }],
    ['CRLF', 'a:\r\n  b: [1,\r\n"x\r\n\r\ny"\r\n]\r\nc: 2\r\n', { a: { b: [1, 'x\ny'] }, c: 2 }],
    ['CR', 'a:\r  b: [1, # c\r"x\r\ry"\r]\rc: 2\r', { a: { b: [1, 'x\ny'] }, c: 2 }],
    ['a key over lines in a flow map', 'a:\n  b: {"x\ny": 1, z\n: 2}\n', { a: { b: { 'x y': 1, z: 2 } } }],
  ])('%s', (_, text, expected) => {
    expect(plain(only(clean(text)))).toEqual(plainData(expected));
  });

  test('the places are those of the text', () => {
    const text = 'a:\n  "b": !Sub {"x": "p\nq", # c\ny: r\ns\n}\nc:\n  - d\n';
    const tree = only(clean(text));
    expect(sliced(at(tree, 'a', 'b'))).toBe('!Sub {"x": "p\nq", # c\ny: r\ns\n}');
    expect(sliced(at(tree, 'a', 'b', '!Sub', 'x'))).toBe('"p\nq"');
    expect(sliced(at(tree, 'a', 'b', '!Sub', 'y'))).toBe('r\ns');
    expect(sliced(at(tree, 'c', 0))).toBe('d');
  });

  test('each character is found again', () => {
    const slices = (text: string): readonly string[] => {
      const node = scalarAt(at(only(clean(text)), 'a', 'k'));
      return Array.from({ length: node.text.length }, (_, i) => textOf(within(node, i, i + 1)));
    };
    expect(slices('a:\n  k: "x \\\n y\\n\nz\n\nw"')).toEqual(['x', ' ', 'y', '\\n', '\n', 'z', '\n', 'w']);
    expect(slices("a:\n  k: 'x''\n\n y\n'")).toEqual(['x', "''", '\n', 'y', '\n']);
  });

  test('a document in each of several', () => {
    const { documents } = clean('a:\n  b: [1,\n2]\n---\n"x\ny"\n...\n---\nc:\n  d: {\n}\n');
    expect(documents.map(plain)).toEqual([{ a: { b: [1, 2] } }, 'x y', { c: { d: {} } }].map(plainData));
  });
});

describe('what opens nothing', () => {
  test.each<[string, string]>([
    ['a bracket in a plain scalar', 'k: it [is "not\n'],
    ['a bracket in the second line of one', 'k: some\n [text "goes\n\n {on\n'],
    ['one in a list', '-   some\n [text\n\n \'a\n'],
    ['a quote in a plain key', "it's: x[\n"],
    ['a comment', '# [ "\nk: v # { \'\n'],
    ['a literal', 'k: |\n  [ "\n\n  {\n'],
    ['a folded one with an indentation', 'k: >2-   # c\n     "[\n   {\n'],
    ['one in a list in a map', 'k:\n- |\n [\n'],
    ['one in a list in a list', '- - >\n   [\n'],
    ['one behind a tag and an anchor', 'k: !Sub &x |-\n    [\n   \n'],
    ['one that is empty', 'k: |\nl: |\n\nm: >\n # [\n'],
    ['one behind an explicit key', '? |\n [\n: |\n  {\n'],
    ['a literal without a map', '--- |\n["\n'],
    ['quotes', 'k: "[ \\" \' {"\nl: \'{ " \'\' [\'\n'],
    ['a tag and an anchor', "k: !it's &b\"c x\n"],
    ['a directive', '%YAML 1.2 # [\n---\nk: v\n'],
  ])('%s', (_, text) => {
    expect(straightened(text)).toBe(text);
    const bait = 'z:\n  y: [1,\n2]\n';
    const isList = text.startsWith('-  ') || text.startsWith('- -');
    const isDocument = text.startsWith('---');
    const whole = isDocument ? `${text}---\n${bait}` : isList ? `${text}- y: [1,\n2]\n` : `${text}${bait}`;
    expect(straightened(whole)).toBe(whole.replace('1,\n2', '1, 2'));
  });

  test.each<[string, string, string]>([
    ['quotes in plain scalars between brackets', 'k: [it\'s, a "b, x [\n', 'k: [it\'s, a "b,\n\'x\'\n]\n'],
    ['a colon in one', 'k: [', 'k: [a:"b, {"c":\'d\',\n e::f}]\n'],
    ['a hash in one', 'k: [', 'k: [a#b, #[\nb]\n'],
  ])('%s', (_, open, closed) => {
    expect(straightened(open)).toBe(open);
    expect(straightened(closed)).toBe(closed.replace(/\n(?!$)/gu, ' ').replace('#[ ', '   '));
    expect(straightened(closed)).toHaveLength(closed.length);
  });
});

describe('what is broken all the same', () => {
  test.each<[string, string, readonly string[]]>([
    ['quotes that are never closed', 'a:\n  k: "x\ny\nb: 1\n', ['"x']],
    ['single ones', "a:\n  k: 'x''\ny\nb: 1\n", ["'x''"]],
    ['quotes that the next ones seem to close', 'a:\n  k: "x\nb: "y"\n', ['"x']],
    ['brackets that are never closed', 'a:\n  k: [1,\n2\nb: 1\n', ['2']],
    ['brackets that others close', 'a:\n  k: [1,\n2}\nb: 1\n', ['2']],
  ])('%s', (_, text, places) => {
    expect(straightened(text)).toBe(text);
    expect(problemPlaces(read(text))).toEqual(expect.arrayContaining([...places]));
  });

  test.each<[string, string]>([
    ['a document in quotes', 'k: "\n---\n"\n'],
    ['a document in brackets', 'k: [\n...\n]\n'],
    ['a comment in a plain scalar', 'k: [a # c\nb]\n'],
    ['a missing comma', 'k: ["a"\n"b"]\n'],
    ['a key over lines', '"a\nb": c\n'],
    ['a flow key over lines', '{a: 1,\nb: 2}: c\n'],
    ['a key over lines in a list', 'k: ["a\nb": c]\n'],
    ['something behind the quotes', 'k: "a\nb" c\n'],
  ])('%s stays as it is', (_, text) => {
    expect(straightened(text)).toBe(text);
    expect(read(text).problems).not.toEqual([]);
  });

  test('a fault beside is told by itself', () => {
    const text = 'a:\n  k: [1,\n2]\nb: *none\nc: "open\n';
    const parsed = read(text);
    expect(problemPlaces(parsed)).toEqual(['*none', '"open']);
    expect(plain(at(only(parsed), 'a', 'k'))).toEqual([1, 2]);
  });
});

describe('properties', () => {
  const value = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', "'", '"', '\\', '#', ':', ',', '[', '}', '-', '!', '&', 'é'), maxLength: 40 }),
      fc.integer(),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', '#', ':', '['), maxLength: 6 }), tie('node'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).node;
  const styles = fc.infiniteStream(fc.constantFrom('flow', 'block', 'block', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'));

  /** Where flow collections and quoted scalars over lines stand, outermost first, as the library's tokens say. */
  function inside(text: string): readonly (readonly [number, number])[] {
    const found: [number, number][] = [];
    const look = (token: CST.Token | null | undefined): void => {
      if (token?.type === 'double-quoted-scalar' || token?.type === 'single-quoted-scalar') found.push([token.offset, token.offset + token.source.length]);
      else if (token?.type === 'flow-collection') found.push([token.offset, token.end[0]?.offset ?? token.offset]);
      else if (token?.type === 'document') look(token.value);
      else if (token !== undefined && token !== null && 'items' in token) for (const item of token.items) [item.key, item.value].forEach(look);
    };
    for (const token of new Parser().parse(text)) look(token);
    return found;
  }

  /** The text with another indentation where it means nothing. */
  function shifted(text: string, widths: Iterator<number>, lineEnd: string): string {
    let from = 0;
    let result = '';
    for (const [start, end] of inside(text)) {
      const lines = text.slice(start, end).replace(/\n *(?=\S)/gu, () => `\n${' '.repeat(Number(widths.next().value))}`);
      result += text.slice(from, start) + lines.replace(/\n(?=---|\.\.\.)/gu, '\n ');
      from = end;
    }
    return (result + text.slice(from)).replace(/\n/gu, lineEnd);
  }

  test('any indentation in flows and quotes is the same', () => {
    fc.assert(
      fc.property(value, styles, fc.infiniteStream(fc.integer({ min: 0, max: 5 })), fc.constantFrom(0, 20), fc.constantFrom('\n', '\r\n', '\r'), (data, style, widths, lineWidth, lineEnd) => {
        const document = new Document({ k: { v: data }, z: 1 });
        visit(document, {
          Collection: (_, node) => void (node.flow = style.next().value === 'flow'),
          Scalar: (key, node) => {
            const type = style.next().value;
            if (key !== 'key' && typeof node.value === 'string' && (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE')) node.type = type;
          },
        });
        const text = document.toString({ lineWidth, minContentWidth: 0, flowCollectionPadding: false });
        const before = read(text);
        fc.pre(before.problems.length === 0);
        const moved = shifted(text, widths, lineEnd);
        const after = read(moved);
        expect(after.problems).toEqual([]);
        expect(plain(only(after))).toEqual(plain(only(before)));
        expect(faultsOfShape(sourceOf(moved), { ...after, documents: [] })).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('of any text only line ends and comments become blanks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\n', '\n  ', ' ', '"', "'", '\\', '[', ']', '{', '}', ':', ': ', ',', '- ', '#', ' #', '|', '>', '!', '&', '*', '?', '---', '\r\n', '\t', '%'), maxLength: 60 });
    fc.assert(
      fc.property(text, (written) => {
        const straight = straightened(written);
        expect(straight).toHaveLength(written.length);
        expect(straightened(straight)).toBe(straight);
        for (let i = 0; i < written.length; i++) if (straight.charAt(i) !== written.charAt(i)) expect(straight.charAt(i)).toBe(' ');
        const source = sourceOf(written);
        expect(faultsOfShape(source, parseYaml(source, tagAsMap))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test.each<[string, (size: number) => string]>([
    ['a flow of many lines', (size) => `k: [\n${'"a b",\n'.repeat(size / 7)}]\n`],
    ['many flows', (size) => '- {a:\n1}\n'.repeat(size / 9)],
    ['brackets that are never closed', (size) => `k: ${'[\n'.repeat(size / 2)}`],
    ['documents that are broken', (size) => 'k: [\n---\n'.repeat(size / 9)],
    ['literals', (size) => 'k: |\n'.repeat(size / 5)],
    ['blank lines', (size) => `k: a${'\n'.repeat(size)}`],
  ])('time grows with the text: %s', (_, text) => {
    const start = computed();
    straightened(text(1_000_000));
    expect(computed() - start).toBeLessThan(1500);
  });
});
