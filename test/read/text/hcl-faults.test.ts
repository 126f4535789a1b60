import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/core/source.js';
import type { Expression } from '../../../src/read/text/hcl/index.js';
import { MAX_DEPTH } from '../../../src/read/text/text.js';
import { readHcl, shapeOf } from './hcl-reading.js';
import { computed } from '../../helpers/computed.js';

const LATER = 'resource "z" "w" {\n  c = 1\n}\n';

describe('what is broken is told at its place, and the rest is read', () => {
  test.each<[string, string, readonly string[]]>([
    // text, what is read, the places that are told
    ['a = [1 2]\nb = 1', 'a=invalid "[1 2]"; b=1', ['2']],
    ['a = [1,, 2]\nb = 1', 'a=invalid "[1,, 2]"; b=1', [',']],
    ['a = f(1 2)\nb = 1', 'a=invalid "f(1 2)"; b=1', ['2']],
    ['a = { b = 1 c = 2 }\nd = 1', 'a=invalid "{ b = 1 c = 2 }"; d=1', ['c']],
    ['a = { for = 1 }\nb = 1', 'a=invalid "{ for = 1 }"; b=1', ['=']],
    ['a = [for v in b : v...]\nc = 1', 'a=invalid "[for v in b : v...]"; c=1', ['...']],
    ['a = [for k, v in b : k => v]\nc = 1', 'a=invalid "[for k, v in b : k => v]"; c=1', ['=']],
    ['a = {for v in b : v}\nc = 1', 'a=invalid "{for v in b : v}"; c=1', ['}']],
    ['a =\nb = 1', 'a=invalid ""; b=1', ['=']],
    ['a = b.\nc = 1', 'a=invalid "b."; c=1', ['.']],
    ['a = b.0.1\nc = 1', 'a=invalid "b.0.1"; c=1', ['0.1']],
    ['a = 1.2.3\nc = 1', 'a=invalid "1.2.3"; c=1', ['1.2.3']],
    ["a = 'x'\nb = 1", 'a=invalid "\'x\'"; b=1', ["'"]],
    ['a = 1 2\nb = 1', 'a=1; b=1', ['2']],
    ['a = 1\na = 2\nb = 1', 'a=1; a=2; b=1', ['a']],
    ['a = "\\q\\u12\\uD800"\nb = 1', 'a="qu12uD800"; b=1', ['\\q', '\\u12', '\\uD800']],
    ['a = "x\nb = 1', 'a=invalid "\\"x"; b=1', ['"x']],
    ['a = "${b"\nc = 1', 'a=invalid "\\"${b\\""; c=1', ['"']],
    ['a = "%{ if b }x"\nc = 1', 'a=invalid "\\"%{ if b }x\\""; c=1', ['%{ if b }']],
    ['a = "%{ endfor }"\nc = 1', 'a=invalid "\\"%{ endfor }\\""; c=1', ['%{ endfor }']],
    ['a = <<EOT\n${var:-x}\nEOT\nb = 1', 'a=invalid "<<EOT\\n${var:-x}\\nEOT"; b=1', [':']],
    ['a = <<EOT\nx\nEOT', 'a="x\\n"', ['T']],
    ['"a" = 1\nb = 2', 'b=2', ['"']],
    ['a: 1\nb = 2', 'b=2', [':']],
    ['}\na = 1', 'a=1', ['}']],
    ['x { a = 1, b = 2 }\nc = 3', 'x{a=1; b=2}; c=3', [',', '}']],
    ['x { y {} }\nc = 3', 'x{y{}}; c=3', ['y']],
    ['x {} y {}\nc = 3', 'x{}; c=3', ['y']],
    ['x "a"\n{\n  b = 1\n}\nc = 3', 'x a{b=1}; c=3', ['"']],
    ['x "a"\nc = 3', 'x a{}; c=3', ['"']],
    ['x "a" = {\n  b = 1\n}\nc = 3', 'x a{b=1}; c=3', ['=']],
    ['x "${a}" {\n  b = 1\n}\nc = 3', 'x ${a}{b=1}; c=3', ['"${a}"']],
    ['x "a {\n  b = 1\n}\nc = 3', 'x a{b=1}; c=3', ['"a {']],
    ['/* a\nb = 1', '', ['/*']],
  ])('%j', (text, expected, told) => {
    const { body, problems } = readHcl(text);
    expect(shapeOf(body)).toBe(expected);
    expect(problems.map(({ span }) => textOf(span))).toEqual(told);
    for (const problem of problems) expect(problem).toMatchObject({ rule: 'parse-error', level: 'error' });
  });

  test.each<[string, string]>([
    ['x "y" {\n  a = [1, 2\n  b = 3\n}\n', 'x y{a=invalid "[1, 2"; b=3}'],
    ['x "y" {\n  a = f(1,\n}\n', 'x y{a=invalid "f(1,"}'],
    ['x "y" {\n  a = 1\n\n', 'x y{a=1}'],
    ['x "y" {\n  a {\n    b = 1\n}\n', 'x y{a{b=1}}'],
    ['x "y" {\n  t = {\n    a = 1\n\n}\n', 'x y{t={:a=1}}'],
    ['x "y" {\n  t = {\n    a = 1\n\n', 'x y{t=invalid "{\\n    a = 1"}'],
    ['x "y" {\n  a = <<EOT\n  text\n}\n', 'x y{a=invalid "<<EOT\\n  text\\n}"}'],
    ['x "y" {\n  a = "${f(\n}\n', 'x y{a=invalid "\\"${f(\\n}"}'],
  ])('%j before another block', (text, expected) => {
    const { body, problems } = readHcl(text + LATER);
    expect(shapeOf(body)).toBe(`${expected}; resource z w{c=1}`);
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe('hostile texts', () => {
  const SIZE = 100_000;
  const repeated = (text: string): string => text.repeat(Math.floor(SIZE / text.length));
  test.each<[string, string]>([
    ['brackets', `a = ${repeated('[')}`],
    ['parentheses', `a = ${repeated('(')}`],
    ['objects', `a = ${repeated('{a=')}`],
    ['blocks', repeated('a {\n')],
    ['blocks on a line', repeated('a {')],
    ['interpolations', `a = ${repeated('"${')}`],
    ['calls', `a = ${repeated('f(')}`],
    ['signs', `a = ${repeated('!-')}x`],
    ['names', `a = x${repeated('.y')}`],
    ['indexes', `a = x${repeated('[0]')}`],
    ['splats', `a = x${repeated('[*]')}`],
    ['sums', `a = 1${repeated('+1')}`],
    ['sums in sums', `a = ${'('.repeat(400)}1${`${'+1'.repeat(400)})`.repeat(400)}`],
    ['choices', `a = ${repeated('b ? c : ')}d`],
    ['directives', `a = "${repeated('%{if x}')}"`],
    ['loops', `a = ${repeated('[for x in ')}`],
  ])('no more than so many %s in each other', (_, text) => {
    const { body, problems } = readHcl(`${text}\n`);
    expect(problems.some(({ message }) => message.includes(String(MAX_DEPTH)))).toBe(true);
    // Whoever walks the tree may recurse.
    expect(() => shapeOf(body)).not.toThrow();
  });

  test('as deep as it may be', () => {
    const depth = MAX_DEPTH - 12;
    expect(readHcl(`a = ${'['.repeat(depth)}${']'.repeat(depth)}\n`).problems).toEqual([]);
    expect(readHcl(`a = ${'"${f([{a='.repeat(depth / 4)}1${'}])}"'.repeat(depth / 4)}\n`).problems).toEqual([]);
    expect(readHcl(`${'a {\n'.repeat(depth)}${'}\n'.repeat(depth)}`).problems).toEqual([]);
  });

  test.each<[string, (size: number) => string]>([
    ['one line', (size) => `a = "${'x'.repeat(size)}"\n`],
    ['heredocs without an end', (size) => Array.from({ length: size / 12 }, (_, index) => `a = <<E${index}\n`).join('')],
    ['lists without an end', (size) => 'a = [\n'.repeat(size / 6)],
    ['objects without an end', (size) => 'a = {\n'.repeat(size / 6)],
    ['strings without an end', (size) => 'a = "x\n'.repeat(size / 7)],
    ['interpolations without an end', (size) => 'a = "${\n'.repeat(size / 8)],
    ['blocks without an end', (size) => 'a "b" {\n  c = 1\n'.repeat(size / 16)],
    ['closers that fit nothing', (size) => `a = ${'['.repeat(size / 2)}${')'.repeat(size / 2)}`],
    ['comments without an end', (size) => '/* '.repeat(size / 3)],
    ['attributes', (size) => Array.from({ length: size / 10 }, (_, index) => `n${index} = 1\n`).join('')],
    ['blocks', (size) => 'a "b" {\n  c = 1\n}\n'.repeat(size / 18)],
    ['white space that is taken away', (size) => `a = "${' ${~ x ~} '.repeat(size / 10)}"\n`],
    ['flush lines', (size) => `a = <<-E\n${'  x $${y} ${z}\n'.repeat(size / 15)}E\n`],
    ['dots', (size) => `a = ${'1.'.repeat(size / 2)}`],
    ['heredocs that are none', (size) => `a = ${'<<'.repeat(size / 2)}`],
  ])('time grows with the size: %s', (_, make) => {
    // A square would be a hundred times as long for ten times the size; some milliseconds are noise.
    const time = (size: number): number => {
      const text = make(size);
      const times = Array.from({ length: 3 }, () => {
        const start = computed();
        readHcl(text);
        return computed() - start;
      });
      return Math.min(...times);
    };
    time(20_000);
    expect(time(200_000)).toBeLessThan(40 * Math.max(time(20_000), 3));
  });
});

describe('whatever the text', () => {
  const token = fc.constantFrom('a', 'b', ' ', '\n', '\r\n', '=', '{', '}', '[', ']', '(', ')', '"', '"x"', '${', '%{', '~', 'if', 'for', 'in', 'endif', 'else', '<<E\n', '<<-E\n', 'E\n', '.', '*', ',', ':', '?', '...', '=>', '::', '1', '0.5', '#', '//', '/*', '*/', '\\', '\\n', '$', '\u0000', 'é', '😀', '\r', '"l" {');
  const texts = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(''));

  test('places lie within each other, and names stand at theirs', () => {
    fc.assert(fc.property(texts, (text) => {
      const { body, comments, problems } = readHcl(text);
      check(body, 0, text.length);
      for (const { span } of [...comments, ...problems]) expect(span.start >= 0 && span.start <= span.end && span.end <= text.length).toBe(true);
    }), { numRuns: 2000 });
  });

  test('what is accepted is accepted with blanks and comments around it, and means the same', () => {
    fc.assert(fc.property(texts, (text) => {
      const { body, problems } = readHcl(text);
      if (problems.length > 0) return;
      const more = readHcl(`# c\n\n${text}\n/* d */ later = 1\n`);
      expect(more.problems).toEqual([]);
      expect(shapeOf(more.body)).toBe([...(body.items.length === 0 ? [] : [shapeOf(body)]), 'later=1'].join('; '));
    }), { numRuns: 2000 });
  });

  function check(node: unknown, start: number, end: number): void {
    if (Array.isArray(node)) return node.forEach((one) => check(one, start, end));
    if (typeof node !== 'object' || node === null) return;
    const { span, nameSpan, name, source } = node as { span?: Expression['span']; nameSpan?: Expression['span']; name?: string; source?: unknown };
    if (source !== undefined) return;
    const from = span?.start ?? start;
    const to = span?.end ?? end;
    expect(from >= start && from <= to && to <= end).toBe(true);
    if (nameSpan !== undefined && name !== undefined && !name.includes('::')) expect(textOf(nameSpan)).toBe(name);
    for (const [key, child] of Object.entries(node)) if (!['span', 'nameSpan', 'typeSpan', 'header', 'runs', 'attributes', 'blocks'].includes(key)) check(child, from, to);
  }
});
