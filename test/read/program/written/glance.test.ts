import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { agrees } from '../../../../scripts/fuzz/glance.js';
import { harmlessPrograms } from '../../../../scripts/fuzz/seeds.js';
import { tables } from '../../../../src/read/program/load.js';
import { glanceAt } from '../../../../src/read/program/written/glance/glance.js';
import { tokensOf } from '../../../../src/read/program/written/glance/tokens.js';
import { together } from '../../../../src/read/program/written/written.js';

const written = together(tables.map((table) => table.written));

/** Undefined where a glance does not tell. */
const glanced = (text: string): readonly string[] | undefined => {
  const looked = written === undefined ? undefined : glanceAt(text, written);
  return looked?.settled === true ? looked.modules : undefined;
};

const wordsOf = (text: string): readonly string[] | undefined => {
  const tokens = tokensOf(text);
  return tokens === undefined ? undefined : Array.from({ length: tokens.count }, (_, index) => text.slice(tokens.starts[index], tokens.ends[index]));
};

describe('tokens of a program', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['names, numbers and signs', 'a.b?.c ?? 1.5e3 + .5 => x?.5:1', ['a', '.', 'b', '?.', 'c', '??', '1.5e3', '+', '.5', '=>', 'x', '?', '.5', ':', '1']],
    ['comments', '#!/usr/bin/env node\na /* " */ // b\nc\r// d\re', ['a', 'c', 'e']],
    ['strings', `"a'b" 'c\\'d' \`e\``, [`"a'b"`, `'c\\'d'`, '`e`']],
    ['templates', '`a${b}c${`d${e}`}` f', ['`', '${', 'b', '}', '${', '`', '${', 'e', '}', '`', '}', '`', 'f']],
    ['a template that begins with code', '`${a[b]}`', ['`', '${', 'a', '[', 'b', ']', '}', '`']],
    ['braces in templates', '`${{ a: {} }}`', ['`', '${', '{', 'a', ':', '{', '}', '}', '}', '`']],
    ['patterns', 'a = /[/"]\\//gu; return /b/', ['a', '=', '/[/"]\\//gu', ';', 'return', '/b/']],
    ['divisions', 'a / b / c[0] / 2', ['a', '/', 'b', '/', 'c', '[', '0', ']', '/', '2']],
    ['members with the names of words', 'a.return / b / c', ['a', '.', 'return', '/', 'b', '/', 'c']],
    ['what is spread', '[...a]', ['[', '...', 'a', ']']],
    ['operators', 'a >= b && c ||= d ** e', ['a', '>=', 'b', '&&', 'c', '||=', 'd', '*', '*', 'e']],
  ])('%s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ['a slash behind a parenthesis', 'if (a) /b/.test(c)'],
    ['a slash behind a block', '{} /a/'],
    ['a slash behind a word that may be a name', 'of / a / b'],
    ['a slash behind what is added to', 'a++ / b / c'],
    ['a slash behind a sign that may stand on either side', 'a! / b / c'],
    ['an element of JSX', 'return <a>it\'s</a>'],
    ['type parameters of a function', 'const a = <T>(b: T) => b'],
    ['escapes in names', 'new iam.R\\u006fle()'],
    ['other letters', 'const \u00e4 = 1'],
    ['other ends of lines', 'a // b\u2028c'],
    ['a string without an end', "a = 'b\n'"],
    ['a comment without an end', '/* a'],
    ['a template without an end', '`a ${b}'],
    ['brackets that do not match', '(]'],
    ['a bracket without an end', '{ ('],
  ])('but not with %s', (_, text) => {
    expect(wordsOf(text)).toBeUndefined();
  });

  it('however many there are', () => {
    expect(tokensOf('a,'.repeat(20_000))?.count).toBe(40_000);
  });
});

const head = "import * as iam from 'aws-cdk-lib/aws-iam'; import { Role, PolicyStatement, Effect } from 'aws-cdk-lib/aws-iam'; import { give } from './give';";
const STATEMENT = "new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })";

/** More of what is loud is in settled.test.ts. */
describe('a glance at a program', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['what it brings in', "import './a'; import b, { c as d, type E } from './b'; import type F from './f'; export * from './g'; export { h as i } from './h'; export type { J } from './j'; const k = require('./k');", ['./a', './b', './g', './h', './k']],
    ['own names', 'export const a = import.meta.url; export default a; export { a };', []],
  ])('tells %s', (_, text, modules) => {
    expect(glanced(text)).toEqual(modules);
  });

  it.each([
    ['a role', 'new Role(this, `a${b}`, { assumedBy: c, inlinePolicies: {}, roleName: x ? `z` : undefined });'],
    ['a statement', `a.b(1).addToPolicy(${STATEMENT});`],
    ['types', 'class A { readonly role: Role; other?: iam.Role; constructor(private a: Role, b: Role[], c: Map<string, Role>, d: Role | undefined) { const e: Role = a as Role; } f(): Role { return this.role; } }'],
    ['what is asked for', 'if (a instanceof Role) b();'],
    ['members', 'const a = Effect.ALLOW; const b = { iam: 1, Role: 2 }; const c: { [key: string]: string } = {}; a[0] = b["c"]; for (const d of [1, 2]) d;'],
  ])('settles %s', (_, text) => {
    expect(glanced(`${head}${text}`)).toEqual(['aws-cdk-lib/aws-iam', 'aws-cdk-lib/aws-iam', './give']);
  });

  it.each([
    ['commas of types', 'new Role(this, give<string, {}, number>(1), props);'],
    ['commas of comparisons', 'new Role(this, a < b, {}, c > (d), props);'],
    ['a prototype', "new Role(this, 'a', { assumedBy: b, __proto__: { managedPolicies: c } });"],
    ['an operator behind properties', "new Role(this, 'a', {} && b);"],
    ['an operator behind a text', `a.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject' && b], resources: ['*'] }));`],
    ['a list that is continued', `a.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'].concat(b), resources: ['*'] }));`],
    ['a text that is put together', 'a.addToPolicy(new PolicyStatement({ actions: [`s3:${b}`], resources: ["*"] }));'],
    ['an escape in a text', 'a.addToPolicy(new PolicyStatement({ actions: ["s3:Get\\u004fbject"], resources: ["*"] }));'],
    ['a choice', 'const a = b ? c : Role;'],
    ['a choice of calls', 'const a = b ? c() : Role;'],
    ['a member of an object', 'give({ role: Role });'],
    ['an alternative', 'give(a || Role);'],
    ['a class that is handed on', 'export { Role };'],
    ['an optional member of a namespace', "iam?.Role;"],
    ['a function of that name', `function PolicyStatement() {} a.addToPolicy(${STATEMENT});`],
    ['a generator of that name', `function* PolicyStatement() {} a.addToPolicy(${STATEMENT});`],
    ['a class of that name', `class PolicyStatement {} a.addToPolicy(${STATEMENT});`],
    ['a parameter of that name', `const b = PolicyStatement => a.addToPolicy(${STATEMENT});`],
    ['a parameter of that name with a type', `const b = (PolicyStatement: any) => a.addToPolicy(${STATEMENT});`],
    ['a parameter of that name in a choice', `const b = c ? (d) : PolicyStatement => a.addToPolicy(${STATEMENT});`],
    ['a part of that name', `const b = ({ PolicyStatement }) => a.addToPolicy(${STATEMENT});`],
    ['a part of that name of a part', `const b = ({ c: PolicyStatement }) => a.addToPolicy(${STATEMENT});`],
    ['what is caught by that name', `try { b(); } catch (PolicyStatement) { a.addToPolicy(${STATEMENT}); }`],
    ['two imports of one name', `import { PolicyStatement } from './mine'; a.addToPolicy(${STATEMENT});`],
    ['a call that is a maker', `new a.addToPolicy(${STATEMENT});`],
    ['an optional call', `a.addToPolicy?.(${STATEMENT});`],
    ['a member that is made', 'a[b];'],
    ['a member that is made of what is made', 'a![b]; '],
    ['a member by a word that may be a name', 'of[b];'],
    ['an optional member that is made', 'a?.[b];'],
    ['a member that is made, of a literal', '({ a })[b]; "a"[b]; `a`[b]; /a/[b];'],
    ['a part that is taken out by a string', "const { 'addToPolicy': b } = a;"],
    ['a part that is taken out by a string in brackets', "const { ['addToPolicy']: b } = a;"],
    ['a part that is taken out by an escape', "const { 'addTo\\u0050olicy': b } = a;"],
    ['a part that is taken out by what is made', 'const { [b]: c } = a;'],
    ['what is required by another name', "const a = require; a('aws-cdk-lib');"],
    ['what is imported later', "import('./a');"],
    ['an import within a function', `function f() { import { z } from './z'; }`],
    ['another name for a namespace', 'import R = iam.Role;'],
    ['a module that is written with an escape', "import { a } from './\\u0062';"],
  ])('does not tell of %s', (_, text) => {
    expect(glanced(`${head}${text}`)).toBeUndefined();
  });

  it.each(harmlessPrograms.map((text, number) => [number, text] as const))('settles what fuzzing begins with: %i', (_, text) => {
    expect(glanced(text)?.length).toBeGreaterThan(0);
  });

  it('settles nothing in this repository that parsing does not', () => {
    const root = fileURLToPath(new URL('../../../../', import.meta.url));
    const programs = ['src', 'rules', 'test', 'scripts', 'examples'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/u.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)));
    expect(programs.length).toBeGreaterThan(1000);
    expect(programs.filter((path) => !agrees(path, readFileSync(path, 'utf8')))).toEqual([]);
  });
});
