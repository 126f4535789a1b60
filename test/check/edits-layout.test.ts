import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { layoutOf, type Layout, type Part } from '../../src/check/edits/layout.js';
import type { Node } from '../../src/core/node.js';
import { textOf, type Source } from '../../src/core/source.js';
import { parse } from '../../src/read/parse.js';
import { computed } from '../helpers/computed.js';

const source = (text: string, path = 't.yaml'): Source => ({ path, text, bom: false });

/** The layout as the texts of its parts: `-` and `:` in block style, brackets in flow style. */
function shown(text: string): string {
  const file = source(text);
  const layout = layoutOf(file);
  if (layout === undefined) return 'unclear';
  const [top] = rootsOf(layout, text);
  return top === undefined ? 'nothing' : partText(top, text);
}

/** Roots are not told by the layout: they are what holds everything that has no holder above. */
function rootsOf(layout: Layout, text: string): readonly Part[] {
  const found = new Set<Part>();
  for (let start = 0; start <= text.length; start++) {
    for (let end = start; end <= text.length; end++) {
      const span = { source: layout.source, start, end };
      const part = layout.leafAt(span) ?? layout.listAt(span) ?? layout.entryAt(span)?.value;
      if (part !== undefined) found.add(topOf(layout, part));
    }
  }
  return [...found];
}

function topOf(layout: Layout, part: Part): Part {
  const holder = [...layout.above(part)].at(-1);
  return holder === undefined ? part : (layout.holderOf(holder) ?? part);
}

function partText(part: Part, text: string): string {
  if (part.kind === 'leaf') return part.style === 'empty' ? '~' : text.slice(part.start, part.end).replaceAll(/\s+/gu, ' ');
  const members = part.members.map(({ key, value }) => `${key === undefined ? '' : `${text.slice(key.start, key.end)}=`}${partText(value, text)}`);
  const [open, close] = part.kind === 'list' ? ['[', ']'] : ['{', '}'];
  return `${part.style === 'block' ? 'b' : ''}${open}${members.join(' ')}${close}`;
}

describe('the layout of a text', () => {
  it.each([
    ['a list as deep as its key', 'a:\n- b\n- c\nd: e\n', 'b{a=b[b c] d=e}'],
    ['entries in the line of a dash', '- a: 1\n  b:\n    - c\n- - d\n  - e\n', 'b[b{a=1 b=b[c]} b[d e]]'],
    ['comments, blank lines and a marker', '# x\n---\n\na: # y\n  # z\n  b: c # d\n', 'b{a=b{b=c}}'],
    ['a plain scalar of several lines', 'a: b\n  c - d\n\n  e\nf: g\n', 'b{a=b c - d e f=g}'],
    ['a block scalar with what looks like entries', 'a: |\n  b: c\n\n   - d\n#e\nf: >-\n  g\n', 'b{a=| b: c - d f=>- g}'],
    ['quotes over lines, however deep', 'a: "b\nc: d"\ne: \'f\'\'\n- g\'\n', "b{a=\"b c: d\" e='f'' - g'}"],
    ['brackets over lines, however deep', 'a: [b,\n{ c: d, "e":f },\n]\ng: h\n', 'b{a=[b {c=d "e"=f}] g=h}'],
    ['tags and anchors', 'a: !If\n  - &x b\n  - !Ref c\nd: !Sub "e"\nf: &y\n  g: *x\n', 'b{a=b[b c] d="e" f=b{g=*x}}'],
    ['values that are not there', 'a:\nb: !Ref\nc:\n-\n- d\n', 'b{a=~ b=~ c=b[~ d]}'],
    ['colons and hashes within words', 'a: b:c#d\n"e f": http://g\n', 'b{a=b:c#d "e f"=http://g}'],
    ['line ends of Windows', 'a:\r\n  - b\r\n  - |\r\n    c\r\nd: e\r\n', 'b{a=b[b | c] d=e}'],
    ['a plain scalar of several lines in brackets', '[a\n  b, c]', '[a b c]'],
    ['JSON', '{"a":[1,{"b":"\\"]"}],"c":{}}', '{"a"=[1 {"b"="\\"]"}] "c"={}}'],
    ['tabs between punctuation', '{\n\t"a":\t[\t1 ]\n}', '{"a"=[1]}'],
  ])('%s', (_name, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['keys of several kinds', '? a\n: b\n'],
    ['an anchor before a key', '&a b: c\n'],
    ['a tab in an indentation', 'a:\n\tb: c\n'],
    ['an entry in the line of another', 'a: b: c\n'],
    ['a list in the line of a key', 'a: - b\n'],
    ['what is open', 'a: [b\n'],
    ['a quote that is open', 'a: "b\n'],
    ['what stands behind a value', 'a: [b] c\n'],
    ['what stands behind quotes', 'a: "b" c\nd: e\n'],
    ['an entry that is deeper than its map', 'a: b\n  c: d\n'],
    ['a pair in a list in brackets', '[a: b]'],
    ['lone carriage returns', 'a: b\rc: d\n'],
    ['a directive', '%YAML 1.1\n---\na: b\n'],
    ['another language', 'resource "aws_cloudtrail" "x" {\n  enable_logging = false\n}\n\nlocals {\n}\na: b\n'],
    ['nesting without end', '['.repeat(10_000)],
    ['dashes without end', '- '.repeat(10_000)],
  ])('is not guessed: %s', (_name, text) => {
    expect(shown(text.slice(0, 400))).toBe('unclear');
    expect(layoutOf(source(text))).toBeUndefined();
  });

  it('is read in one go, however long the text', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `  R${String(i)}: { a: "b", c: [d, 'e'] } # f\n`).join('');
    const begun = computed();
    expect(layoutOf(source(`a:\n${rows}`))).toBeDefined();
    expect(layoutOf(source(`[${'"a", '.repeat(100_000)}"b"]`))).toBeDefined();
    expect(layoutOf(source(`a: "${'\\" '.repeat(500_000)}"`))).toBeDefined();
    expect(layoutOf(source(`a: ${'b '.repeat(500_000)}`))).toBeDefined();
    expect(computed() - begun).toBeLessThan(10_000);
  });
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = ['examples', 'test/fixtures'].flatMap((folder) => textsIn(folder));

function textsIn(folder: string): readonly string[] {
  try {
    return readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:yaml|json)$/u.test(name)).map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

describe('the layout and the readers', () => {
  const generated = files.filter((name) => /(?:[.-]plan|\.state)\.json$/u.test(name));

  it.each(generated)('say nothing of what Terraform writes: %s', (path) => {
    expect(layoutOf({ path, text: readFileSync(`${root}/${path}`, 'utf8'), bom: false })).toBeUndefined();
  });

  it.each(files.filter((name) => !name.includes('parse-error') && !generated.includes(name)))('agree on where everything stands: %s', async (path) => {
    const file = source(readFileSync(`${root}/${path}`, 'utf8'), path);
    const layout = layoutOf(file);
    const { documents } = await parse(file);
    for (const document of documents) for (const span of misplaced(document, layout)) expect.unreachable(`${path}: ${textOf(span)}`);
    expect(layout).toBeDefined();
  });
});

/** Literal scalars and lists that the layout does not have at the same place. */
function* misplaced(node: Node, layout: Layout | undefined): Iterable<Node['origin']['span']> {
  const { span, via, from } = node.origin;
  const isLiteral = via === 'literal' && from === undefined;
  if (node.kind === 'scalar' && isLiteral && node.value !== null && !/^[|>]/u.test(textOf(span)) && layout?.leafAt(span) === undefined && !isOfTag(node, layout)) yield span;
  if (node.kind === 'list') {
    if (isLiteral && layout?.listAt(span) === undefined && !isOfTag(node, layout)) yield span;
    for (const item of node.items) yield* misplaced(item, layout);
  }
  if (node.kind === 'map') for (const { value } of node.entries.values()) yield* misplaced(value, layout);
}

/** `!GetAtt a.b` is a list that nobody wrote, and block scalars begin at their first line for the readers. */
const isOfTag = ({ origin: { span } }: Node, layout: Layout | undefined): boolean => {
  const before = layout?.source.text.slice(0, span.start) ?? '';
  return /!GetAtt[ \t]+\S*$/u.test(before) || /[|>][-+0-9]*[ \t]*\r?\n\s*$/u.test(before);
};
