import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/read/program/tables.js';
import { unitsOf } from '../support.js';

const table: Table = {
  id: 'probe',
  vocabulary: 'cloudformation',
  value: () => undefined,
  mayMake: () => false,
  resources: () => [],
  group: () => '',
  mentions: /probe|give/,
  packages: /'probe'/,
  methods: /give/,
};

/** Takes longer than is spent on a program, so that it is told when something in it is run. */
const LONG = 'for (let i = 0; i < 900; i++) for (let j = 0; j < 900; j++) { i + j; }';

/** Whether what nothing in view calls is run by itself. */
const isRun = (files: Readonly<Record<string, string>>): boolean => unitsOf(files, table).some(({ problems }) => problems.some(({ message }) => message.includes('takes more to evaluate')));

describe('what nothing in view calls', () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['with the package', { 'a.ts': `import { probe } from 'probe'; export function make() { ${LONG} probe(1); }` }],
    ['with the package in a file that is brought in', { 'a.ts': `import { b } from './b'; export function make() { ${LONG} b.probe(1); }`, 'b.ts': "import * as p from 'probe'; export const b = p;" }],
    ['with the package in a file that it alone uses', { 'a/package.json': '{}', 'a/a.ts': `import { b } from '../c/b'; export function make() { ${LONG} b.probe(1); }`, 'c/package.json': '{}', 'c/b.ts': "export * from './d';", 'c/d.ts': "export * as b from 'probe';" }],
    ['with a method that counts wherever it comes from', { 'a.ts': `export function make(x) { ${LONG} x.give(1); }` }],
    ['with what is required later', { 'a.ts': `export function make(x) { ${LONG} require(x).probe(1); }` }],
    ['with what is imported later', { 'a.ts': `export async function make() { ${LONG} (await import('./b')).probe(1); }`, 'b.ts': '' }],
    ['with a name that is hidden', { 'a.ts': `import * as p from '\\u0070robe'; export function make() { ${LONG} p.probe(1); }` }],
  ])('is run %s', (_, files) => {
    expect(isRun(files)).toBe(true);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['without the package', { 'a.ts': `export function make(probe) { ${LONG} probe(1); }` }],
    ['without a word that matters', { 'a.ts': `import { probe } from 'probe'; export function make() { ${LONG} }` }],
  ])('is not run %s', (_, files) => {
    expect(isRun(files)).toBe(false);
  });
});
