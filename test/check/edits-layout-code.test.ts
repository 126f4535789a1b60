import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { layoutOf, type Layout, type Leaf, type Part } from '../../src/check/edits/layout.js';
import type { Source } from '../../src/core/source.js';
import { unmark } from '../helpers/lint.js';
import { computed } from '../helpers/computed.js';

const source = (text: string, path = 'app.ts'): Source => ({ path, text, bom: false });

/** The parts that are in no other: scalars by themselves, lists and maps with all that they hold. */
function shown(text: string, path?: string): readonly string[] {
  const layout = layoutOf(source(text, path));
  return layout === undefined ? ['unclear'] : layout.roots.filter(({ kind }) => kind !== 'leaf').map((part) => partText(part, text));
}

function partText(part: Part, text: string): string {
  if (part.kind === 'leaf') return leafText(part, text);
  const members = part.members.map(({ key, value, comma }) => `${key === undefined ? '' : `${text.slice(key.start, key.end)}=`}${partText(value, text)}${comma === undefined ? '' : ','}`);
  const [open, close] = part.kind === 'list' ? ['[', ']'] : ['{', '}'];
  return `${open}${members.join(' ')}${close}`;
}

function leafText({ style, start, end }: Leaf, text: string): string {
  const written = text.slice(start, end).replaceAll(/\s+/gu, ' ');
  return style === 'expression' ? `<${written}>` : style === 'member' ? `@${written}` : written;
}

describe('the layout of a program', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a list as an argument', 'f([a.B, "c", 1, true, x], [])', ['[@a.B, "c", 1, true, <x>]', '[]']],
    ['a map with names of all kinds', 'f({ a: 1, "b": \'c\', [d]: e, ...g, h, i() { return [1]; }, 2: 3, get j() { return 4; }, k: (l) => [m] })', ['[<d>]', '[1]', '{<return [1];>}', '{<return 4;>}', '[<m>]', '{a=1, "b"=\'c\', <[d]: e>, <...g>, h=<h>, <i() { return [1]; }>, <2: 3>, <get j() { return 4; }>, k=<(l) => [m]>}']],
    ['lists and maps in each other, commas behind the last', 'x = { a: [{ b: "c", }, ], };', ['{a=[{b="c",},],}']],
    ['comments in all places', 'f([ // a [\n  /* " */ b.C, // ]\n  // {\n])', ['[@b.C,]']],
    ['what types stand behind', 'f({ a: [1] as const, b: { c: "d" } as E<F>, g: "h" satisfies I, j: [k.L]!, m: <N>[1] })', ['[1]', '{a=[1], b={c="d"}, g="h", j=[@k.L], m=<<N>[1]>}']],
    ['what is more than a literal', 'f([a ? "b" : "c", ...d, ["e"].concat(f), "g" + h, (1), -1, i(), `j${[k]}`, `l`])', ['["e"]', '[<a ? "b" : "c">, <...d>, <["e"].concat(f)>, <"g" + h>, <(1)>, <-1>, <i()>, <`j${[k]}`>, `l`]']],
    ['an index is no list', 'a[b.C] = d()["e"][0]; e[`f`][/g/]', []],
    ['what has holes is no list', 'f([, a.B], [c.D,, e.F], [["g"],,])', ['["g"]']],
    ['strings with quotes and line ends', 'f(["a\\"]", \'b\\\'\', "c\\\n]", `\n[`])', ['["a\\"]", \'b\\\'\', "c\\ ]", ` [`]']],
    ['regular expressions', 'f([/["\'\\/]/u, a / b / c, 1]); g = d / 2; if (/[/]"/.test(h)) i([1]);', ['[</["\'\\/]/u>, <a / b / c>, 1]', '[1]']],
    ['templates in templates', 'f(`a${b(`c${{ d: "}" }}`)}`, [1])', ['[1]']],
    ['lines without semicolons', 'const a = b.C\nconst d = [a]\n', ['[<a>]']],
    ['classes', 'class A { @b({ c: 1 }) #d = [e.F]; static { g([1]); } }', ['{c=1}', '[@e.F]', '[1]', '{<g([1]);>}', '{<@b({ c: 1 }) #d = [e.F]; static { g([1]); }>}']],
    ['types with commas in them', 'f([new A<B, C>([d]), e<F>(g)], [h < i, j > k])', ['[<d>]']],
  ])('%s', (_name, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('knows scalars that stand alone, whatever they stand in', () => {
    const alone = 'f(«"a"», x ? «b.C» : «\'d\'», y ?? «false», { g: «`h`», i: «j.K» as L }); m = «1»; n.o = «true»\nreturn «p.Q»\n';
    const { text, marks } = unmark(alone);
    const layout = layoutOf(source(text));
    expect(marks.filter(([start, end]) => layout?.leafAt({ source: source(text), start, end }) === undefined).map(([start, end]) => text.slice(start, end))).toEqual([]);
    const parts = unmark('f(«"a"» + x, «b.C»(), «d.E».f, «"g"».length, { «"h"»: 1 }); k = «"i"»\n  + j; switch (l) { case «"m"»: }');
    const other = layoutOf(source(parts.text));
    expect(other).toBeDefined();
    expect(parts.marks.filter(([start, end]) => other?.leafAt({ source: source(parts.text), start, end }) !== undefined).map(([start, end]) => parts.text.slice(start, end))).toEqual([]);
  });

  it.each([
    ['a bracket that is open', 'f([1'],
    ['brackets that cross', 'f([1)]'],
    ['a string that is open', 'f(["a)])\n'],
    ['a template that is open', 'f([`a)])\n'],
    ['a comment that is open', 'f([1]) /* a'],
    ['an apostrophe in JSX', 'const a = <b>don\'t</b>;\n'],
    ['a character of no program', 'f([1]) \\ a'],
    ['nesting without end', '['.repeat(10_000)],
    ['templates without end', '`${'.repeat(10_000)],
  ])('is not guessed: %s', (_name, text) => {
    expect(shown(text)).toEqual(['unclear']);
  });

  it('of Python', () => {
    const text = "# [\nc.put(Name='t', Selectors=[\n  {'A': 'B', \"C\": ['d', f'e{[1]}', '''f''', g], h: True},  # ]\n], x=[i for i in ['j']], y=d['k'], z={**l, 'm': None}) // 2\n";
    expect(shown(text, 'a.py')).toEqual(["[{'A'='B', \"C\"=['d', <f'e{[1]}'>, <'''f'''>, <g>], <h: True>},]", "['j']", "[<i for i in ['j']>]", "{<**l>, 'm'=None}"]);
  });

  it('is read in one go, however long the text', () => {
    const begun = computed();
    expect(layoutOf(source(`f([${'{ a: ["b", c.D], e: `f${g}` },\n'.repeat(20_000)}])`))).toBeDefined();
    expect(layoutOf(source(`f("${'\\" '.repeat(300_000)}")`))).toBeDefined();
    expect(layoutOf(source('a / '.repeat(200_000)))).toBeDefined();
    expect(layoutOf(source('/ '.repeat(200_000)))).toBeDefined();
    expect(layoutOf(source('[{"a":'.repeat(100_000), 'a.sh'))).toBeDefined();
    expect(layoutOf(source(`[ ${'"a", '.repeat(100_000)}`, 'a.sh'))).toBeDefined();
    expect(computed() - begun).toBeLessThan(10_000);
  });
});

describe('the layout of a pipeline', () => {
  const run = (script: string, more = ''): string => `on: push\n${more}jobs:\n  a:\n    run: ${script}\n`;
  const structures = (text: string): readonly string[] => shown(text, 'a.yml').slice(1);

  it.each<readonly [string, string, readonly string[]]>([
    ['a block', run(`|\n      aws cloudtrail x --a '[{"A":"B"}]'`), ['[{"A"="B"}]']],
    ['a line', run('aws cloudtrail x --a A=b'), ['{A=[b]}']],
    ['quotes', run('"aws cloudtrail x --a \'[{\\"A\\":true}]\'"'), ['[{\\"A\\"=true}]']],
    ['another command', run(`x --a '[{"A":"B"}]'`), []],
    ['a template', run(`aws cloudtrail x --a '[{"A":"B"}]'`, 'Resources: {}\n'), []],
  ])('%s', (_name, text, expected) => {
    expect(structures(text)).toEqual(expected);
  });
});

describe('the layout of a script', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['JSON in quotes', "aws x --a '[{\"A\":\"B\",\"C\":[ true, -1.5 ]}]' # it's [\n", ['[{"A"="B", "C"=[true, -1.5]}]']],
    ['JSON with escaped quotes', 'aws x --a "[{\\"A\\": [\\"B\\"]}]" --b [\\"c\\"]', ['[{\\"A\\"=[\\"B\\"]}]', '[\\"c\\"]']],
    ['a heredoc', 'cat <<EOF\n{\n  "A": {},\n  "B": []\n}\nEOF\n', ['{"A"={}, "B"=[]}']],
    ['what is put in', "f '{\"a\":\"$b\",\"c\":[\"'$d'\"]}'", ['{"a"="$b", "c"=["\'$d\'"]}']],
    ['no JSON', 'if [ -f "a" ]; then f() { "b"; }; [[ $c == ["d"]* ]]; fi; g \'["h",]\' \'["i" "j"]\' "[\\"k\\",\\"l\\\\\\"]" \'{"m"}\'', ['["d"]']],
    ['shorthand', "aws x A=b,C=d,e,F=g 'H=[{I=j,K=[l, m]},{N=o}],P=q' R=s;", ['{A=[b] C=[d, e], F=[g]}'.replace('[b] ', '[b], '), '{H=[{I=[j], K=[l, m]}, {N=[o]}], P=[q]}', '{R=[s]}']],
    ['no shorthand', 'A=b=c D="e" F=$g H=i"j" K=l,m=n, o=P=[q R={s} --t=U V=w\\x', []],
    ['quotes of two kinds', 'f "[\\"a\\", "b"]" \'["c", \\"d\\"]\'', []],
    ['lines that go on', 'f "[\\"a\\", \\\n\\"b\\"]"', []],
  ])('%s', (_name, text, expected) => {
    expect(shown(text, 'x.sh')).toEqual(expected);
    expect(shown(`#!/bin/sh\n${text}`, 'x')).toEqual(expected);
  });
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const programs = ['src', 'rules', 'test/cdk/programs', 'test/check', 'scripts'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[cm]?[jt]s$/u.test(name)).map((name) => `${folder}/${name}`),
);

describe('the layout and the parser of TypeScript', () => {
  it('agree on all lists, maps, names and literals of programs', () => {
    const unclear: string[] = [];
    for (const path of programs) {
      const text = readFileSync(`${root}/${path}`, 'utf8');
      const layout = layoutOf(source(text, path));
      if (layout === undefined) unclear.push(path);
      else expect(misplaced(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), layout), path).toEqual([]);
    }
    expect(programs.length).toBeGreaterThan(300);
    expect(unclear).toEqual([]);
  });
});

/** What the layout has not, or has otherwise. */
function misplaced(node: ts.Node, layout: Layout): readonly string[] {
  const found: string[] = [];
  const visit = (one: ts.Node): void => {
    const span = spanOf(one, layout);
    const hasTypes = /<.*>/su.test(one.getText());
    if (!hasTypes && ts.isArrayLiteralExpression(one) && !one.elements.some(ts.isOmittedExpression) && !beginsStatement(one) && !same(layout.listAt(span), one.elements)) found.push(one.getText());
    if (!hasTypes && ts.isObjectLiteralExpression(one) && !same(layout.mapFrom(span.start), one.properties)) found.push(one.getText());
    if (ts.isPropertyAssignment(one) && !/<.*>/su.test(one.parent.getText()) && (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name))) {
      const entry = layout.entryAt(spanOf(one.name, layout));
      if (entry?.end !== one.end) found.push(one.getText());
      if (ts.isStringLiteral(one.initializer) && entry?.value !== layout.leafAt(spanOf(one.initializer, layout))) found.push(one.getText());
    }
    // Within what is put into a template nothing is looked at.
    if (!ts.isTemplateExpression(one)) ts.forEachChild(one, visit);
  };
  visit(node);
  return found.map((text) => text.slice(0, 80));
}

const spanOf = (node: ts.Node, { source: file }: Layout): { readonly source: Source; readonly start: number; readonly end: number } => ({ source: file, start: node.getStart(), end: node.end });
/** Behind a statement in parentheses or braces it looks like an index, and no value of anybody is there. */
const beginsStatement = (node: ts.Node): boolean => (node.getStart() === node.parent.getStart() ? ts.isExpressionStatement(node.parent) || beginsStatement(node.parent) : false);
const same = (part: Part | undefined, nodes: readonly ts.Node[]): boolean =>
  part !== undefined && part.kind !== 'leaf' && part.members.length === nodes.length && part.members.every(({ start, end }, i) => start === nodes[i]?.getStart() && end === nodes[i].end);
