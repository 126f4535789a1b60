import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document, parseDocument, Scalar } from 'yaml';
import type { ScalarNode } from '../../../src/core/node.js';
import { textOf, through } from '../../../src/core/source.js';
import { withOrigin } from '../../../src/core/node.js';
import { parseJson } from '../../../src/read/text/json/json.js';
import { within } from '../../../src/read/text/within.js';
import { parseYaml } from '../../../src/read/text/yaml/yaml.js';
import { at, only, scalarAt, sourceOf, tagAsMap } from './reading.js';
import { computed } from '../../helpers/computed.js';

const yaml = (text: string): ScalarNode => scalarAt(at(only(parseYaml(sourceOf(text), tagAsMap)), 'k'));
const json = (text: string): ScalarNode => scalarAt(only(parseJson(sourceOf(text))));
const slices = (node: ScalarNode): readonly string[] => Array.from({ length: node.text.length }, (_, i) => textOf(within(node, i, i + 1)));

describe('each character', () => {
  test.each<[string, string, readonly string[]]>([
    ['plain', 'k: a b # c', ['a', ' ', 'b']],
    ['plain, folded', 'k: a  \n  b\n\n  c', ['a', '\n', 'b', '\n', 'c']],
    ['plain, a number', 'k: 0120', ['0', '1', '2', '0']],
    ['single quotes', "k: 'a''b'", ['a', "''", 'b']],
    ['single quotes, folded', "k: 'a\n\n   b ' ", ['a', '\n', 'b', ' ']],
    ['double quotes', 'k: "a\\tb\\u0041\\x41"', ['a', '\\t', 'b', '\\u0041', '\\x41']],
    ['double quotes, a pair', 'k: "\\U0001F600x"', ['\\U0001F600', '\\U0001F600', 'x']],
    ['double quotes, folded', 'k: "a \\\n  b\n  c\\n"', ['a', ' ', 'b', '\n', 'c', '\\n']],
    ['literal', 'k: |\n  a\n   b\n', ['a', '\n', ' ', 'b', '\n']],
    ['literal, CRLF', 'k: |\r\n  a\r\n  b\r\n', ['a', '\r\n', 'b', '\r\n']],
    ['literal, CR', 'k: |\r  a\r  b\r', ['a', '\r', 'b', '\r']],
    ['literal, strip', 'k: |-\n\n  a\n\n  b\n\n', ['\n', 'a', '\n', '\n', 'b']],
    ['literal, keep', 'k: |+\n  a\n\nj: 1', ['a', '\n', '\n']],
    ['literal, indentation', 'k: |1\n   a\n  b\n', [' ', ' ', 'a', '\n', ' ', 'b', '\n']],
    ['literal, end of text', 'k: |\n  a', ['a', '']],
    ['folded', 'k: >\n  a\n  b\n\n  c\n', ['a', '\n', 'b', '\n', 'c', '\n']],
    ['folded, more indented', 'k: >-\n  a\n    b\n  c', ['a', '\n', ' ', ' ', 'b', '\n', 'c']],
  ])('%s', (_, text, expected) => {
    expect(slices(yaml(text))).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    ['"ab"', ['a', 'b']],
    ['"a\\/\\"b"', ['a', '\\/', '\\"', 'b']],
    ['"\\ud83d\\ude00x"', ['\\ud83d', '\\ude00', 'x']],
    ['-1.5', ['-', '1', '.', '5']],
  ])('JSON %s', (text, expected) => {
    expect(slices(json(text))).toEqual(expected);
  });
});

describe('runs', () => {
  const node = yaml('k: >\n  some folded\n  "text\\n"\n');
  test.each<[number, number, string]>([
    [0, 4, 'some'],
    [5, 17, 'folded\n  "text'.slice(0, 14)],
    [12, 20, '"text\\n"'],
    [4, 4, ''],
    [21, 21, ''],
    [-5, 4, 'some'],
    [12, 999, '"text\\n"\n'],
  ])('%i to %i', (start, end, expected) => {
    expect(textOf(within(node, start, end))).toBe(expected);
  });

  test('a policy in a block scalar', () => {
    const text = 'k: |\n    {\n      "Action": "cloudtrail:*"\n    }\n';
    const policy = yaml(text);
    const action = scalarAt(at(json0(policy.text), 'Action')).origin.span;
    expect(textOf(within(policy, action.start, action.end))).toBe('"cloudtrail:*"');
  });
  const json0 = (text: string) => only(parseJson(sourceOf(text)));
});

describe('the whole scalar where there is nothing to point at', () => {
  test.each(['k: ~', 'k: |\n', 'k:'])('%j', (text) => {
    const node = yaml(text);
    expect(within(node, 0, 1)).toEqual(node.origin.span);
  });

  test('another text than what is written there', () => {
    const node = { ...yaml('k: "a\\nb"'), text: 'a-b' };
    expect(textOf(within(node, 0, 1))).toBe('"a\\nb"');
  });
});

test('through references it is what was written', () => {
  const tree = only(parseYaml(sourceOf('a: &x |\n  ab\nk: *x\n'), tagAsMap));
  expect(textOf(within(scalarAt(at(tree, 'k')), 1, 2))).toBe('b');
  const used = withOrigin(scalarAt(at(tree, 'a')), through(at(tree, 'k').origin.span, 'parameter', at(tree, 'a').origin));
  expect(textOf(within(used, 0, 1))).toBe('a');
});

describe('properties', () => {
  const ESCAPED: Readonly<Record<string, RegExp>> = {
    QUOTE_DOUBLE: /^\\(?:[^xuU\r\n]|x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8})$/iu,
    QUOTE_SINGLE: /^''$/u,
  };
  /** Every character is at its own place, or is an escape or a line end; and places go forward. */
  function misplaced(node: ScalarNode, style: string): string | undefined {
    let before = 0;
    for (let i = 0; i < node.text.length; i++) {
      const { start, end } = within(node, i, i + 1);
      const slice = node.origin.span.source.text.slice(start, end);
      const character = node.text.charAt(i);
      const isPlaced = slice === character || ESCAPED[style]?.test(slice) === true || ((character === ' ' || character === '\n') && /^(?:\r\n?|\n|)$/u.test(slice));
      const isPair = start < before && slice.startsWith("\\U");
      if (!isPlaced || (start < before && !isPair)) return `${JSON.stringify(character)} at ${start}: ${JSON.stringify(slice)}`;
      before = style === 'BLOCK_FOLDED' ? start : end;
    }
    return undefined;
  }

  const word = fc.string({ unit: fc.constantFrom('a', 'b', "'", '"', '\\', ' ', ' ', '\n', '\n', '\t', '{', '#', ':', 'é', '😀', '-'), maxLength: 60 });
  const styles = fc.constantFrom(...(['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const));
  test.each([['\n'], ['\r\n'], ['\r']])('strings in every YAML style, line end %j', (lineEnd) => {
    fc.assert(
      fc.property(word, styles, fc.integer({ min: 1, max: 6 }), fc.constantFrom(0, 20, 40), (data, type, indent, lineWidth) => {
        const document = new Document({ k: data, z: 1 });
        document.set('k', Object.assign(new Scalar(data), { type }));
        const written = document.toString({ indent, lineWidth, minContentWidth: 0 });
        // The library writes some plain scalars so that it cannot read them back.
        const back = parseDocument(written);
        fc.pre(back.errors.length === 0 && typeof back.get('k') === 'string');
        const node = yaml(written.replace(/\n/gu, lineEnd));
        expect(node.text).toBe(back.get('k'));
        const first = node.origin.span.source.text.charAt(node.origin.span.start);
        const style = /^k: [|>]/u.test(written) ? (written.startsWith('k: >') ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL') : first === '"' ? 'QUOTE_DOUBLE' : first === "'" ? 'QUOTE_SINGLE' : 'PLAIN';
        if (node.text !== '') expect(misplaced(node, style)).toBeUndefined();
      }),
      { numRuns: 1500 },
    );
  });

  test('blocks as people write them', () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', '#'), maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(lines, fc.constantFrom('|', '>'), fc.constantFrom('', '-', '+'), fc.constantFrom('', '2'), fc.boolean(), fc.constantFrom('\n', '\r\n'), (texts, kind, chomp, indicator, isLast, lineEnd) => {
        const text = [`k: ${kind}${indicator}${chomp} # c`, ...texts.map((line) => `  ${line}`), ...(isLast ? [] : ['z: 1'])].join(lineEnd);
        const parsed = parseYaml(sourceOf(text), tagAsMap);
        fc.pre(parsed.problems.length === 0);
        const node = scalarAt(at(only(parsed), 'k'));
        if (node.text !== '') expect(misplaced(node, kind === '>' ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL')).toBeUndefined();
      }),
      { numRuns: 3000 },
    );
  });

  test('strings in JSON', () => {
    const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), fc.constantFrom('"', '\\', 'a'));
    fc.assert(
      fc.property(fc.string({ unit }), (data) => {
        const node = json(JSON.stringify(data));
        expect(node.text).toBe(data);
        expect(misplaced(node, 'QUOTE_DOUBLE')).toBeUndefined();
      }),
    );
  });

  test('a large block is mapped once', () => {
    const node = yaml(`k: |\n${'  some line\n'.repeat(20_000)}`);
    const start = computed();
    for (let i = 0; i < node.text.length; i += 10) within(node, i, i + 4);
    // 20,000 looks at 200 KB: seconds if each of them decoded the text again.
    expect(computed() - start).toBeLessThan(1000);
  });
});
