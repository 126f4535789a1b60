import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../src/core/source.js';
import { parseJson } from '../../../../src/read/text/json/json.js';
import { MAX_DEPTH } from '../../../../src/read/text/text.js';
import { at, faultsOfShape, keyAt, only, plain, plainData, problemPlaces, problemsOf, scalarAt, sliced, sorted, sourceOf } from '../reading.js';
import { computed } from '../../../helpers/computed.js';

const read = (text: string) => parseJson(sourceOf(text));

describe('spans', () => {
  const text = `{
  "a" : "x\\ny",
  "b\\u0062": [1, -2.50e+3, true, { }, [ ]],
  "c": {"d": null}
}\n`;
  const tree = only(read(text));
  test.each<[string, readonly (string | number)[], string]>([
    ['the document', [], text.trimEnd()],
    ['a string, quotes and all', ['a'], '"x\\ny"'],
    ['a list', ['bb'], '[1, -2.50e+3, true, { }, [ ]]'],
    ['numbers', ['bb', 1], '-2.50e+3'],
    ['a word', ['bb', 2], 'true'],
    ['an empty map', ['bb', 3], '{ }'],
    ['an empty list', ['bb', 4], '[ ]'],
    ['null', ['c', 'd'], 'null'],
  ])('%s', (_, path, expected) => {
    expect(sliced(at(tree, ...path))).toBe(expected);
  });

  test('keys', () => {
    expect(textOf(keyAt(tree, 'bb').span)).toBe('"b\\u0062"');
    expect(textOf(keyAt(at(tree, 'c'), 'd').span)).toBe('"d"');
  });

  test.each([
    ['"x\\u0041"', 'xA', 'xA'],
    ['-2.50e+3', -2500, '-2.50e+3'],
    ['12345678901234567890', 12345678901234567000, '12345678901234567890'],
    ['true', true, 'true'],
    ['null', null, ''],
  ])('value and text of %s', (text, value, scalarText) => {
    expect(scalarAt(only(read(text)))).toMatchObject({ value, text: scalarText });
  });
});

test.each(['', ' \n\t\r\n '])('no document in %j', (text) => {
  expect(read(text)).toEqual({ documents: [], problems: [] });
});

describe('what is broken is told, and the rest is read', () => {
  const cases: readonly (readonly [string, unknown, readonly (readonly [string, string])[]])[] = [
    ['{"a": 1 "b": 2}', { a: 1, b: 2 }, [['"b"', 'expected `,` or `}`, found `"b"`']]],
    ['[1 2\n3]', [1, 2, 3], [['2', 'expected `,` or `]`, found `2`'], ['3', 'expected `,` or `]`, found `3`']]],
    ['{"a": 1,}', { a: 1 }, [[',', 'expected no `,` before `}`']]],
    ['[1, 2 ,\n]', [1, 2], [[',', 'expected no `,` before `]`']]],
    ['[1,,2]', [1, 2], [[',', 'expected a value, found `,`']]],
    ['{,"a": 1}', { a: 1 }, [[',', 'expected a key in double quotes, found `,`']]],
    ['{ // one\n"a": 1 /* two\n */, "b": 2 }', { a: 1, b: 2 }, [['// one', 'expected no comment: JSON has none']]],
    ['{"a": "x,\n"b": 2}', { a: 'unknown', b: 2 }, [['"x,', 'expected a closing quote before the end of the line']]],
    ['{"a: 1,\n"b": 2}', { b: 2 }, [['"a: 1,', 'expected a closing quote before the end of the line']]],
    ['{"a" 1}', { a: 1 }, [['1', 'expected `:` after the key, found `1`']]],
    ['{"a": , "b": 2}', { a: 'unknown', b: 2 }, [[',', 'expected a value, found `,`']]],
    ['{"a": }', { a: 'unknown' }, [['}', 'expected a value, found `}`']]],
    ['{"a"}', { a: 'unknown' }, [['}', 'expected `:` after the key, found `}`']]],
    ["{'a': 'b'}", { a: 'b' }, [["'a'", 'expected the key in double quotes'], ["'b'", 'expected the string in double quotes']]],
    ['{a: 1}', { a: 1 }, [['a', 'expected a key in double quotes, found `a`']]],
    ['{a-b: True, "c": 012}', { 'a-b': 'unknown', c: 'unknown' }, [['a-b', 'expected a key in double quotes, found `a-b`'], ['True', 'expected a value, found `True`'], ['012', 'expected a value, found `012`']]],
    ['{[1]: 2, "a": 1}', { a: 1 }, [['[', 'expected a key in double quotes, found `[`']]],
    ['[1, @#, 2]', [1, 'unknown', 2], [['@#', 'expected a value, found `@#`']]],
    ['{"a": [1, 2}', { a: [1, 2] }, [['}', 'expected `]`, found `}`']]],
    ['[{"a": 1]', [{ a: 1 }], [[']', 'expected `}`, found `]`']]],
    ['[1}, 2]', [1, 2], [['}', 'expected `,` or `]`, found `}`']]],
    ['{"a": {"b": 1', { a: { b: 1 } }, [['{', 'expected `}` before the end of the text']]],
    ['{"a": 1} {"b": 2}', { a: 1 }, [['{"b": 2}', 'expected the end of the text after the document']]],
    ['{"a": 1, "a": 2}', { a: 2 }, [['"a"', 'the key `a` is written more than once']]],
    ['["a\\x", "\\u12", "b"]', ['a\\x', '\\u12', 'b'], [['\\x', 'expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u'], ['\\u', 'expected four hexadecimal digits after \\u']]],
    ['["a\tb"]', ['a\tb'], [['\t', 'expected \\u0009 instead of a raw control character']]],
    ['["a\\\n]', ['unknown'], [['\\', 'expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u'], ['"a\\', 'expected a closing quote before the end of the line']]],
    ['}', 'unknown', [['}', 'expected a value, found `}`']]],
    ['nul', 'unknown', [['nul', 'expected a value, found `nul`']]],
  ];
  test.each(cases)('%j', (text, value, problems) => {
    const parsed = read(text);
    expect(plain(only(parsed))).toEqual(plainData(value));
    expect([...problemsOf(parsed)].sort()).toEqual([...problems].sort());
  });

  test('of equal keys the last one is at its own place', () => {
    const tree = only(read('{"a": 1, "b": 2, "a": 3}'));
    expect(plain(tree)).toEqual({ pairs: [['b', 2], ['a', 3]] });
    expect(keyAt(tree, 'a').span.start).toBe(17);
  });

  test.each([
    ['a map that is cut off', '{"a": 1'],
    ['a list that is cut off', '[1, 2'],
    ['a key that cannot be read', '{"a": 1, @: 2 3}'],
  ])('%s may hold more than is seen', (_, text) => {
    const tree = only(read(text));
    expect(tree).toHaveProperty('unseen.0.kind', 'unknown');
  });
});

describe('nesting', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  test('is read up to the limit', () => {
    expect(read(nested(MAX_DEPTH)).problems).toEqual([]);
  });

  test('is told beyond it, and what follows is read', () => {
    const text = `[${nested(MAX_DEPTH)}, "}]", 1]`;
    const parsed = read(text);
    expect(parsed.problems.map(({ span }) => span.start)).toEqual([MAX_DEPTH]);
    expect(at(only(parsed), 2)).toMatchObject({ value: 1 });
  });

  test.each(['[', '{"a":', '[{"a":'])('of any depth does no harm: %s', (open) => {
    expect(read(open.repeat(200_000)).problems.length).toBeGreaterThan(0);
  });
});

describe('properties', () => {
  const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), fc.constantFrom('"', '\\', '/', '\n', '\u2028', 'a'));
  const text = fc.string({ unit });
  const key = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '', '1', 'a'));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((pairs) => {
        const object = {};
        for (const [name, member] of pairs) Object.defineProperty(object, name, { value: member, enumerable: true, configurable: true, writable: true });
        return object;
      }),
    ),
  }));
  /** Any character may be written as an escape. */
  const escaped = (json: string): string => json.replace(/[a-z](?=[^"\\]*")/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('', ' ', '\t'), fc.boolean(), (data, indent, isCrLf) => {
        const json = JSON.stringify(data, null, indent);
        const parsed = read(isCrLf ? json.replace(/\n/gu, '\r\n') : json);
        expect(parsed.problems).toEqual([]);
        expect(sorted(plain(only(parsed)))).toEqual(sorted(plainData(JSON.parse(json))));
      }),
    );
  });

  test('escapes are characters', () => {
    fc.assert(
      fc.property(text, (data) => {
        const json = JSON.stringify(`abc${data}`);
        const loose = escaped(json);
        fc.pre(JSON.parse(loose) === `abc${data}`);
        expect(plain(only(read(loose)))).toBe(`abc${data}`);
      }),
    );
  });

  const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', "'", '\\', '/', '*', '//', '/*', '*/', ' ', '\n', '\r', '\t', '1', '-', '.', 'e', 'true', 'null', 'x', '\u0001', '\u00a0', '\\u00', '__proto__');
  test('any text: no throw, spans inside, and accepted exactly where JSON.parse accepts', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const source = sourceOf(parts.join(''));
        const parsed = parseJson(source);
        expect(faultsOfShape(source, parsed)).toEqual([]);
        const isBroken = parsed.problems.some(({ message }) => !message.includes('more than once'));
        let isRefused = true;
        try {
          JSON.parse(source.text);
          isRefused = false;
        } catch {
          // It stays refused.
        }
        if (/^[ \t\r\n]*$/u.test(source.text)) expect(parsed).toEqual({ documents: [], problems: [] });
        else expect(isBroken).toBe(isRefused);
      }),
      { numRuns: 5000 },
    );
  });

  test('one fault leaves most of a document readable', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `"k${i}": {"a": [${i}, "x"], "b": null}`);
    fc.assert(
      fc.property(fc.nat({ max: 38 }), fc.constantFrom('"', ',', ':', '[', ']', '}'), (line, missing) => {
        const broken = lines.map((text, i) => (i === line ? text.replace(missing, '') : text));
        const parsed = read(`{\n${broken.join(',\n')}\n}`);
        expect(parsed.problems.length).toBeGreaterThan(0);
        expect(parsed.problems.length).toBeLessThan(12);
        const tree = only(parsed);
        const isNested = '{}[]'.includes(missing);
        for (const i of lines.keys()) if (i < line || (i > line && !isNested)) expect(plain(at(tree, `k${i}`, 'a'))).toEqual([i, 'x']);
      }),
    );
  });
});

describe('a file of something else', () => {
  test('has its first faults told and the others counted', () => {
    const { problems } = read('{'.padEnd(5000, 'x 1 '));
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)?.message).toMatch(/^\d+ more faults are not listed/u);
  });
});

describe('time grows with the text', () => {
  const large = 400_000;
  test.each<[string, (size: number) => string]>([
    ['no backslash', (size) => `[${'"some string value", '.repeat(size / 21)}1]`],
    ['one line', (size) => `{${Array.from({ length: size / 16 }, (_, i) => `"k${i}":"value"`).join(',')}}`],
    ['deep nests', (size) => `[${Array.from({ length: size / 500 }, () => '['.repeat(250) + ']'.repeat(250)).join(',')}]`],
    ['deeper than is read', (size) => '['.repeat(size)],
    ['quotes that stay open', (size) => '["a\n'.repeat(size / 4)],
    ['comments that stay open', (size) => '/* '.repeat(size / 3)],
    ['unreadable keys', (size) => `{${'x '.repeat(size / 2)}`],
  ])('%s', (_, text) => {
    const source = sourceOf(text(large));
    const start = computed();
    parseJson(source);
    // Quadratic time for 0.4 MB is minutes; linear is some 20 ms. The room is for a busy machine.
    expect(computed() - start).toBeLessThan(3000);
    expect(problemPlaces(read(text(400))).length).toBeLessThan(102);
  });
});
