import { beforeAll, describe, expect, test } from 'vitest';
import { list, scalar, type Node } from '../../../src/core/node.js';
import { literal, type Source } from '../../../src/core/source.js';
import { unknown } from '../../../src/core/value.js';
import { loadFullReader } from '../../../src/read/parse.js';
import { functions } from '../../../src/read/terraform/functions/index.js';
import { call } from './functions-calls.js';
import { computed } from '../../helpers/computed.js';

const source: Source = { path: 'main.tf', text: 'x', bom: false };
const at = literal({ source, start: 0, end: 1 });
const text = (value: string): Node => scalar(value, at);
const number = (value: number): Node => scalar(value, at);
const many = (count: number, item: (index: number) => Node): Node => list(Array.from({ length: count }, (_, index) => item(index)), at);
const open = (): Node => unknown('it is open', at);

/** A list that holds itself twice, again and again. */
function doubled(levels: number): Node {
  let node: Node = list([text('a')], at);
  for (let level = 0; level < levels; level++) node = list([node, node], at);
  return node;
}

function deep(levels: number): Node {
  let node: Node = text('a');
  for (let level = 0; level < levels; level++) node = list([node], at);
  return node;
}

const run = (name: string, ...args: readonly Node[]): Node => call(name, '', { arguments: args });

/** Tells a hang from a slow machine. */
const QUICK = 10_000;

describe('bounds', () => {
  test.each<readonly [string, () => Node]>([
    ['join', () => run('join', text('x'.repeat(1000)), many(50_000, () => text('y')))],
    ['format', () => run('format', text('%1001s'), text('a'))],
    ['indent', () => run('indent', number(100_000), text('\n'.repeat(100_000)))],
    ['flatten', () => run('flatten', doubled(60))],
    ['setproduct', () => run('setproduct', ...Array.from({ length: 30 }, () => many(10, number)))],
    ['split', () => run('split', text(','), text(','.repeat(200_000)))],
    ['replace', () => run('replace', text('a'.repeat(90_000)), text('a'), text('b'.repeat(1000)))],
    ['concat', () => run('concat', many(90_000, number), many(90_000, number))],
    ['regexall', () => run('regexall', text('a'), text('a'.repeat(4000)))],
    ['a document as text', () => run('tostring', run('jsonencode', doubled(60)))],
  ])('%s makes too much', (_, work) => {
    const before = computed();
    const found = work();
    expect(computed() - before).toBeLessThan(QUICK);
    if (found.kind === 'unknown') expect(found.reason).toMatch(/makes too much|takes too many steps/u);
    else expect(found.kind === 'list' && found.items.length).toBe(4000);
  });

  test.each<readonly [string, () => Node]>([
    ['distinct of what is not known', () => run('distinct', many(50_000, open))],
    ['toset of texts', () => run('toset', many(90_000, (index) => text(String(index % 1000))))],
    ['setsubtract', () => run('setsubtract', many(50_000, number), many(50_000, number))],
    ['contains', () => run('contains', many(3, () => doubled(60)), doubled(60))],
    ['lower', () => run('lower', text('A'.repeat(900_000)))],
    ['split and join', () => run('split', text(','), run('join', text(','), many(90_000, () => text('a'))))],
    ['trimspace', () => run('trimspace', text(' '.repeat(900_000)))],
    ['basename', () => run('basename', text('/'.repeat(100_000)))],
    ['title of many parts', () => run('title', run('join', text(' '), many(90_000, () => text('a'))))],
    ['jsonencode of a text within a text', () => Array.from({ length: 30 }).reduce<Node>((node) => run('jsonencode', node), text('"'))],
  ])('%s ends', (_, work) => {
    const before = computed();
    work();
    expect(computed() - before).toBeLessThan(QUICK);
  });

  test.each(['(a+)+$', '(a|a)*$', '(a*)*b', '(?:a{1,100}){1,100}b', 'a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaa', '.*.*.*.*.*b', '((a{1000}){1000}){1000}', '((((((((((a+)+)+)+)+)+)+)+)+)+)+', '(?=a)b', '\\1'])('the pattern %s is not tried', (pattern) => {
    const before = computed();
    const found = [run('regex', text(pattern), text('a'.repeat(3000))), run('replace', text('a'.repeat(3000)), text(`/${pattern}/`), text('x'))];
    expect(found.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
    expect(computed() - before).toBeLessThan(QUICK);
  });
});

describe('no function throws', () => {
  beforeAll(loadFullReader);
  const values: readonly Node[] = [text(''), text('a,b'), number(-1.5), number(1e300), scalar(true, at), scalar(null, at), open(), list([], at), list([open(), text('a')], at, [unknown('open', at)]), deep(5000), doubled(50), run('jsonencode', list([text('a')], at)), { kind: 'absent', origin: at }];
  test.each([...functions.keys()])('%s', (name) => {
    for (const first of values) {
      expect(typeof run(name, first).kind).toBe('string');
      for (const second of values) {
        expect(typeof run(name, first, second).kind).toBe('string');
        expect(typeof run(name, first, second, text('a')).kind).toBe('string');
      }
    }
  });
});
