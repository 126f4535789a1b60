import { describe, expect, test } from 'vitest';
import { list, map, member, scalar, type ListNode, type Node } from '../../../src/core/node.js';
import { literal, textOf, through, type Source } from '../../../src/core/source.js';
import { unknown } from '../../../src/core/value.js';
import { embeddedJson } from '../../../src/read/embedded.js';
import { withReaders } from '../../../src/read/parse.js';
import { interpolated, marked } from '../../../src/read/terraform/functions/index.js';
import { call, pointedAt, said } from './functions-calls.js';

const of = (text: string): Node => {
  const source: Source = { path: 'variables.tf', text, bom: false };
  return scalar(text, literal({ source, start: 0, end: text.length }));
};

describe('as much as is known', () => {
  // `${x}` is a single value, `${*x}` any; `"${...x}"` any number of items, and of entries.
  test.each<readonly [name: string, args: string, value: string]>([
    ['concat', '["a"], "${*x}", ["b", "${...y}"]', '["a","b",...,...]'],
    ['flatten', '["a", "${*x}", "arn:${x}", "${y}", ["${...z}"]]', '["a",?arn:${x},?${y},...,...]'],
    ['distinct', '["a", "${*x}", "a", "${y}", "${y}"]', '["a",?${x},?${y}]'],
    ['compact', '["a", "", "${*x}", "arn:${x}"]', '["a",?arn:${x},...]'],
    ['toset', '["b", "${x}", "a"]', '["a","b",?${x}]'],
    ['setunion', '["a"], "${*x}"', '["a",...]'],
    ['setsubtract', '["a", "b"], ["a", "${*x}"]', '[...]'],
    ['setsubtract', '["kms:a", "b"], ["kms:${*x}"]', '["b",...]'],
    ['setintersection', '["a", "b"], ["a", "${*x}"]', '["a",...]'],
    ['sort', '["b", "${x}", "a"]', '[?${x},"a","b"]'],
    ['merge', '{"a": 1}, "${*x}", {"b": 2}', '{a:?,b:2,...}'],
    ['merge', '{"a": 1}, {"b": 2, "${...x}": 0}', '{a:?,b:2,...}'],
    ['lookup', '{"a": 1, "${...x}": 0}, "b", 2', '?'],
    ['lookup', '{"a": 1, "${...x}": 0}, "a", 2', '1'],
    ['keys', '{"a": 1, "${...x}": 0}', '["a",...]'],
    ['element', '["a", "${...x}"], 0', '?'],
    ['element', '["a", "${x}"], 1', '?${x}'],
    ['length', '["a", "${...x}"]', '?'],
    ['length', '["a", "${x}"]', '2'],
    ['length', '"a${x}"', '?'],
    ['contains', '["a", "${*x}"], "a"', 'true'],
    ['contains', '["a", "${*x}"], "b"', '?'],
    ['contains', '["a", "arn:${*x}"], "b"', 'false'],
    ['contains', '["a", "${...x}"], "b"', '?'],
    ['contains', '["1"], 1', '?'],
    ['index', '["a", "x${x}", "b"], "b"', '2'],
    ['index', '["a", "${x}", "b"], "b"', '?'],
    ['coalesce', '"${*x}", "b"', '?'],
    ['coalesce', '"x${*x}", "b"', '?x${x}'],
    ['coalescelist', '["${...x}"], ["a"]', '?'],
    ['alltrue', '[true, "${x}", false]', 'false'],
    ['alltrue', '[true, "${x}"]', '?'],
    ['anytrue', '[true, "${...x}"]', 'true'],
    ['one', '["a", "${...x}"]', '?'],
    ['join', '":", ["a", "${x}", "b"]', '?a:${x}:b'],
    ['join', '":", ["a", "${...x}"]', '?${join}'],
    ['format', '"arn:%s:%d", "${x}", 1', '?arn:${x}:1'],
    ['format', '"%5s", "${x}"', '?${format}'],
    ['formatlist', '"%s/*", ["a", "${x}"]', '["a/*",?${x}/*]'],
    ['formatlist', '"%s/*", ["a", "${...x}"]', '["a/*",...]'],
    ['formatlist', '"%s/*", "${*x}"', '[...]'],
    ['replace', '"a.${x}.b", ".", "-"', '?a-${replace(x, .)}-b'],
    ['replace', '"ab${x}", "bc", "-"', '?${replace}'],
    ['lower', '"A${x}B"', '?a${lower(x)}b'],
    ['trimspace', '" ${*x} a "', '?${trimspace(x)} a'],
    ['trimprefix', '"ab${x}", "a"', '?b${x}'],
    ['trimprefix', '"ab${x}", "abc"', '?${trimprefix}'],
    ['trimsuffix', '"${x}.json", ".json"', '?${x}'],
    ['startswith', '"kms${x}", "s3"', 'false'],
    ['startswith', '"kms${x}", "kms:"', '?'],
    ['endswith', '"${x}.json", "json"', 'true'],
    ['strcontains', '"a${x}", "b"', '?'],
    ['substr', '"abc${x}", 0, 2', '"ab"'],
    ['substr', '"abc${x}", 0, 3', '?${substr}'],
    ['split', '":", "arn:aws:${x}:y:z"', '["arn","aws","y","z",...]'],
    ['regex', '"a", "${x}"', '?'],
    ['jsonencode', '"a${x}"', '?"a${jsonencode(x)}"'],
    ['jsonencode', '"${*x}"', '?${jsonencode(x)}'],
    ['jsondecode', '"{\\"a\\":\\"x${x}\\"}"', '{a:?x${x}}'],
    ['jsondecode', '"{\\"a\\":${x}}"', '?'],
    ['base64encode', '"a${x}"', '?${base64encode}'],
    ['basename', '"${x}/a.json"', '"a.json"'],
    ['provider::aws::arn_parse', '"arn:aws:kms:${x}:1:key/a"', '{partition:"aws",service:"kms",region:?,account_id:?,resource:?}'],
    ['provider::aws::arn_build', '"aws", "kms", "${region}", "1", "key/a"', '?arn:aws:kms:${region}:1:key/a'],
  ])('%s(%s) is %s', async (name, args, expected) => {
    expect(await withReaders(() => said(call(name, args)))).toBe(expected);
  });

  const spread = unknown('`var.x` has no default', literal({ source: { path: 'main.tf', text: '', bom: false }, start: 0, end: 0 }));
  test.each([
    ['concat', '["a"]', '["a",...]'],
    ['merge', '{"a": 1}', '{a:?,...}'],
    ['setunion', '["a"]', '["a",...]'],
    ['coalesce', 'null', '?'],
    ['coalesce', '"a"', '"a"'],
    ['max', '1', '?'],
    ['format', '"%s"', '?${format}'],
  ])('%s(%s, unknown...) is %s', (name, args, expected) => {
    expect(said(call(name, args, { open: spread }))).toBe(expected);
  });

  test.each(['length', 'one', 'element', 'sort', 'join'])('what may be there twice has no place: %s', (name) => {
    const set = call('toset', '["b", "${*x}"]');
    const args = { element: [set, of('0')], join: [of(','), set] }[name] ?? [set];
    const found = call(name, '', { arguments: args });
    expect(name === 'sort' ? said(call('element', '', { arguments: [found, of('0')] })) : said(found)).toBe(name === 'join' ? '?${join}' : '?');
  });
});

describe('places', () => {
  const shown = (node: Node): string => textOf(node.origin.span);
  const items = (node: Node): readonly string[] => (node as ListNode).items.map(shown);

  test.each<readonly [name: string, args: string, places: readonly string[]]>([
    ['concat', '["a"], ["b"]', ['"a"', '"b"']],
    ['flatten', '[["a"], [["b"]]]', ['"a"', '"b"']],
    ['distinct', '["a", 1, "a"]', ['"a"', '1']],
    ['toset', '["b", "a"]', ['"a"', '"b"']],
    ['sort', '["b", "a"]', ['"a"', '"b"']],
    ['slice', '["a", "b"], 1, 2', ['"b"']],
    ['values', '{"b": 1, "a": 2}', ['2', '1']],
    ['keys', '{"b": 1, "a": 2}', ['"a"', '"b"']],
    ['split', '",", "kms:a,kms:b"', ['kms:a', 'kms:b']],
    ['regexall', '"kms:[a-z]+", "kms:a, kms:b"', ['kms:a', 'kms:b']],
  ])('items of %s(%s)', (name, args, places) => {
    expect(items(call(name, args))).toEqual(places);
  });

  test.each<readonly [name: string, args: string, place: string]>([
    ['element', '["a", "b"], 1', '"b"'],
    ['lookup', '{"a": "x"}, "a"', '"x"'],
    ['lookup', '{}, "a", "y"', '"y"'],
    ['coalesce', 'null, "b"', '"b"'],
    ['one', '["a"]', '"a"'],
    ['lower', '"kms"', '"kms"'],
    ['trimprefix', '"a:b", "a:"', 'b'],
    ['trimspace', '" kms "', 'kms'],
    ['substr', '"abc", 1, 1', 'b'],
    ['max', '1, 3', '3'],
    ['length', '["a"]', 'length(["a"])'],
  ])('%s(%s)', (name, args, place) => {
    expect(shown(call(name, args))).toBe(place);
  });

  test.each<readonly [name: string, args: string, pieces: readonly string[]]>([
    ['join', '":", ["kms", "Decrypt"]', ['kms', ':', 'Decrypt']],
    ['format', '"kms:%s!", "Decrypt"', ['kms:', 'Decrypt', '!']],
    ['replace', '"a-b", "-", "_"', ['a', '_', 'b']],
    ['lower', '"A\\tB"', ['A\\tB']],
    ['indent', '2, "a\\nb"', ['a\\nb']],
  ])('pieces of %s(%s)', (name, args, pieces) => {
    expect(pointedAt(call(name, args))).toEqual(pieces);
  });

  test('a part of what came through a local leads to that part', () => {
    const written = of('kms:a,kms:b');
    const use = { source: { path: 'main.tf', text: 'local.actions', bom: false }, start: 0, end: 13 };
    const [, second] = (call('split', '","', { arguments: [of(','), { ...written, origin: through(use, 'reference', written.origin) }] }) as ListNode).items;
    expect(second?.origin.span).toBe(use);
    expect(second?.origin.from && textOf(second.origin.from.span)).toBe('kms:b');
  });

  test('a document that is put together keeps its places', () => {
    const text = call('format', '"{\\"Action\\":%s}", ["kms:*"]', { arguments: [of('{"Action":%s}'), call('jsonencode', '["kms:*"]')] });
    const action = member(embeddedJson(text).node, 'Action');
    expect(items(action)).toEqual(['"kms:*"']);
  });

  test('the text of a file is in the file', () => {
    const source: Source = { path: 'policy.json', text: '{"Action": "kms:*"}', bom: false };
    const text = call('file', '"policy.json"', { files: { open: () => ({ kind: 'read', source }) } });
    const action = member(call('jsondecode', '', { arguments: [text] }), 'Action');
    expect([action.origin.span.source.path, shown(action)]).toEqual(['policy.json', '"kms:*"']);
  });
});

describe('documents', () => {
  const document = (): Node => call('jsonencode', '{"b": "<", "a": ["${x}", 1]}');

  test.each<readonly [name: string, args: readonly Node[], value: string]>([
    ['jsondecode', [], '{b:"<",a:[?${x},1]}'],
    ['join', [of(';')], '?'],
    ['format', [of('%s')], '?{"a":["${jsonencode(x)}",1],"b":"\\u003c"}'],
    ['flatten', [], '?'],
    ['merge', [], '?'],
    ['length', [], '?'],
    ['coalesce', [of('')], 'json:{b:"<",a:[?${x},1]}'],
    ['tostring', [], '?{"a":["${jsonencode(x)}",1],"b":"\\u003c"}'],
    ['jsonencode', [], '?"{\\"a\\":[\\"${jsonencode(jsonencode(x))}\\",1],\\"b\\":\\"\\\\u003c\\"}"'],
  ])('%s', (name, before, expected) => {
    const found = said(call(name, '', { arguments: [...before, document()] }));
    expect(expected === '?' && /^\?(?:\$\{\w+\})?$/u.test(found) ? '?' : found).toBe(expected);
  });

  test('in a template it is its text', () => {
    const pieces = interpolated(document(), document().origin.span);
    expect(pieces.flatMap(({ text }) => text).map((part) => (typeof part === 'string' ? part : `<${part.name}>`)).join('')).toBe('{"a":["<jsonencode(x)>",1],"b":"\\u003c"}');
  });

  test('in a list it is one text', () => {
    const found = call('flatten', '', { arguments: [list([document()], document().origin)] });
    expect(said(found)).toBe('[json:{b:"<",a:[?${x},1]}]');
  });

  test('a copy is a document where that is handed on', () => {
    const copy = { ...document() };
    expect([said(copy), said(marked({ ...document() }, document()))].map((text) => text.startsWith('json:'))).toEqual([false, true]);
  });

  test('a copy of what was encoded is none', () => {
    const plain = map(new Map(), of('').origin);
    call('jsonencode', '', { arguments: [plain] });
    expect(said(plain)).toBe('{}');
  });
});

describe('files', () => {
  const opened: string[] = [];
  const files = { open: (path: string) => (opened.push(path), { kind: 'read' as const, source: { path, text: `<${path}>`, bom: false } }) };

  test.each<readonly [name: string, args: string, value: string, path: string]>([
    ['file', '"./a.json"', '"<./a.json>"', './a.json'],
    ['file', '"${path.cwd}/a.json"', '"<./a.json>"', './a.json'],
    ['fileexists', '"a"', 'true', 'a'],
    ['filebase64', '"a"', '"PGE+"', 'a'],
    ['templatefile', '"t.tftpl", {"x": 1}', '"<t.tftpl>"', 't.tftpl'],
  ])('%s(%s)', (name, args, expected, path) => {
    expect(said(call(name, args, { files }))).toBe(expected);
    expect(opened.at(-1)).toBe(path);
  });

  test.each(['file', 'fileexists', 'filebase64', 'templatefile'])('%s of what is not read', (name) => {
    const found = call(name, name === 'templatefile' ? '"a", {}' : '"a"');
    expect(found.kind === 'unknown' && found.reason).toBe('`a` is not read: a is not there');
  });
});
