import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/core/source.js';
import { locateInLiteral, parseExpression, parseTemplate, soleInterpolation, type Expression, type TemplateText } from '../../../src/read/text/hcl/index.js';
import { readHcl, shape, shapeOf, valueOf } from './hcl-reading.js';

describe('expressions', () => {
  test.each([
    ['1', '1'],
    ['2.5e+3', '2500'],
    ['null', 'null'],
    ['var.a', 'var.a'],
    ['a["b"][c].0', 'a["b"][c]~[0]'],
    ['a[*].b[0].c', '(full a @.b[0].c)'],
    ['a.*.b.0[1]', '(attributes a @.b~[0])[1]'],
    ['a[*].b[*].c', '(full a (full @.b @.c))'],
    ['1 + 2 * 3 - 4', '(- (+ 1 (* 2 3)) 4)'],
    ['!a && -b.c == d || e', '(|| (&& (! a) (== (- b.c) d)) e)'],
    ['a ? b : c ? d : e', '(? a b (? c d e))'],
    ['(a\n+ b)', '<(+ a b)>'],
    ['f(a, b...)', 'f(a b...)'],
    ['provider::aws::arn_parse(a)', 'provider::aws::arn_parse(a)'],
    ['[a, # c\n b,]', '[a b]'],
    ['{ a = 1, "b" : 2, (c) = 3\n d.e = 4 }', '{:a=1 "b"=2 <c>=3 d.e=4}'],
    ['[for v in a : v if v]', '(for tuple :v in a v if v)'],
    ['{for k, v in a : k => v...}', '(for object :k :v in a k v ...)'],
    ['a-b', 'a-b'],
    ['a - b', '(- a b)'],
  ])('%j', (text, expected) => {
    expect(shape(valueOf(text))).toBe(expected);
  });
});

describe('templates', () => {
  test.each([
    ['""', '""'],
    ['"x"', '"x"'],
    ['"\\n\\u0041\\U0001F600$${a} %%{b}"', '"\\nA😀${a} %{b}"'],
    ['"a ${b} c"', '"a ${b} c"'],
    ['"a ${~ b ~} \\n c"', '"a${b}c"'],
    ['"%{if a}b%{else}c%{endif}"', '"%{if a|b|c}"'],
    ['"%{ for k, v in a ~} x %{~ endfor }"', '"%{for k v in a|x}"'],
    ['<<EOT\n  a\n b ${c}\nEOT', '"  a\\n b ${c}\\n"'],
    ['<<-EOT\n    a\n\n      b\n    EOT', '"a\\n\\n  b\\n"'],
    ['<<-EOT\r\n    a\r\n      b\r\n    EOT', '"a\\r\\n  b\\r\\n"'],
    ['<<-EOT\n  ${a ~}\n  b\n EOT', '"${a}  b\\n"'],
    ['<<EOT\nEOT', '""'],
    ['"${[for a in b : "${a}"]}"', '"${(for tuple :a in b "${a}")}"'],
  ])('%j', (text, expected) => {
    expect(shape(valueOf(text))).toBe(expected);
  });

  test.each([
    ['"${a}"', true],
    ['"${a} "', false],
    ['" ${~ a}"', false],
    ['"a"', false],
  ])('%s is one interpolation: %s', (text, expected) => {
    const value = valueOf(text);
    expect(value.kind === 'template' && soleInterpolation(value) !== undefined).toBe(expected);
  });
});

describe('places of characters', () => {
  const textIn = (value: Expression): TemplateText => {
    const part = value.kind === 'template' ? value.parts.find(({ kind }) => kind === 'text') : undefined;
    if (part?.kind !== 'text') throw new Error('no text');
    return part;
  };
  test.each<[string, string, string]>([
    ['"plain kms:* text"', 'kms:*', 'kms:*'],
    ['"{\\"Action\\": \\"kms:*\\"}"', '"kms:*"', '\\"kms:*\\"'],
    ['"a\\u006bms:*"', 'kms', '\\u006bms'],
    ['"$${a} b"', '${a}', '$${a}'],
    ['<<EOT\n{"Action": "kms:*"}\nEOT', 'kms:*', 'kms:*'],
    ['<<-EOT\n    {\n      "Action": "kms:*",\n      "x": "$${y}z"\n    }\n    EOT', 'kms:*', 'kms:*'],
    ['<<-EOT\n    {\n      "x": "$${y}z"\n    }\n    EOT', '}z', '}z'],
    ['<<-EOT\n    a\n    b\n    EOT', 'a\nb', 'a\n    b'],
    ['<<-EOT\r\n    a\r\n    b\r\n    EOT', 'b', 'b'],
  ])('%j: %j', (text, part, expected) => {
    const found = textIn(valueOf(text));
    const start = found.value.indexOf(part);
    expect(start).toBeGreaterThanOrEqual(0);
    expect(textOf(locateInLiteral(found, start, start + part.length))).toBe(expected);
  });

  test('each character of a text stands where it is said to stand', () => {
    const found = textIn(valueOf('<<-EOT\n    one\n      two $ %\n\n    drei ü😀\n    EOT'));
    expect([...found.value].map((_, index) => textOf(locateInLiteral(found, index, index + 1))).join('')).toBe([...found.value].map((_, index) => found.value.charAt(index)).join(''));
    expect(textOf(found.span)).toBe('one\n      two $ %\n\n    drei ü😀\n');
  });

  test('of an empty text', () => {
    const found = textIn(valueOf('" ${~a}"'));
    expect(locateInLiteral(found, 0, 5)).toMatchObject({ start: 5, end: 5 });
  });
});

test('bodies', () => {
  const text = '/* a */ x "b\\n" c { # d\n  e = 1\n  f { g = 2 }\n}\r\nh = [\n] // i';
  const { body, comments, problems } = readHcl(text);
  expect(problems).toEqual([]);
  expect(shapeOf(body)).toBe('x b\n c{e=1; f{g=2}}; h=[]');
  expect(comments.map(({ kind, span }) => [kind, textOf(span)])).toEqual([['block', '/* a */'], ['line', '# d'], ['line', '// i']]);
  const [block] = body.blocks;
  expect([block?.span, block?.header, block?.typeSpan, block?.body.span, block?.labels[0]?.span].map((span) => span && textOf(span))).toEqual([
    'x "b\\n" c { # d\n  e = 1\n  f { g = 2 }\n}',
    'x "b\\n" c',
    'x',
    '{ # d\n  e = 1\n  f { g = 2 }\n}',
    '"b\\n"',
  ]);
  expect(body.attributes.map(({ span, nameSpan }) => [textOf(span), textOf(nameSpan)])).toEqual([['h = [\n]', 'h']]);
});

test('names that are properties of objects', () => {
  expect(shapeOf(readHcl('__proto__ = { constructor = 1 }\ntoString "__proto__" {}\n').body)).toBe('__proto__={:constructor=1}; toString __proto__{}');
});

describe('texts that are one expression or template', () => {
  const source = (text: string) => ({ path: 'a', text, bom: false });
  test.each([
    ['[1,\n"a"]', '[1 "a"]', 0],
    ['a\n+ b # c\n', '(+ a b)', 0],
    ['1 2', 'invalid "1 2"', 1],
    ['', 'invalid ""', 1],
  ])('expression %j', (text, expected, problems) => {
    const read = parseExpression(source(text));
    expect([shape(read.expression), read.problems.length]).toEqual([expected, problems]);
  });
  test.each([
    ['a "b" \\n ${c}\n%{ if d }e%{ endif }', `"a 'b' \\\\n \${c}\\n%{if d|e|}"`, 0],
    ['${a}', '"${a}"', 0],
    ['', '""', 0],
    ['a ${', 'invalid "a ${"', 1],
    ['%{ endif }', 'invalid "%{ endif }"', 1],
  ])('template %j', (text, expected, problems) => {
    const read = parseTemplate(source(text));
    expect([shape(read.expression), read.problems.length]).toEqual([expected, problems]);
  });
});
