import { expect, test } from 'vitest';
import { renames } from '../../../src/cli/change/compared.js';
import { computed } from '../../helpers/computed.js';

type Texts = Readonly<Record<string, string>>;

const found = (before: Texts, after: Texts): readonly (readonly [string, string])[] => {
  const renamed = renames(Object.keys(before), Object.keys(after), (path) => before[path], (path) => after[path]);
  return Object.keys(before).map((path) => [path, renamed(path)]);
};

const lines = (from: number, count: number): string => Array.from({ length: count }, (_, index) => `line ${String(from + index)}`).join('\n');

test.each<[string, Texts, Texts, readonly (readonly [string, string])[]]>([
  ['the same text', { 'a.yaml': 'x' }, { 'b.yaml': 'y', 'c.yaml': 'x' }, [['a.yaml', 'c.yaml']]],
  ['the same text twice', { 'a.yaml': 'x', 'b.yaml': 'x' }, { 'c.yaml': 'x', 'd.yaml': 'x' }, [['a.yaml', 'c.yaml'], ['b.yaml', 'd.yaml']]],
  ['the same name, and half of the text', { 'a/t.yaml': lines(0, 10) }, { 'b/u.yaml': lines(0, 9), 'b/t.yaml': lines(4, 10) }, [['a/t.yaml', 'b/t.yaml']]],
  ['the same name, and another text', { 'a/t.yaml': lines(0, 10) }, { 'b/t.yaml': lines(100, 10) }, [['a/t.yaml', 'a/t.yaml']]],
  ['half of the text', { 'a.yaml': lines(0, 10) }, { 'b.yaml': lines(3, 10) }, [['a.yaml', 'b.yaml']]],
  ['nothing alike', { 'a.yaml': lines(0, 10) }, { 'b.yaml': lines(50, 10) }, [['a.yaml', 'a.yaml']]],
])('%s', (_name, before, after, expected) => {
  expect(found(before, after)).toEqual(expected);
});

test('thousands of files that moved take the time of as many', { timeout: 60_000 }, () => {
  const texts = (folder: string, first: string): Texts => Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`${folder}/${String(index)}.yaml`, `${first}\n${lines(index * 20, 20)}`]));
  const start = computed();
  expect(found(texts('a', 'x'), texts('b', 'x')).every(([from, to]) => to === from.replace('a/', 'b/'))).toBe(true);
  expect(found(texts('a', 'x'), texts('b', 'y')).every(([from, to]) => to === from.replace('a/', 'b/'))).toBe(true);
  found(Object.fromEntries(Object.entries(texts('a', 'x')).map(([path, text]) => [path, text.replaceAll('line', 'other')])), Object.fromEntries(Object.entries(texts('b', 'y')).map(([path, text]) => [path.replace('.', '-.'), text])));
  expect(computed() - start).toBeLessThan(20_000);
});
