import { describe, expect, it } from 'vitest';
import { textOf } from '../../../../src/core/source.js';
import { probed, unitsOf } from '../support.js';

const head = `import { probe } from 'probe';\n`;

type Files = Readonly<Record<string, string>>;

const cases: readonly (readonly [string, Files, readonly string[]])[] = [
  ['a named import', { 'app.ts': `${head}import { A } from './lib/a'; probe(A);`, 'lib/a.ts': `export const A = 'a';` }, ['"a"']],
  ['a renamed import', { 'app.ts': `${head}import { A as B } from './a.js'; probe(B);`, 'a.ts': `const X = 'a'; export { X as A };` }, ['"a"']],
  ['a namespace', { 'app.ts': `${head}import * as n from './a'; probe([n.A, n.f()]);`, 'a.ts': `export const A = 'a'; export function f() { return 'f'; }` }, ['["a", "f"]']],
  ['a default export', { 'app.ts': `${head}import a from './a'; probe(a);`, 'a.ts': `export default { x: 1 };` }, ['{x: 1}']],
  ['a default function and class', { 'app.ts': `${head}import f from './f'; import C from './c'; probe([f(), new C().v]);`, 'f.ts': `export default function () { return 'f'; }`, 'c.ts': `export default class { v = 'c'; }` }, ['["f", "c"]']],
  ['a default that is a name', { 'app.ts': `${head}import a from './a'; probe(a);`, 'a.ts': `const x = 'x'; export default x;` }, ['"x"']],
  ['what is handed on', { 'app.ts': `${head}import { A, B, n } from './index'; probe([A, B, n.A]);`, 'index.ts': `export * from './a'; export { B } from './b'; export * as n from './a';`, 'a.ts': `export const A = 'a';`, 'b.ts': `export const B = 'b';` }, ['["a", "b", "a"]']],
  ['a folder with an index', { 'app.ts': `${head}import { A } from './lib'; probe(A);`, 'lib/index.ts': `export const A = 'i';` }, ['"i"']],
  ['a file of data', { 'app.ts': `${head}import * as d from './d.json'; import e from './d.json'; probe([d.x, e.y]);`, 'd.json': `{"x": 1, "y": [2]}` }, ['[1, [2]]']],
  ['CommonJS', { 'app.js': `const { probe } = require('probe'); const { A, f } = require('./a'); const B = require('./b'); probe([A, f(), new B().v]);`, 'a.js': `exports.A = 'a'; module.exports.f = () => 'f';`, 'b.js': `class B { constructor() { this.v = 'b'; } } module.exports = B;` }, ['["a", "f", "b"]']],
  ['CommonJS from a module', { 'app.mts': `${head}import { A } from './a.cjs'; import b from './a.cjs'; probe([A, b.A]);`, 'a.cjs': `module.exports = { A: 'a' };` }, ['["a", "a"]']],
  ['import = require', { 'app.ts': `${head}import a = require('./a'); probe(a.A);`, 'a.ts': `export const A = 'a';` }, ['"a"']],
  ['import()', { 'app.ts': `${head}async function m() { const { A } = await import('./a'); probe(A); } void m();`, 'a.ts': `export const A = 'a';` }, ['"a"']],
  ['imports in a circle', { 'app.ts': `${head}import { f } from './a'; probe(f());`, 'a.ts': `import { g } from './b'; export function f() { return g(); } export const A = 'a';`, 'b.ts': `import { A } from './a'; export const g = () => A + 'b';` }, ['"ab"']],
  ['a file that is not there', { 'app.ts': `${head}import { A } from './gone'; probe(A);` }, ['?']],
  ['a file out of the repository', { 'app.ts': `${head}import { A } from '../../gone'; probe(A);` }, ['?']],
  ['types alone', { 'app.ts': `${head}import type { T } from './a'; import { type U, A } from './a'; probe(A as T | U);`, 'a.ts': `export type T = string; export type U = number; export const A = 'a';` }, ['"a"']],
  ['a file that is read', { 'bin/app.ts': `${head}import * as fs from 'fs'; import * as path from 'path'; import { join } from 'node:path'; probe([JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'p.json'), 'utf8')), join('a', '../b')]);`, 'p.json': `{"a": ["b"]}` }, ['[{a: ["b"]}, "b"]']],
  ['a file beside an ES module', { 'app.mjs': `${head}import { readFileSync } from 'node:fs'; import { dirname, resolve } from 'node:path'; import { fileURLToPath } from 'node:url'; probe(JSON.parse(readFileSync(resolve(dirname(fileURLToPath(import.meta.url)), 'p.json'))));`, 'p.json': `[1]` }, ['[1]']],
  ['a class from another file', { 'bin/app.ts': `${head}import { S } from '../lib/s'; new S({ list: ['x'] });`, 'lib/s.ts': `${head}import { B } from './b'; export class S extends B { constructor(p: any) { super(); probe([...p.list, this.extra]); } }`, 'lib/b.ts': `export class B { extra = 'e'; }` }, ['["x", "e"]']],
];

describe('programs of several files', () => {
  it.each(cases)('%s', (_name, files, expected) => {
    expect(probed(files)).toEqual(expected);
  });
});

const hostile: readonly (readonly [string, string, RegExp])[] = [
  ['a function that calls itself', `function f(n: any): any { return f(n + 1); } probe(f(0));`, /^\?$/],
  ['two that call each other', `const f = (): any => g(); const g = (): any => f(); probe(f());`, /^\?$/],
  ['a getter that reads itself', `const o: any = { get a() { return this.a; } }; probe(o.a);`, /^\?$/],
  ['a class that makes itself', `class A { constructor() { new A(); } } new A(); probe('x');`, /^"x"$/],
  ['a class that extends itself', `class A extends (A as any) {} new A(); probe('x');`, /"x"/],
  ['a list in itself', `const l: any[] = []; l.push(l); probe(l);`, /\?/],
  ['an object in itself', `const o: any = {}; o.o = o; probe(o);`, /\?/],
  ['a loop without end', `while (true) { } probe('x');`, /^"x"$/],
  ['a loop that doubles a text', `let s = 'x'; for (let i = 0; i < 900; i++) s += s; probe(s);`, /^\?$/],
  ['eval', `const x = eval('1'); const y = new Function('return 1')(); probe([x, y]);`, /^\[\?, \?\]$/],
  ['prototypes', `const o: any = {}; o.__proto__ = { a: 1 }; o.constructor = 2; ({} as any).__proto__.z = 1; probe([o, ({} as any).z, ({} as any).constructor]);`, /^\[\{__proto__: \{a: 1\}, constructor: 2\}/],
  ['a syntax error', `probe('x'); const = ;`, /"x"/],
  ['thousands of choices', `const l: any[] = []; ${Array.from({ length: 40 }, (_, i) => `if (process.env.V${String(i)}) l.push(${String(i)});`).join(' ')} probe(l);`, /\?/],
  ['deep nesting', `probe(${'['.repeat(2000)}${']'.repeat(2000)});`, /\?|\[/],
  ['a long chain of sums', `probe(${Array.from({ length: 3000 }, () => `'a'`).join(' + ')});`, /a{100}|\?/],
];

describe('programs that are made to do harm', () => {
  it.each(hostile)('%s', (_name, program, expected) => {
    const [first] = probed(program);
    expect(first ?? '?').toMatch(expected);
  });

  it('reads ten thousand lines', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `const v${String(i)} = ${i === 0 ? `'x'` : `v${String(i - 1)}`};`);
    expect(probed(`${lines.join('\n')}\nprobe(v9999);`)).toEqual(['"x"']);
  });
});

describe('what is followed only so far', () => {
  const gapsOf = (program: string): readonly string[] => unitsOf({ 'app.ts': `${head}${program}` }).flatMap(({ problems }) => problems.map(({ span }) => textOf(span)));

  it.each([
    ['a function that calls itself', `function f(n: any): void { probe(n); f(n + 1); } f(0);`, ['probe(n)']],
    ['one that calls itself a few times', `function f(n: number): void { probe(n); if (n > 0) f(n - 1); } f(2);`, []],
    ['one that makes nothing', `function f(n: any): any { return f(n + 1); } probe(f(0));`, []],
    ['a loop over thousands', `for (let i = 0; i < 5000; i++) if (i === 4000) probe(i);`, ['i < 5000']],
    ['a loop over a hundred', `for (let i = 0; i < 100; i++) if (i === 99) probe(i);`, []],
  ])('%s', (_name, program, expected) => {
    expect(gapsOf(program)).toEqual(expected);
  });
});
