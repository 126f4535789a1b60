import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Unclear } from '../../src/check/edits/cursor.js';
import { misaligned } from '../../src/check/edits/hcl/alignment.js';
import { layoutOf, type Layout, type Part } from '../../src/check/edits/layout.js';
import { textOf, type Source, type Span } from '../../src/core/source.js';
import { parseHcl } from '../../src/read/text/hcl/index.js';
import { plainTemplate, type Body, type Expression } from '../../src/read/text/hcl/syntax.js';
import { formattedByTerraform, hasTerraform } from './hcl-fmt.js';
import { computed } from '../helpers/computed.js';

const source = (text: string, path = 'main.tf'): Source => ({ path, text, bom: false });

/** The layout as the texts of its parts: `b` before bodies, `~` before what is more than a literal. */
function shown(text: string): string {
  const layout = layoutOf(source(text));
  return layout === undefined ? 'unclear' : layout.roots.map((root) => partText(root, text)).join();
}

function partText(part: Part, text: string): string {
  if (part.kind === 'leaf') return (part.style === 'expression' ? '~' : '') + text.slice(part.start, part.end).replaceAll(/\s+/gu, ' ');
  const members = part.members.map(({ key, value }) => `${key === undefined ? '' : `${text.slice(key.start, key.end)}=`}${partText(value, text)}`);
  const [open, close] = part.kind === 'list' ? ['[', ']'] : ['{', '}'];
  return `${part.style === 'body' ? 'b' : ''}${open}${members.join(' ')}${close}`;
}

describe('the layout of HCL', () => {
  it.each([
    ['attributes and blocks', 'a = 1\nb "c" d {\n  e = true\n\n  f {}\n}\ng = "h"\n', 'b{a=1 b=b{e=true f=b{}} g="h"}'],
    ['a block in one line', 'a { b = "c" }\n', 'b{a=b{b="c"}}'],
    ['comments of all kinds', '# a = [\na = 1 // b\n/* c =\n {*/ d = 2 # {\n', 'b{a=1 d=2}'],
    ['lists over lines', 'a = [ # b\n  "c", // d\n  [], /* e */\n  f,\n]\ng = 1\n', 'b{a=["c" [] ~f] g=1}'],
    ['objects, with commas and without', 'a = { b = 1, "c" : [2], (d) = 3, l.m = 4 }\ne = {\n  f = 1\n  g = {} # h\n\n  i = 2,\n  "${j}k" = 3\n}\n', 'b{a={b=1 "c"=[2] (d)=3 l.m=4} e={f=1 g={} i=2 "${j}k"=3}}'],
    ['what is more than a literal', 'a = b.c[0]\nd = e ? [1] : [2]\nf = g(\n  [1],\n  {}\n)\nh = [1][0]\ni = (1)\nj = -1\nk = [for l in [1] : l]\nm = "n" == "o"\n', 'b{a=~b.c[0] d=~e ? [1] : [2] f=~g( [1], {} ) h=~[1][0] i=~(1) j=~-1 k=~[for l in [1] : l] m=~"n" == "o"}'],
    ['templates and escapes', 'a = "b\\"c$${d}%%{e}"\nf = "${g("}")}"\nh = ["%{ if i }j%{ endif }", "#k"]\n', 'b{a=~"b\\"c$${d}%%{e}" f=~"${g("}")}" h=[~"%{ if i }j%{ endif }" "#k"]}'],
    ['heredocs', 'a = <<EOT\n b = [ "\n${c("}")}\nEOT\nd = <<-EOT\n  EOT2\n  EOT\ne = [<<X\nX\n, 1]\n', 'b{a=<<EOT b = [ " ${c("}")} EOT d=<<-EOT EOT2 EOT e=[<<X X 1]}'],
    ['line ends of Windows', 'a = [\r\n  1,\r\n]\r\nb {\r\n}\r\n', 'b{a=[1] b=b{}}'],
    ['no line end at the end', 'a = 1', 'b{a=1}'],
  ])('%s', (_name, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['what is open', 'a = [1\n'],
    ['a brace that is open', 'a {\n  b = 1\n'],
    ['a brace too many', 'a = 1\n}\n'],
    ['a string that is open', 'a = "b\n'],
    ['an interpolation that is open', 'a = "${b"\n'],
    ['an interpolation over lines', 'a = "${b(\n1)}"\n'],
    ['an interpolation over lines of a heredoc', 'a = <<EOT\n${b(\n1)}\nEOT\n'],
    ['a heredoc that is open', 'a = <<EOT\nb\n'],
    ['two attributes in a line', 'a = 1 b = 2\n'],
    ['two attributes in a block of one line', 'a { b = 1, c = 2 }\n'],
    ['no value', 'a =\nb = 1\n'],
    ['items without commas', 'a = [1\n2]\n'],
    ['lone carriage returns', 'a = 1\rb = 2\n'],
    ['other characters', 'a = `b`\n'],
    ['nesting without end', `a = ${'['.repeat(10_000)}`],
    ['blocks without end', 'a {\n'.repeat(10_000)],
    ['interpolations without end', `a = ${'"${'.repeat(10_000)}`],
  ])('is not guessed: %s', (_name, text) => {
    expect(shown(text)).toBe('unclear');
  });

  it.each(['.terraform.lock.hcl', 'terraform.tfvars', 'x.tfstate'])('says nothing of %s', (path) => {
    expect(layoutOf(source('a = "b"\n', path))).toBeUndefined();
  });

  it('is read in one go, however long the text', () => {
    const begun = computed();
    expect(layoutOf(source(`a {\n${'  b = ["c", { d = "${e}" }] # f\n'.repeat(20_000)}}\n`))).toBeDefined();
    expect(layoutOf(source(`a = [${'"b", '.repeat(100_000)}]\n`))).toBeDefined();
    expect(layoutOf(source(`a = b${' + 1'.repeat(100_000)}\n`))).toBeDefined();
    expect(layoutOf(source(`a = "${'\\" '.repeat(300_000)}"\n`))).toBeDefined();
    expect(layoutOf(source(`a = <<E\n${'EE\n'.repeat(100_000)}E\n`))).toBeDefined();
    expect(layoutOf(source(`a = ${'/*'.repeat(2_000)}\n`))).toBeUndefined();
    expect(computed() - begun).toBeLessThan(10_000);
  });
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = ['examples', 'test'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tf') && !name.includes('node_modules')).map((name) => `${folder}/${name}`),
);

/** Interpolations in them go over several lines. */
const beyond = ['test/read/text/hcl/heredocs.tf', 'test/read/text/hcl/templates.tf'];
const readable = files.filter((path) => parseHcl(source(readFileSync(`${root}/${path}`, 'utf8'))).problems.length === 0);

/** Plain texts, literals and lists, outside of what is more than those. */
function* written(body: Body): Iterable<readonly ['leaf' | 'list', Span]> {
  for (const { value } of body.attributes) yield* inExpression(value);
  for (const block of body.blocks) yield* written(block.body);
}

function* inExpression(value: Expression): Iterable<readonly ['leaf' | 'list', Span]> {
  if (value.kind === 'literal' || (value.kind === 'template' && value.form === 'quoted' && plainTemplate(value)?.includes('{') === false)) yield ['leaf', value.span];
  if (value.kind === 'tuple') yield ['list', value.span];
  if (value.kind === 'tuple') for (const item of value.items) yield* inExpression(item);
  if (value.kind === 'object') for (const item of value.items) yield* inExpression(item.value);
}

const misplaced = (text: Source, layout: Layout): readonly string[] =>
  [...written(parseHcl(text).body)].filter(([kind, span]) => (kind === 'list' ? layout.listAt(span) : layout.leafAt(span)) === undefined).map(([, span]) => textOf(span));

describe('the layout and the reader of HCL', () => {
  it.each(readable)('agree on where everything stands: %s', (path) => {
    const text = source(readFileSync(`${root}/${path}`, 'utf8'), path);
    const layout = layoutOf(text);
    expect(layout === undefined).toBe(beyond.includes(path));
    if (layout !== undefined) expect(misplaced(text, layout)).toEqual([]);
  });

  it('agree on what is made at random', () => {
    fc.assert(
      fc.property(BODIES, (text) => {
        const file = source(text);
        const layout = layoutOf(file);
        expect(parseHcl(file).problems).toEqual([]);
        expect(layout === undefined ? [text] : misplaced(file, layout)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const NAMES = fc.constantFrom('a', 'field', 'not_equals', 'exclude_management_event_sources', 'is-é');
const VALUES = fc.constantFrom('"x"', '"kms.amazonaws.com"', 'true', '12', 'var.a', '[]', '["a", "b"]', '[\n"a", # first\n"bcd", # second\n\n"e"\n]', '{ b = 1 }', '{\nb = 1 # one\ncde = "2"\n}', '[{\nb = [1]\n}]', 'f(1, "é")', 'f(\n1,\n)', '"${a} #"', 'a == b ? 1 : 2', '<<EOT\n  = # x\nEOT');
const COMMENTS = fc.option(fc.constantFrom('# a', '// é', '# = b'), { nil: undefined, freq: 2 });
const LINES = fc.tuple(NAMES, VALUES, COMMENTS, fc.constantFrom('', '', '', '\n', '# of its own\n')).map(([name, value, comment, gap]) => `${gap}${name} = ${value}${comment === undefined || value.startsWith('<<') ? '' : ` ${comment}`}\n`);
/** Names are told apart, as in all bodies. */
const numbered = (lines: readonly string[]): readonly string[] => lines.map((line, i) => line.replace(/^(\n|#.*\n)?([\w-]+|is-é) =/u, (_, gap: string | undefined, name: string) => `${gap ?? ''}${name}${String(i)} =`));
const BODIES = fc.array(LINES, { minLength: 1, maxLength: 8 }).map((lines) => `a "b" {\n${numbered(lines).join('')}c {\n${numbered(lines.toReversed()).join('')}}\n}\n`);

/** The text with its columns put right. */
const aligned = (text: string): string =>
  [...misaligned(text)].sort((a, b) => b.start - a.start).reduce((now, { start, end, wanted }) => now.slice(0, start) + ' '.repeat(wanted) + now.slice(end), text);

describe('columns', () => {
  it.each([
    ['names', 'a = 1\nbcd = 2\n', 'a   = 1\nbcd = 2\n'],
    ['names that are too far apart', 'a    = 1\nbc   = 2\n', 'a  = 1\nbc = 2\n'],
    ['a blank line between', 'a = 1\n\nbcd = 2\n', 'a = 1\n\nbcd = 2\n'],
    ['a comment between', 'a = 1\n# x\nbcd = 2\n', 'a = 1\n# x\nbcd = 2\n'],
    ['a value of several lines between', 'a = 1\nbcd = [\n  1\n]\nef = 2\n', 'a = 1\nbcd = [\n  1\n]\nef = 2\n'],
    ['comments', 'a = 1 # x\nbcd = 2 # y\n', 'a   = 1 # x\nbcd = 2 # y\n'],
    ['comments of items', '[\n  1, # x\n  23, # y\n]\n', '[\n  1,  # x\n  23, # y\n]\n'],
    ['characters of several units', '"é\u0301" = 1\n"ab" = 2\n', '"é\u0301"  = 1\n"ab" = 2\n'],
  ])('%s', (_name, text, expected) => {
    expect(aligned(text)).toBe(expected);
    expect(misaligned(expected)).toEqual([]);
  });

  it('are those of what can be read only', () => {
    expect(() => misaligned('a = "b\n')).toThrow(Unclear);
  });

  it.skipIf(!hasTerraform)('are those of `terraform fmt`, and are again when a line is taken out', () => {
    const texts = formattedByTerraform(fc.sample(BODIES, { numRuns: 200, seed: 1 }));
    expect(texts.filter((text) => misaligned(text).length > 0)).toEqual([]);
    const shorter = texts.map((text, i) => withoutLine(text, i)).filter((text) => text !== undefined);
    expect(shorter.length).toBeGreaterThan(100);
    expect(shorter.map(aligned)).toEqual(formattedByTerraform(shorter));
  });
});

/** Without one of the attributes of a single line. */
function withoutLine(text: string, seed: number): string | undefined {
  const lines = text.split('\n');
  const found = lines.flatMap((line, i) => (/^ +[\w-]+ += [^[{<(]*$/u.test(line) ? [i] : []));
  const doomed = found[seed % Math.max(1, found.length)];
  return doomed === undefined ? undefined : lines.filter((_, i) => i !== doomed).join('\n');
}
