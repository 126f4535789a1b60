import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/check/finding.js';
import { programs, textOf, type Program } from '../cdk/programs.js';
import { lintTexts } from '../helpers/lint.js';
import { apply, fixesOf } from './apply.js';

const lintAll = async (texts: Readonly<Record<string, string>>): Promise<readonly Finding[]> => {
  const open = (path: string): Uint8Array | string => {
    const text = texts[path];
    return text === undefined ? 'there is no such file' : new TextEncoder().encode(text);
  };
  return (await lintTexts(texts, { open })).findings;
};

/** The texts with every fix made, of one finding after the other: the same place may be told of several. */
async function fixed(texts: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  let now = texts;
  for (let round = 0; round < 8; round++) {
    const [fix] = fixesOf(await lintAll(now));
    if (fix === undefined) return now;
    now = Object.fromEntries(Object.entries(now).map(([path, text]) => [path, apply(text, fix.edits.filter(({ span }) => span.source.path === path))]));
  }
  return expect.unreachable('fixes without end');
}

const named = ({ rule, subject, level, certainty }: Finding): string => [rule, subject, level, certainty].join(' ');
const faultsOf = (text: string): readonly unknown[] => (ts.transpileModule(text, { reportDiagnostics: true, fileName: 'app.ts' }).diagnostics ?? []).map(({ messageText }) => messageText);

let made = 0;

describe('the fixes of programs', () => {
  it.each(programs().map((program) => [program.name, program] as const))('make what is told go away, and nothing else: %s', async (_name: string, { files }: Program) => {
    const texts = Object.fromEntries(files.map((file) => [file, textOf(file)]));
    const told = await lintAll(texts);
    const fixable = told.filter(({ fixes }) => fixes.length > 0);
    const after = await fixed(texts);
    const left = await lintAll(after);
    expect(left.filter(({ fixes }) => fixes.length > 0)).toEqual([]);
    const unfixed = told.filter(({ fixes }) => fixes.length === 0).map(named);
    expect(left.map(named).filter((one) => !unfixed.includes(one))).toEqual([]);
    for (const [path, text] of Object.entries(after)) if (/\.[cm]?[jt]s$/u.test(path)) expect(faultsOf(text), text).toEqual([]);
    made += fixable.length;
  });

  it('are many', () => {
    expect(made).toBeGreaterThan(40);
  });
});
