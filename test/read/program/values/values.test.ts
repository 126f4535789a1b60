import { describe, expect, it } from 'vitest';
import { probed } from '../support.js';

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['a literal', `probe('kms');`, ['"kms"']],
  ['a constant', `const KMS = 'kms'; probe(KMS);`, ['"kms"']],
  ['a template', 'const s = "kms"; probe(`${s}.amazonaws.com`);', ['"kms.amazonaws.com"']],
  ['a sum of texts', `probe('kms' + '.' + 'amazonaws.com');`, ['"kms.amazonaws.com"']],
  ['escapes', `probe('a\\'b\\u0041\\n');`, [JSON.stringify("a'bA\n")]],
  ['numbers', `probe([1 + 2, 7 % 4, -3, 2 ** 3, 10 / 4]);`, ['[3, 3, -3, 8, 2.5]']],
  ['null and undefined', `probe({ a: null, b: undefined, c: void 0 });`, ['{a: null}']],
  ['members', `const c = { a: { b: ['x'] } }; probe([c.a.b[0], c['a'].b, c.a.z]);`, ['["x", ["x"]]']],
  ['spreads of objects', `const a = { x: 1, y: 2 }; probe({ ...a, y: 3, ...{ z: 4 } });`, ['{x: 1, y: 3, z: 4}']],
  ['spreads of lists', `const a = [1, 2]; probe([...a, 3, ...[4]]);`, ['[1, 2, 3, 4]']],
  ['destructuring', `const { a, b: { c = 5 }, ...rest } = { a: 1, b: {}, d: 2 }; const [x, , y = 9] = [7, 8]; probe([a, c, rest, x, y]);`, ['[1, 5, {d: 2}, 7, 9]']],
  ['functions', `function f(a: string, b = 'x', ...more: string[]) { return [a, b, ...more]; } probe([f('a'), f('a', 'b', 'c', 'd')]);`, ['[["a", "x"], ["a", "b", "c", "d"]]']],
  ['arrow functions and closures', `const add = (a: number) => (b: number) => a + b; probe(add(1)(2));`, ['3']],
  ['functions before they are declared', `probe(f()); function f() { return 'late'; }`, ['"late"']],
  ['early returns', `function f(a: number) { if (a > 1) return 'many'; if (a === 1) { return 'one'; } return 'none'; } probe([f(0), f(1), f(2)]);`, ['["none", "one", "many"]']],
  ['classes', `class A { x = 1; constructor(readonly y: number) {} get z() { return this.x + this.y; } m(k: number) { return this.z + k; } static s = 'st'; } probe([new A(2).m(3), A.s, new A(5).y]);`, ['[6, "st", 5]']],
  ['inheritance', `abstract class B { constructor(protected n: string) { this.go(); } go() { probe(this.name()); } abstract name(): string; } class C extends B { constructor() { super('c'); } name() { return 'C' + this.n; } } new C();`, ['"Cc"']],
  ['super methods', `class B { v() { return ['b']; } } class C extends B { v() { return [...super.v(), 'c']; } } class D extends C { v() { return [...super.v(), 'd']; } } probe(new D().v());`, ['["b", "c", "d"]']],
  ['enumerations', `enum E { A, B = 'b', C = 5, D } probe([E.A, E.B, E.C, E.D, E[5]]);`, ['[0, "b", 5, 6, "C"]']],
  ['methods of lists', `const l = ['a', 'b', 'c']; probe([l.map((x) => x + x), l.filter((x) => x !== 'b'), l.includes('b'), l.concat(['d']), l.slice(1), l.join('-'), l.find((x) => x === 'c'), l.indexOf]);`, ['[["aa", "bb", "cc"], ["a", "c"], true, ["a", "b", "c", "d"], ["b", "c"], "a-b-c", "c"]']],
  ['reduce, flatMap, some and every', `const l = [1, 2, 3]; probe([l.reduce((a, b) => a + b, 0), l.flatMap((x) => [x, x]), l.some((x) => x > 2), l.every((x) => x > 2)]);`, ['[6, [1, 1, 2, 2, 3, 3], true, false]']],
  ['push', `const l: string[] = []; l.push('a'); l.push('b', 'c'); probe(l);`, ['["a", "b", "c"]']],
  ['loops', `for (const s of ['a', 'b']) probe(s); for (let i = 0; i < 2; i++) probe(i); for (const k in { x: 1 }) probe(k);`, ['"a"; "b"; 0; 1; "x"']],
  ['break and continue', `for (const s of ['a', 'b', 'c', 'd']) { if (s === 'b') continue; if (s === 'd') break; probe(s); }`, ['"a"; "c"']],
  ['while', `let n = 0; while (n < 3) { n++; } probe(n);`, ['3']],
  ['forEach and entries', `Object.entries({ a: 1, b: 2 }).forEach(([k, v]) => probe([k, v]));`, ['["a", 1]; ["b", 2]']],
  ['Object functions', `const o = { a: 1, b: 2 }; probe([Object.keys(o), Object.values(o), Object.assign({}, o, { c: 3 }), Object.fromEntries([['x', 1]])]);`, ['[["a", "b"], [1, 2], {a: 1, b: 2, c: 3}, {x: 1}]']],
  ['JSON', `probe([JSON.parse('{"a": [1]}'), JSON.stringify({ b: 2 })]);`, ['[{a: [1]}, {b: 2}]']],
  ['methods of texts', `probe(['a,b'.split(','), 'Ab'.toUpperCase(), 'abc'.slice(1), 'a-b'.replace('-', '+'), ' x '.trim(), 'abc'.startsWith('ab')]);`, ['[["a", "b"], "AB", "bc", "a+b", "x", true]']],
  ['optional chaining', `const o: any = { a: { b: 1 } }; probe([o?.a?.b, o.x?.y, o.x?.f()]);`, ['[1]']],
  ['defaults', `const u: any = undefined; probe([u ?? 'd', u || 'e', 0 || 'f', 0 ?? 'g', '' && 'h']);`, ['["d", "e", "f", 0, ""]']],
  ['switch', `function f(s: string) { switch (s) { case 'a': case 'b': return 1; case 'c': break; default: return 9; } return 3; } probe(['a', 'b', 'c', 'd'].map(f));`, ['[1, 1, 3, 9]']],
  ['try', `function f() { try { throw new Error('x'); } catch (e) { return 'caught'; } finally { probe('finally'); } } probe(f());`, ['"finally"; "caught"']],
  ['what packages export', `probe([Kind.A, Kind.B.C]);`, ['["Kind.A", "Kind.B.C"]']],
  ['getters of objects', `const o = { get a() { return 'x'; }, b() { return this.a + 'y'; } }; probe([o.a, o.b()]);`, ['["x", "xy"]']],
  ['assignments', `let a = 1; a += 2; let b: any; b ??= 'x'; const o: any = {}; o.p = 1; o['q'] = 2; delete o.p; [a, b] = [b, a]; probe([a, b, o]);`, ['["x", 3, {q: 2}]']],
  ['casts', `probe((<any>'a') as string); probe('b'!); probe(({ a: 1 } as const).a); probe([1] satisfies number[]);`, ['"a"; "b"; 1; [1]']],
  ['namespaces', `namespace N { export const x = 'n'; } probe(N.x);`, ['"n"']],
  ['await', `async function main() { const x = await Promise.all([f(), 2]); probe(x); } async function f() { return 1; } main();`, ['[1, 2]']],
  ['lists in another order', `const l = ['a']; l.unshift('b'); probe([l[0], l, ['x', 'y'].reverse()[0], [...['d', 'c']].sort()]);`, ['["b", ["b", "a"], "y", ["c", "d"]]']],
  ['an emptied list', `const l = ['a']; l.length = 0; probe(l);`, ['[]']],
  ['sets', `const s = new Set(['a']); s.add('b'); probe([...s]); probe(s.has('b'));`, ['["a", "b"]; true']],
  ['an error out of a called function', `function f() { throw new Error(); } try { f(); probe('no'); } catch { probe('caught'); }`, ['"caught"']],
  ['delete', `const o: any = { a: 1, b: 2 }; delete o.a; probe(o); probe('a' in o);`, ['{b: 2}; false']],
];

describe('what a program says for sure', () => {
  it.each(cases)('%s', (_name, program, expected) => {
    expect(probed(program)).toEqual(expected);
  });
});

const open: readonly (readonly [string, string, readonly string[]])[] = [
  ['a choice by the environment', `probe(process.env.STAGE === 'prod' ? ['a'] : ['b']);`, ['process.env.STAGE=prod: ["a"]', 'process.env.STAGE=another value: ["b"]']],
  ['one input asked twice', `const s = process.env.S; if (s === 'x') probe('x'); if (s === 'y') probe('y'); probe(s === 'x');`, ['process.env.S=x: "x"; true', 'process.env.S=y: "y"; false', 'process.env.S=another value: false']],
  ['a default for what may not be set', `probe(process.env.S ?? 'd');`, ['process.env.S=not set: "d"', 'process.env.S=set: ?']],
  ['a list that is filled under a condition', `const l = ['a']; if (process.env.S) l.push('b'); probe(l);`, ['process.env.S=not set: ["a"]', 'process.env.S=set: ["a", "b"]']],
  ['what nobody asks for makes no worlds', `const a = process.env.A ? 1 : 2; if (process.env.B) { const x = a; } probe('x');`, ['"x"']],
  ['variables under a condition', `let v = 'a'; if (process.env.S === 'b') { v = 'b'; } probe(v);`, ['process.env.S=b: "b"', 'process.env.S=another value: "a"']],
  ['an early return', `function f() { if (process.env.S === 'x') return; probe('y'); } f();`, ['process.env.S=x: ', 'process.env.S=another value: "y"']],
  ['a loop over something unknown', `declare const l: string[]; for (const x of l) probe(x); probe('after');`, ['maybe ?; "after"']],
  ['an error', `if (process.env.S !== 'a') throw new Error(); probe('a');`, ['process.env.S=a: "a"']],
  ['a lookup by what is not known', `const t: any = { dev: 'x', prod: 'y' }; probe(t[process.env.S!]);`, ['process.env.S=dev: "x"', 'process.env.S=prod: "y"', 'process.env.S=another value: absent']],
  ['a spread of something unknown', `declare const p: any; probe({ a: 1, ...p, b: 2 }); probe([1, ...p]);`, ['{a: ?, b: 2, ...?}; [1, ...?]']],
  ['a text with a hole', 'declare const r: any; probe(`a:${r}:b${process.env.R}`);', ['?"a:${?}:b${process.env.R}"']],
  ['a function nobody calls', `function f(p: { stage: string }) { probe(p.stage === 'dev'); }`, ['p.stage=dev: true', 'p.stage=another value: false']],
  ['a class nobody makes', `export class C { constructor(private p: { on?: boolean }) { if (p.on ?? true) probe('on'); } m() { probe('m'); } }`, ['p.on=not set: "on"; "m"', 'p.on=true: "on"; "m"', 'p.on=false: "m"']],
  ['a flag that nobody in view decides', `export class C { constructor(p: { off: boolean }) { if (!p.off) probe('on'); probe(p.off ? 'a' : 'b'); } }`, ['p.off=true: "a"', 'p.off=false: maybe "on"; "b"']],
  ['a switch', `let v = 1; switch (process.env.S) { case 'a': v = 2; break; case 'b': v = 3; } probe(v);`, ['process.env.S=a: 2', 'process.env.S=b: 3', 'process.env.S=another value: 1']],
  ['another expression', `declare function g(): number; probe(g() > 3 ? 'x' : 'y');`, ['g() > 3=true: "x"', 'g() > 3=false: "y"']],
  ['an order that a function decides', `const l = [3, 1, 2]; l.sort((a, b) => a - b); probe(l[0]);`, ['?']],
  ['a list that is shortened under a condition', `const l = ['a']; if (process.env.S) l.pop(); probe(l);`, ['[...?]']],
  ['a generator', `function* g() { probe('in'); yield 1; } for (const x of g()) probe(x);`, ['maybe "in"; maybe ?']],
  ['a callback of something unknown', `declare const l: any; l.forEach((x: any) => probe(x)); probe(l.map((x: any) => 'k'));`, ['maybe ?; [...?]']],
  ['an error out of a function called under a condition', `function f() { throw new Error(); } if (process.env.S) { f(); } probe('x');`, ['process.env.S=not set: "x"']],
  ['keys set under a condition', `const o: any = {}; if (process.env.S) o.a = 1; probe(Object.keys(o));`, ['process.env.S=not set: []', 'process.env.S=set: ["a"]']],
  ['a delete under a condition', `const o: any = { a: 1 }; if (process.env.S) delete o.a; probe(o);`, ['process.env.S=not set: {a: 1}', 'process.env.S=set: {}']],
];

describe('what depends on something', () => {
  it.each(open)('%s', (_name, program, expected) => {
    expect(probed(program)).toEqual(expected);
  });
});
