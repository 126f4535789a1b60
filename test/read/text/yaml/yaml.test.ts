import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document, parse } from 'yaml';
import { stations, textOf, type Span } from '../../../../src/core/source.js';
import { MAX_ALIASED } from '../../../../src/read/text/yaml/anchors.js';
import { MAX_DEPTH } from '../../../../src/read/text/text.js';
import { parseYaml } from '../../../../src/read/text/yaml/yaml.js';
import { at, faultsOfShape, keyAt, only, plain, plainData, problemPlaces, problemsOf, scalarAt, sliced, sorted, sourceOf, tagAsMap } from '../reading.js';
import { computed } from '../../../helpers/computed.js';

const read = (text: string) => parseYaml(sourceOf(text), tagAsMap);
const places = (node: Parameters<typeof plain>[0]): readonly string[] => stations(node.origin).map(({ span }) => textOf(span));

describe('plain scalars', () => {
  const same: readonly string[] = ['012', '0x1F', '1_000', '12:30', '1e3', '1.2.3', '.inf', '.nan', '2012-10-17', '2001-12-14t21:59:43.10-05:00', 'y', 'n', 'Y', 'N', 'yEs', 'tRUE', 'nil', 'none', '+', '.', '00.5', '123456789012a'];
  test.each<[string, unknown]>([
    ...['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((text): [string, unknown] => [text, true]),
    ...['no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((text): [string, unknown] => [text, false]),
    ['0', 0],
    ['12', 12],
    ['-7', -7],
    ['+7', 7],
    ['123456789012', 123456789012],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['1.', 1],
    ['-1.5e+3', -1500],
    ...same.map((text): [string, unknown] => [text, text]),
  ])('%s is %j, and its text stays', (text, value) => {
    const node = scalarAt(at(only(read(`k: ${text} # why`)), 'k'));
    expect(node).toMatchObject({ value, text });
    expect(sliced(node)).toBe(text);
  });

  test.each(['~', 'null', 'Null', 'NULL'])('%s is null and has no text', (text) => {
    const node = scalarAt(at(only(read(`k: ${text}`)), 'k'));
    expect(node).toMatchObject({ value: null, text: '' });
    expect(sliced(node)).toBe(text);
  });

  test.each(['"12"', "'yes'", '! 12', '!!str 12', '!!str yes', '! no', '|\n  12', '>-\n  null'])('%j is a string', (text) => {
    expect(scalarAt(at(only(read(`k: ${text}`)), 'k')).value).toMatch(/^(?:12|yes|no|null)\n?$/u);
  });

  test.each<[string, unknown]>([
    ['!!int "12"', 12],
    ['!!float "1.5"', 1.5],
    ['!!bool "no"', false],
    ['!!null ""', null],
    ['!!str', ''],
    ['!!binary aGk=', 'aGk='],
    ['!<tag:yaml.org,2002:int> 3', 3],
  ])('%s is %j', (text, value) => {
    expect(scalarAt(at(only(read(`k: ${text}`)), 'k')).value).toBe(value);
  });

  test('a scalar that is not what its tag says', () => {
    const parsed = read('k: !!int twelve');
    expect(problemPlaces(parsed)).toEqual(['twelve']);
    expect(plain(at(only(parsed), 'k'))).toBe('twelve');
  });

  test.each(['!!int [1]', '!!seq {a: 1}', '!!map [a]'])('%s is not what its tag says', (text) => {
    expect(problemPlaces(read(`k: ${text}`))).toEqual([text.slice(text.indexOf(' ') + 1)]);
  });

  test.each(['yes', '012', 'null', '~', '1.0', '"q"'])('the key %s is its text', (key) => {
    expect(keyAt(only(read(`${key}: 1`)), key.replace(/"/gu, ''))).toBeDefined();
  });
});

describe('spans', () => {
  const text = `# head
A: plain  # comment
'B': "dou\\tble"
C:
  D: 'single'
  E: [a, {F: g}, "h" ]   # flow

  # between
G:
- 1
-   H: i
    J:
      - k
      # tail
L:
M: !Sub x
N: !GetAtt   # why
  - o
  - p
Q: |   # header

  first
    second

R: >2-
    third
S: many
  lines
"T" : { }
`;
  const tree = only(read(text));
  test.each<[readonly (string | number)[], string]>([
    [[], text.slice(text.indexOf('A:'), text.lastIndexOf('\n'))],
    [['A'], 'plain'],
    [['B'], '"dou\\tble"'],
    [['C'], `D: 'single'\n  E: [a, {F: g}, "h" ]`],
    [['C', 'D'], "'single'"],
    [['C', 'E'], '[a, {F: g}, "h" ]'],
    [['C', 'E', 1], '{F: g}'],
    [['C', 'E', 1, 'F'], 'g'],
    [['G'], '- 1\n-   H: i\n    J:\n      - k'],
    [['G', 1], 'H: i\n    J:\n      - k'],
    [['G', 1, 'J'], '- k'],
    [['L'], ''],
    [['M'], '!Sub x'],
    [['M', '!Sub'], 'x'],
    [['N'], '!GetAtt   # why\n  - o\n  - p'],
    [['N', '!GetAtt'], '- o\n  - p'],
    [['Q'], 'first\n    second'],
    [['R'], 'third'],
    [['S'], 'many\n  lines'],
    [['T'], '{ }'],
  ])('%j', (path, expected) => {
    expect(sliced(at(tree, ...path))).toBe(expected);
  });

  test('keys', () => {
    expect(['A', 'B', 'L', 'T'].map((key) => textOf(keyAt(tree, key).span))).toEqual(['A', "'B'", 'L', '"T"']);
    expect(textOf(keyAt(at(tree, 'M'), '!Sub').span)).toBe('!Sub');
  });

  test.each<[string, readonly (string | number)[], number]>([
    ['Key:', ['Key'], 3],
    ['Key:   # x\nB: 1', ['Key'], 3],
    ['Key: !Ref  # x\n', ['Key', '!Ref'], 9],
    ['Key: &a\n', ['Key'], 7],
    ['- a\n-\n- b', [1], 5],
    ['- a\n-', [1], 5],
    ['{a, b: 1}', ['a'], 2],
    ['? a\n', ['a'], 3],
  ])('nothing written in %j is shown at %j, offset %i', (source, path, offset) => {
    const { span } = at(only(read(source)), ...path).origin;
    expect(scalarAt(at(only(read(source)), ...path))).toMatchObject({ value: null, text: '' });
    expect([span.start, span.end]).toEqual([offset, offset]);
  });

  test('no line end is LF only', () => {
    for (const end of ['\r\n', '\r']) {
      const tree = only(read(['a: 1', 'b: |', '  x', '  y', 'c:', '  - "p', '    q"', ''].join(end)));
      expect(plain(tree)).toEqual(plainData({ a: 1, b: 'x\ny\n', c: ['p q'] }));
      expect(sliced(at(tree, 'b'))).toBe(`x${end}  y`);
    }
  });
});

describe('tags', () => {
  const seen = (text: string) => {
    const told: unknown[] = [];
    const source = sourceOf(text);
    parseYaml(source, (tag, key, value, whole) => {
      told.push([tag, textOf(key.span), plain(value), textOf(whole)]);
      return value;
    });
    return told;
  };
  test.each<[string, readonly unknown[]]>([
    ['!Ref 012', [['!Ref', '!Ref', '012', '!Ref 012']]],
    ['!Ref yes', [['!Ref', '!Ref', 'yes', '!Ref yes']]],
    ['!GetAZs', [['!GetAZs', '!GetAZs', null, '!GetAZs']]],
    ["!GetAZs ''", [['!GetAZs', '!GetAZs', '', "!GetAZs ''"]]],
    ['a: !Sub |\n  x\n\nb: 1', [['!Sub', '!Sub', 'x\n', '!Sub |\n  x']]],
    ['!If [c, !Ref x, 1]', [['!Ref', '!Ref', 'x', '!Ref x'], ['!If', '!If', ['c', 'x', 1], '!If [c, !Ref x, 1]']]],
    ['- !A &x b\n- &y !C d', [['!A', '!A', 'b', '!A &x b'], ['!C', '!C', 'd', '!C d']]],
    ['!<!Ref> x', [['!Ref', '!<!Ref>', 'x', '!<!Ref> x']]],
    ['!!set {a}', [['!!set', '!!set', { pairs: [['a', null]] }, '!!set {a}']]],
    ['!!map {a: 1}', []],
    ['!T\na: 1\n', [['!T', '!T', { pairs: [['a', 1]] }, '!T\na: 1']]],
    ['!T a: 1', []],
  ])('%j', (text, expected) => {
    expect(seen(text)).toEqual(expected);
  });
});

describe('anchors and aliases', () => {
  test('an alias is the value at the alias, and leads to the anchor', () => {
    const tree = only(read('a: &x {b: 1}\nc: *x\nd: &y !Ref q\ne: [*y, *x]'));
    expect(places(at(tree, 'c'))).toEqual(['*x', '{b: 1}']);
    expect(at(tree, 'c').origin.via).toBe('reference');
    expect(places(at(tree, 'c', 'b'))).toEqual(['1']);
    expect(places(at(tree, 'e', 0))).toEqual(['*y', '!Ref q']);
    expect(at(tree, 'e', 1, 'b')).toBe(at(tree, 'a', 'b'));
  });

  test('the last anchor before an alias is meant, in its document', () => {
    const parsed = read('a: &x 1\nb: &x 2\nc: *x\n---\nd: *x\n');
    expect(parsed.documents.map(plain)).toEqual([plainData({ a: 1, b: 2, c: 2 }), plainData({ d: 'unknown' })]);
    expect(problemPlaces(parsed)).toEqual(['*x']);
  });

  test('a key can be anchored, and be an alias', () => {
    const tree = only(read('&k key: *k\n*k : 2\n'));
    expect(plain(tree)).toEqual(plainData({ key: 2 }));
  });

  test.each([
    ['a: *nope', '*nope'],
    ['a: &x [1, *x]', '*x'],
    ['a: &x {b: {c: *x}}', '*x'],
    ['a: &x\n  <<: *x', '*x'],
  ])('%j is told at %s and is unknown', (text, place) => {
    const parsed = read(text);
    expect(problemPlaces(parsed)).toEqual([place]);
    expect(JSON.stringify(parsed.documents, (_, value) => (value instanceof Map ? [...value] : value))).toContain('"kind":"unknown"');
  });

  test.each<[string, string]>([
    ['billion laughs', ['a: &a [x, x, x, x, x, x, x, x, x]', ...[...'bcdefghijk'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'.charAt(i)}`).join(', ')}]`)].join('\n')],
    ['a chain', ['a0: &a0 [x]', ...Array.from({ length: 3000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`)].join('\n')],
    ['depth', ['a0: &a0 [x]', ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} ${'['.repeat(400)}*a${i}${']'.repeat(400)}`)].join('\n')],
    ['merges', [`a: &a {${Array.from({ length: 500 }, (_, i) => `k${i}: 1`).join(', ')}}`, ...Array.from({ length: 2000 }, (_, i) => `m${i}: {<<: *a}`)].join('\n')],
  ])('a bomb is told and stays small: %s', (_, text) => {
    const start = computed();
    const parsed = read(text);
    expect(parsed.problems.length).toBeGreaterThan(0);
    expect(parsed.problems[0]?.message).toMatch(/^aliases /u);
    let nodes = 0;
    let deepest = 0;
    const visit = (node: Parameters<typeof plain>[0], depth: number): void => {
      nodes++;
      deepest = Math.max(deepest, depth);
      if (node.kind === 'list') node.items.forEach((item) => visit(item, depth + 1));
      if (node.kind === 'map') for (const { value } of node.entries.values()) visit(value, depth + 1);
    };
    visit(only(parsed), 0);
    expect(nodes).toBeLessThan(MAX_ALIASED + text.length);
    expect(deepest).toBeLessThanOrEqual(MAX_DEPTH + 1);
    expect(computed() - start).toBeLessThan(5000);
  });
});

describe('merge keys', () => {
  const base = 'x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz:\n';
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['  <<: *x\n  b: 9', { a: 1, b: 9 }],
    ['  b: 9\n  <<: *x', { b: 9, a: 1 }],
    ['  <<: [*x, *y]', { a: 1, b: 2, c: 4 }],
    ['  <<: [*y, *x]\n  d: 5', { b: 3, c: 4, a: 1, d: 5 }],
    ['  <<: {a: 7, d: 8}', { a: 7, d: 8 }],
    ['  <<: [{a: 7}, *x]', { a: 7, b: 2 }],
    ['  "<<": *x', { '<<': { a: 1, b: 2 } }],
    ['  {<<: *x, c: 1}', { a: 1, b: 2, c: 1 }],
  ])('%j', (text, expected) => {
    const parsed = read(base + text);
    expect(parsed.problems).toEqual([]);
    expect(plain(at(only(parsed), 'z'))).toEqual(plainData(expected));
  });

  test('merged entries lead to where they are written', () => {
    const tree = at(only(read(`${base}  <<: [*x, {d: 5}]`)), 'z');
    expect(stations(keyAt(tree, 'a')).map(({ span, via }) => [textOf(span), via])).toEqual([['*x', 'reference'], ['a', 'literal']]);
    expect(places(at(tree, 'a'))).toEqual(['*x', '1']);
    expect(places(at(tree, 'd'))).toEqual(['5']);
    expect(sliced(tree)).toBe('<<: [*x, {d: 5}]');
  });

  test('an alias to a list of maps leads through both', () => {
    const tree = at(only(read(`${base}  - &l [*x]\nw:\n  <<: *l`)), 'w');
    expect(places(at(tree, 'a'))).toEqual(['*l', '*x', '1']);
  });

  test.each([
    ['  <<: 1', '1'],
    ['  <<: [*x, 2]', '2'],
    ['  <<: *nope', '*nope'],
    ['  <<: *x\n  <<: *y', '<<'],
  ])('%j is told at %s', (text, place) => {
    expect(problemPlaces(read(base + text))).toEqual([place]);
  });

  test('what could not be merged may hold any key', () => {
    expect(at(only(read('z:\n  <<: *nope\n  a: 1')), 'z')).toHaveProperty('unseen.length', 1);
  });
});

describe('documents', () => {
  test.each<[string, readonly unknown[]]>([
    ['', []],
    [' \n\n', []],
    ['# only a comment\n', []],
    ['---\n', []],
    ['---\na: 1\n---\nb: 2\n...\n---\n', [{ a: 1 }, { b: 2 }]],
    ['%YAML 1.1\n---\na: yes\n', [{ a: true }]],
    ['%TAG !e! tag:example.com,2000:\n---\n!e!x y\n', [{ '!e!x': 'y' }]],
    ['--- ~\n--- ""\n', [null, '']],
    ['text', ['text']],
    ['--- |\n text\n', ['text\n']],
  ])('%j', (text, expected) => {
    const parsed = read(text);
    expect(parsed.problems).toEqual([]);
    expect(parsed.documents.map(plain)).toEqual(expected.map(plainData));
  });
});

describe('what is broken is told in place, and the rest is read', () => {
  test.each<[string, readonly (readonly [string, string])[], unknown]>([
    ['a: 1\n\tb: 2\nc: 3\n', [['\t', 'expected spaces: a tab cannot indent']], { a: 1, b: 2, c: 3 }],
    ['a: b: c\n', [['b', 'expected one `key: value` on a line: a value that holds `: ` needs quotes']], { a: { b: 'c' } }],
    ['a: 1\nb\nc: 3\n', [['b', 'expected `:` after this key']], { a: 1, b: null, c: 3 }],
    ['a: 1\nb\n', [['b', 'expected `:` after this key']], { a: 1, b: null }],
    ['a: 1\nb: "x\n', [['"x', 'expected a closing quote']], { a: 1, b: 'unknown' }],
    ["a: 'x\n", [["'x", 'expected a closing quote']], { a: 'unknown' }],
    ['a: "x\\"\n', [['"x\\"', 'expected a closing quote']], { a: 'unknown' }],
    ['a: "x\\y"\nb: 1', [['\\', 'invalid escape sequence \\y']], { a: 'x\\y', b: 1 }],
    ['a: "x" y\nb: 1', [['y', 'expected the end of the line: what stands here belongs to nothing before it']], { a: 'x', b: 1 }],
    ['a: @x\nb: 1', [['@', 'a value that starts with the reserved character @ needs quotes']], { a: '@x', b: 1 }],
    ['a: ]\nb: 1\nc: 2\n', [[']', 'what stands here belongs to nothing above it; the rest of the document is not read']], { a: null }],
    ['a: 1\nb: 2\na: 3\n', [['a', 'the key `a` is written more than once']], { b: 2, a: 3 }],
    ['{a: 1, a: 2}', [['a', 'the key `a` is written more than once']], { a: 2 }],
    ['? [a]\n: 1\nb: 2', [['[a]', 'expected a key that is a text, not a list or a map']], { b: 2 }],
    ['a: {{ x }}\nb: 1', [['{ x }', 'expected a key that is a text, not a list or a map']], { a: {}, b: 1 }],
    ['a: [1, 2\nb: 1', [['b', 'expected `]`, indented more than the key it belongs to']], { a: [1, 2], b: 1 }],
    ['"a\n b": 1', [['"a', 'expected a key on one line, with `:` behind it']], { 'a b': 1 }],
    ['a: &x *x\n', [['*x', 'an alias takes neither tag nor anchor']], { a: 'unknown' }],
  ])('%j', (text, problems, expected) => {
    const parsed = read(text);
    expect(problemsOf(parsed)).toEqual(problems);
    expect(plain(only(parsed))).toEqual(plainData(expected));
  });

  test('the problem of a repeated key is at the second', () => {
    expect(read('a: 1\nb: 2\na: 3\n').problems.map(({ span }) => span.start)).toEqual([10]);
  });

  test('a key that cannot be read may be any key', () => {
    expect(only(read('? [a]\n: 1'))).toHaveProperty('unseen.length', 1);
  });

  test('tags that only the caller knows are no problem', () => {
    expect(read('a: !Ref x\nb: !Foo::Bar [1]\nc: !x {y: 1}').problems).toEqual([]);
  });
});

describe('nesting', () => {
  const styles: readonly (readonly [string, (levels: number) => string])[] = [
    ['flow lists', (levels) => '['.repeat(levels) + ']'.repeat(levels)],
    ['flow maps', (levels) => '{a: '.repeat(levels) + '}'.repeat(levels)],
    ['dashes', (levels) => `${'- '.repeat(levels)}x\n`],
    ['blocks', (levels) => `${Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}a:\n`).join('')}${' '.repeat(levels)}b\n`],
    ['tags', (levels) => '!T ['.repeat(levels / 2) + ']'.repeat(levels / 2)],
  ];
  test.each(styles)('60 levels of %s', (_, text) => {
    expect(read(text(60)).problems).toEqual([]);
  });

  test.each(styles)('far too many levels of %s are told', (name, text) => {
    const parsed = read(name === 'blocks' ? text(1500) : `- ${text(10_000)}`);
    expect(parsed.problems[0]?.message).toMatch(/levels/u);
    expect(parsed.documents).toHaveLength(1);
  });
});

describe('properties', () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('yes', '012', '1:30', 'a\nb\n', ' x', 'x ', '\n', '')),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
    ),
  }));

  test('reads the structure and the strings that `yaml` reads', () => {
    fc.assert(
      fc.property(value, fc.boolean(), fc.integer({ min: 1, max: 8 }), (data, isFlow, indent) => {
        const text = new Document(data, { version: '1.1' }).toString({ collectionStyle: isFlow ? 'flow' : 'any', indent, lineWidth: 40 });
        const expected: unknown = parse(text, { schema: 'failsafe', mapAsMap: true });
        fc.pre(!/^\s*(?:\? )?"?<</mu.test(text));
        const parsed = read(text);
        expect(parsed.problems).toEqual([]);
        const strings = (node: Parameters<typeof plain>[0]): unknown =>
          node.kind === 'scalar' ? node.text : node.kind === 'list' ? node.items.map(strings) : node.kind === 'map' ? { pairs: [...node.entries].map(([key, entry]) => [key, strings(entry.value)]) } : node.kind;
        const nullsEmpty = JSON.parse(JSON.stringify(sorted(plainData(expected))), (key, member: unknown) => (member === 'null' || member === '~' ? '' : member)) as unknown;
        fc.pre(!/(?:null|~)["']?:/u.test(text));
        expect(JSON.parse(JSON.stringify(sorted(strings(only(parsed)))), (key, member: unknown) => (member === 'null' || member === '~' ? '' : member))).toEqual(nullsEmpty);
        expect(faultsOfShape(sourceOf(text), { documents: [], problems: parsed.problems })).toEqual([]);
      }),
    );
  });

  const pieces = fc.constantFrom('a', 'b', ': ', ':', '- ', '-', '? ', '\n', '\n  ', '\n    ', '\r\n', '\r', '\t', ' ', '"', "'", '|', '>', '|2-\n', '&x ', '*x', '<<: ', '!T ', '!!int ', '!', '{', '}', '[', ']', ', ', '#', ' # c', '---\n', '...\n', '%YAML 1.1\n', '\\', '\\n', '@', '`', '\u0000', '\u0002', '\u0018', '\u001f', '\ufeff', '\u0085', '😀', '12', 'yes', '~');
  test('any text: no throw, spans inside the text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const source = sourceOf(parts.join(''));
        expect(faultsOfShape(source, parseYaml(source, tagAsMap))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test('one character more or less: no throw, spans inside the text', () => {
    const text = 'A: &x\n  B: !Sub "c ${d}"\n  E:\n    - |-\n      f\n      g\n    - {h: [i, \'j\'], k: *x}\nL: >\n  m\n\n  n\nO: {<<: *x}\n';
    fc.assert(
      fc.property(fc.nat({ max: text.length }), fc.nat({ max: 3 }), fc.constantFrom('', ' ', '\n', '\t', ':', '-', '"', "'", '[', '}', '*', '&', '!', '#', '|'), (offset, cut, insert) => {
        const source = sourceOf(text.slice(0, offset) + insert + text.slice(offset + cut));
        expect(faultsOfShape(source, parseYaml(source, tagAsMap))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('time grows with the text', () => {
  test.each<[string, (size: number) => string]>([
    ['one line', (size) => `[${'a, '.repeat(size / 3)}b]`],
    ['keys', (size) => Array.from({ length: size / 10 }, (_, i) => `k${i}: v\n`).join('')],
    ['blank lines and comments', (size) => `a: 1\n${'\n'.repeat(size / 2)}${'  # c\n'.repeat(size / 12)}`],
    ['quotes that stay open', (size) => "k: 'x\n".repeat(size / 6)],
    ['one block', (size) => `a: |\n${'  line\n'.repeat(size / 7)}`],
    ['one quoted string', (size) => `'${"''".repeat(size / 2)}'`],
  ])('%s', (_, text) => {
    const start = computed();
    read(text(150_000));
    // Linear is up to 0.5 s here, with what `yaml` takes; quadratic would be minutes.
    expect(computed() - start).toBeLessThan(8000);
  });

  test('a span of a large text is no copy of it', () => {
    const spans: Span[] = [];
    const tree = only(read('- a\n'.repeat(1000)));
    if (tree.kind === 'list') for (const { origin } of tree.items) spans.push(origin.span);
    expect(new Set(spans.map(({ source }) => source)).size).toBe(1);
  });
});
