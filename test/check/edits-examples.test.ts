import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { exampleFiles, lintFiles, type ExampleFile } from '../../scripts/docs/examples.js';
import type { Finding } from '../../src/check/finding.js';
import type { Report } from '../../src/report/report.js';
import { apply, fixesOf } from './apply.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const visibility = rules.map(({ meta }) => meta).filter(({ category }) => category === 'visibility');

const within = ({ findings }: Report, { path }: ExampleFile): readonly Finding[] => findings.filter(({ primary }) => primary.span.source.path === path);
/** What is told, wherever it stands. */
const named = ({ rule, subject, level, certainty, events, advice }: Finding): string => [rule, subject, level, certainty, events.join(), advice].join(' ');
const problemsOf = ({ problems }: Report): readonly string[] => problems.map(({ message }) => message).sort();

describe.each(visibility.map((meta) => [meta.id, meta] as const))('the fixes of examples/%s', (id, { strictOnly, fixable }) => {
  const files = exampleFiles(root, id);
  const bad = files.filter(({ name }) => name.startsWith('bad.'));

  it.each(bad.map((file) => [file.name, file] as const))('make what is told of %s go away, and nothing else', async (_name, file) => {
    const report = await lintFiles(files, strictOnly);
    const findings = within(report, file);
    const text = apply(file.text, fixesOf(findings).flatMap(({ edits }) => edits));
    const again = await lintFiles(files.map((one) => (one === file ? { ...file, text } : one)), strictOnly);
    expect(again.read).toEqual(report.read);
    const left = within(again, file).map(named);
    const unfixed = findings.filter(({ fixes }) => fixes.length === 0).map(named);
    expect(left.filter((one) => !unfixed.includes(one))).toEqual([]);
    expect(problemsOf(again)).toEqual(problemsOf(report));
    expect(fixesOf(within(again, file))).toEqual([]);
  });

  it('are there if the rule says so', async () => {
    const { findings } = await lintFiles(bad, strictOnly);
    expect(fixesOf(findings.filter(({ rule }) => rule === id)).length > 0).toBe(fixable);
  });
});
