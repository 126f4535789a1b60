import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document, isCollection } from 'yaml';
import type { Node } from '../../../src/core/node.js';
import { shortForm } from '../../../src/read/cloudformation/tags.js';
import type { Tagged } from '../../../src/read/text/text.js';
import { within } from '../../../src/read/text/within.js';
import { Bail } from '../../../src/read/text/yaml-fast/cursor.js';
import { parseYamlFast, readFast } from '../../../src/read/text/yaml-fast.js';
import { parseYaml } from '../../../src/read/text/yaml/yaml.js';
import { only, scalarAt, sourceOf, tagAsMap } from './reading.js';
import { differenceOf } from './yaml-differences.js';
import { documentOf, mutated } from './yaml-documents.js';
import { computed } from '../../helpers/computed.js';

/** `same`, as the full reader reads it; `left` to it; or what differs. */
function verdict(text: string, tagged: Tagged = tagAsMap): string {
  const source = sourceOf(text);
  const fast = parseYamlFast(source, tagged);
  return fast === undefined ? 'left' : (differenceOf(fast, parseYaml(source, tagged)) ?? 'same');
}

const withLineEnds = (text: string, lineEnd: string): string => text.replace(/\n/gu, lineEnd);

/** One of everything that is taken. */
const SAMPLE = `# head
---
AWSTemplateFormatVersion: '2010-09-09'
Description: some words
  on two lines

  and a third   # why
Parameters: {Env: {Type: String, Default: "dev"}, 'Other': {Type: Number, Default: 012}}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsOther: !Not
  - !Equals
    - !Ref Env
    - "a \\u0041\\n\\"b\\" \\
      c"
Resources:
  # the trail
  Trail :
    Type: AWS::CloudTrail::Trail
    DependsOn: [ Bucket,
      Key, # both
      "Topic",
    ]
    Properties:
      Empty:
      S3BucketName:
        !Ref Bucket
      Name: !Sub '\${AWS::StackName}-it''s'
      IsLogging: yes
      Tags:
      - Key: a
        Value: b # c

      - {Key: c, Value: [!GetAZs ], "d":e, f: {}}
      -
        Key: [
          1.5
        ]
      - - nested
        -   - -1
            - ~
      Policy: !Sub |   # header
          {
            "Action": "cloudtrail:*"
          }

      Folded: >-
        one
        two
          more

        three

      Kept: |+
        last

`;

describe('templates as people write them', () => {
  test('the sample', () => {
    expect(readFast(sourceOf(SAMPLE), tagAsMap)).not.toBeInstanceOf(Bail);
    for (const lineEnd of ['\n', '\r\n']) expect([verdict(withLineEnds(SAMPLE, lineEnd)), verdict(withLineEnds(SAMPLE, lineEnd), shortForm)]).toEqual(['same', 'same']);
  });

  test('places within scalars', () => {
    const scalars = (node: Node): readonly Node[] => (node.kind === 'scalar' ? [node] : node.kind === 'list' ? node.items.flatMap(scalars) : node.kind === 'map' ? [...node.entries.values()].flatMap(({ value }) => scalars(value)) : []);
    const places = (root: Node) => scalars(root).map((node) => Array.from({ length: scalarAt(node).text.length }, (_, i) => within(scalarAt(node), i, i + 1)));
    const source = sourceOf(SAMPLE);
    expect(places(only(parseYamlFast(source, tagAsMap) ?? { documents: [], problems: [] }))).toEqual(places(only(parseYaml(source, tagAsMap))));
  });

  const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/u.test(name));
  test.each(files)('examples/%s', (name) => {
    const text = readFileSync(`${examples}/${name}`, 'utf8');
    expect(verdict(text, shortForm)).toBe(parseYaml(sourceOf(text), shortForm).problems.length === 0 ? 'same' : 'left');
  });

  test('what the `yaml` package writes', () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(fc.string({ unit: fc.constantFrom(...'ab \'":#-\\{,é😀') }), fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('yes', '012', '1:30', 'a\nb\n', ' x', 'x ', '\n', '', 'a b '.repeat(30))),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: fc.constantFrom(...'ab -') }), tie('value'), { maxKeys: 4 }),
      ),
    }));
    const options = fc.record({ indent: fc.integer({ min: 1, max: 8 }), indentSeq: fc.boolean(), lineWidth: fc.constantFrom(0, 20, 80), defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_FOLDED', 'BLOCK_LITERAL') } as const);
    const seen = { same: 0, left: 0 };
    fc.assert(
      fc.property(value, options, fc.boolean(), fc.constantFrom('\n', '\r\n'), (data, style, isFlow, lineEnd) => {
        const document = new Document({ k: data }, { version: '1.1' });
        const contents = document.get('k', true);
        if (isCollection(contents)) contents.flow = isFlow;
        const found = verdict(withLineEnds(document.toString({ ...style, minContentWidth: 0 }), lineEnd));
        expect(['same', 'left']).toContain(found);
        seen[found as 'same' | 'left']++;
      }),
      { numRuns: 2000 },
    );
    expect(seen.same).toBeGreaterThan(seen.left * 3);
  });
});

/** As deep as is read, and not a level deeper: `tags` count for what they may wrap around a node. */
describe('nesting', () => {
  const steps = (count: number, step: (at: number) => string): string => Array.from({ length: count }, (_, at) => step(at)).join('');
  const shapes: Readonly<Record<string, readonly [deepest: number, (depth: number) => string]>> = {
    'flow lists': [499, (depth) => `k: ${'['.repeat(depth)}${']'.repeat(depth)}`],
    'flow maps': [499, (depth) => `k: ${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`],
    lists: [500, (depth) => `${'- '.repeat(depth)}x`],
    maps: [499, (depth) => `${steps(depth, (at) => `${' '.repeat(at)}k:\n`)}${' '.repeat(depth)}x: 1`],
    'maps in lists': [249, (depth) => `${steps(depth, (at) => `${'  '.repeat(at)}- k:\n`)}${'  '.repeat(depth)}- x: 1`],
    tags: [166, (depth) => `k: ${'!Not ['.repeat(depth)}1${']'.repeat(depth)}`],
  };
  test.each(Object.entries(shapes))('%s', (_, [deepest, make]) => {
    expect([100, deepest, deepest + 1].map((depth) => verdict(make(depth), shortForm))).toEqual(['same', 'same', 'left']);
  });
});

describe('anything else is left to the full reader', () => {
  test.each([
    'text', '"text"', '[a]', '{a: 1}', '- a\nb: 1', 'a: 1\n---\nb: 2', 'a: 1\n...\n', '%YAML 1.1\n---\na: 1', '--- a', '---\n', '--- {a: 1}', // documents
    'a: &x 1', 'a: *x', '<<: {a: 1}', '{<<: 1}', '? a\n: b', 'a: 1\na: 2', 'k: {a: 1, a: 2}', ': 1', 'a', 'a:\n- b\n c: 1', `${'k'.repeat(1100)}: 1`, '"a\n b": 1', // keys
    'a: !!str 1', 'a: ! 1', 'a: !<x> 1', 'a: !x!y 1', '!T a: 1', 'a: !T b: 1', 'a: !T\n  !U b', '!T\na: 1', 'k: [!T, a]', 'k: {!T a: 1}', '- !T - a', // tags
    'a:\t1', 'a: 1\n\tb: 2', 'a: b\tc', '-\ta', 'a: 1\t', 'k: [a,\tb]', 'a: |\n  x\n\ty', // tabs
    'a: |2\n   x', 'a: |', 'a: |\n', 'a: |\nb: 1', 'a: | x\n  y', 'a: |\n   \n  x', 'a: |+\n  x\n  ', 'a: >\n  \t\n', // blocks
    'k: [a: 1]', 'k: [? a]', 'k: {a}', 'k: {a, b: 1}', 'k: {a: }', 'k: {a:b}', 'k: [a,, b]', 'k: [,]', 'k: [a b\n c]', 'k: [a', 'k: [a]]', 'k: [a}', 'k: [a\nb]', 'k: [a,#c\n b]', 'k: [&a b]', 'k: [- a]', // flow
    'a: "x', "a: 'x", 'a: "x" y', 'a: "\\q"', 'a: "\\ud8"', 'a: "x\ny"', 'a: "x"#c', 'a: "\\U0001F600"', 'a: "b\\\nc"', '"a\\\n b": 1', // quotes
    'a: b: c', 'a: - b', 'a: @b', 'a: `b`', 'a: %b', 'a: , b', 'a: ]', 'a: b\n  # c\n  d', 'a: b\n  c: d', ' a: 1\nb: 2', 'a:\n   b: 1\n  c: 2', '-a', '---a', '... : 1', '--- : 1', // lines
    'a: \u0000', 'a: \u0085', 'a: 1\rb: 2', 'a: \u2028', '\ufeffa: 1', `k: ${'['.repeat(500)}${']'.repeat(500)}`, '- '.repeat(501) + 'x',
  ])('%j', (text) => {
    expect(verdict(text)).toBe('left');
  });
});

describe('found by comparing random documents', () => {
  test.each([
    // A comment that is not indented makes `yaml` forget how far the scalar below it must be.
    ['k:\n#c\n s\nl: 1', 'left'],
    ['-\n#c\n t\n-', 'left'],
    ['k:\n#c\n !T s\nl: 1', 'left'],
    ['k: !T\n#c\n s\nl: 1', 'left'],
    // Behind a plain scalar in a flow collection `yaml` wants a blank before a comment, even where a line begins.
    ['k: {a: 1\n#\n }', 'left'],
    ['k: {a: 1\n #\n }', 'same'],
    ['k:\n#c\n a: 1\nl: 1', 'same'],
    ['k:\n# c\n- a\n#\nl: 1', 'same'],
    ['k: [\n a\n]', 'same'],
    ['k:\n  !T\n- a', 'same'],
    ['- !T\n- !T\n  a: 1', 'same'],
    ['k: |\n\n  a\n   \n', 'same'],
    ['k: >\n  a\n\n   b\n\n  c', 'same'],
    ["k: 'a \n\n\n  b'", 'same'],
    ['k: "a\\\n  \\ b\n\n  "', 'same'],
    ['', 'same'],
    [' \n# c', 'same'],
  ])('%j: %s', (text, expected) => {
    expect([verdict(text), verdict(withLineEnds(text, '\r\n'))]).toEqual([expected, expected]);
  });
});

describe('properties', () => {
  const bytes = (count: number) => fc.uint8Array({ minLength: count / 2, maxLength: count, size: 'max' });
  function check(arbitrary: fc.Arbitrary<string>, numRuns: number): { same: number; left: number } {
    const seen = { same: 0, left: 0 };
    fc.assert(
      fc.property(arbitrary, (text) => {
        const found = verdict(text);
        expect(['same', 'left']).toContain(found);
        seen[found as 'same' | 'left']++;
      }),
      { numRuns },
    );
    return seen;
  }

  test('documents of every form', () => {
    expect(check(bytes(160).map(documentOf), 6000).same).toBeGreaterThan(1000);
  });

  test('documents with faults', () => {
    const lines = SAMPLE.split('\n');
    const part = fc.tuple(fc.nat(lines.length - 1), fc.integer({ min: 1, max: 12 })).map(([start, count]) => lines.slice(start, start + count).join('\n'));
    check(fc.tuple(fc.oneof(part, fc.constant(SAMPLE)), bytes(20)).map(([text, edits]) => mutated(text, edits)), 4000);
  });
});

describe('time grows with the text', () => {
  test.each<[string, (size: number) => string]>([
    ['one line', (size) => `k: [${'a, '.repeat(size / 3)}b]`],
    ['keys', (size) => Array.from({ length: size / 10 }, (_, i) => `k${i}: v\n`).join('')],
    ['blank lines and comments', (size) => `a: 1\n${'\n'.repeat(size / 2)}${'  # c\n'.repeat(size / 12)}`],
    ['a quote that stays open', (size) => `k: "${'x'.repeat(size)}`],
    ['one block', (size) => `a: >\n${'  line\n\n'.repeat(size / 8)}`],
    ['one quoted string', (size) => `k: '${"''".repeat(size / 2)}'`],
    ['escapes', (size) => `k: "${'\\n'.repeat(size / 2)}"`],
    ['quoted lines', (size) => `k: "${'x\n '.repeat(size / 3)}"`],
    ['plain lines', (size) => `k: ${'x\n '.repeat(size / 3)}`],
    ['blanks', (size) => `k: "${' '.repeat(size)}"`],
    ['a long word', (size) => `k: ${'x'.repeat(size)}`],
    ['lists in lists', (size) => `${'- '.repeat(50)}x\n`.repeat(size / 100)],
  ])('%s', (_, text) => {
    const input = sourceOf(text(1_000_000));
    const start = computed();
    readFast(input, tagAsMap);
    // 0.5 s at most; a look through the rest of the text for each token would take 10 s.
    expect(computed() - start).toBeLessThan(4000);
  });
});
