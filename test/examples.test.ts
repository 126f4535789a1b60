import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { rules } from '../rules/index.js';
import { exampleFiles, golden, lintExample, lintFiles, type ExampleFile } from '../scripts/docs/examples.js';
import { unsuppressed } from '../src/check/finding.js';
import { textOf } from '../src/core/source.js';
import { render, type ReportOptions, type SarifProfile } from '../src/report/index.js';
import type { Report } from '../src/report/report.js';
import { tools } from './report/tools.js';
import { validateAll } from './report/validate-all.js';

const root = fileURLToPath(new URL('..', import.meta.url));
// That every rule has an example is for test/rule-files.test.ts to say.
const metas = rules.map(({ meta }) => meta).filter(({ id }) => existsSync(`${root}/examples/${id}`));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `yaml` and `json` for templates, `tf` for configurations, `sh` for scripts, `ts` for programs, `api` for documents of the CloudTrail API. */
const formatOf = (name: string): string => (name.endsWith('.yaml') ? 'yaml' : name.endsWith('.tf') ? 'tf' : name.endsWith('.sh') ? 'sh' : name.endsWith('.ts') ? 'ts' : /^[^.]+\.json$/u.test(name) ? 'json' : 'api');
const formatsOf = (names: readonly string[]): readonly string[] => [...new Set(names.map(formatOf))].sort();

/** What cannot be shown without something else that is wrong: an alarm is blind because a trail loses events, and that is told as well; an ignore that does not act hides nothing. */
const causes: ReadonlyMap<string, readonly string[]> = new Map([['kms-alarm-blind', ['kms-events-excluded']], ['ignore-expired', ['kms-events-excluded', 'sink-single-region']], ['ignore-without-reason', ['kms-events-excluded']]]);

const reports = metas.map((meta) => [meta.id, lintExample(root, meta)] as const);
const every: readonly ExampleFile[] = metas.flatMap(({ id }) => exampleFiles(root, id));
const together = { strict: lintFiles(every, true), plain: lintFiles(every, false) } as const;

describe.each(reports)('examples/%s', (id, report) => {
  const files = exampleFiles(root, id);

  it('has the findings of expected.txt and no others', async () => {
    expect(golden(await report)).toBe(readFileSync(`${root}/examples/${id}/expected.txt`, 'utf8'));
  });

  it('has findings of its rule, and of no other but its cause, in the bad files of every format', async () => {
    const findings = unsuppressed((await report).findings);
    const bad = files.map(({ name }) => name).filter((name) => name.startsWith('bad.'));
    expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual([id, ...(causes.get(id) ?? [])].sort());
    expect(formatsOf(findings.filter(({ rule }) => rule === id).map(({ primary }) => nameOf(primary.span.source.path)))).toEqual(formatsOf(bad));
  });

  it('has none in the good files, of which each bad format has one', async () => {
    const { findings, problems } = await report;
    const good = files.map(({ name }) => name).filter((name) => name.startsWith('good.'));
    const told = [...unsuppressed(findings).map(({ primary }) => primary.span), ...problems.map(({ span }) => span)].map(({ source }) => nameOf(source.path));
    expect(told.filter((name) => name.startsWith('good.'))).toEqual([]);
    expect(formatsOf(good)).toEqual(formatsOf(files.map(({ name }) => name).filter((name) => name.startsWith('bad.'))));
  });

  it('is read, every file of it, and tells of no gap but its own', async () => {
    const { read, problems } = await report;
    expect(read).toEqual(files.map(({ path }) => path));
    if (id !== 'gap') expect(problems.filter(({ rule }) => rule === 'gap')).toEqual([]);
  });

  it('points at one line, at a text without blanks around it', async () => {
    for (const { primary, related, flow } of (await report).findings) {
      for (const { span } of [primary, ...related, ...flow]) expect(textOf(span)).toMatch(/^\S(?:.*\S)?$/u);
    }
  });
});

test('the examples tell the same together as apart', async () => {
  const all = await together.strict;
  const apart = await Promise.all(metas.map(async ({ id }) => lintFiles(exampleFiles(root, id), true)));
  expect(golden(all).split('\n').sort()).toEqual(apart.map(golden).join('').split('\n').sort());
});

const options: ReportOptions = { color: false, links: false, version: '0.0.0', width: 80, quiet: false, sarifProfile: 'full' };
const sarif = (name: string, report: Report, sarifProfile: SarifProfile = 'full'): { readonly name: string; readonly text: string } => ({ name, text: render('sarif', report, { ...options, sarifProfile }) });

// Microsoft's validator starts once for all logs.
test.skipIf(!tools().available)('the SARIF of every example is valid, by its schema and by the rules of Microsoft, GitHub and Azure DevOps', { timeout: 120_000 }, async () => {
  const logs = await Promise.all([
    ...reports.map(async ([id, report]) => sarif(id, await report)),
    ...Object.entries(together).flatMap(([how, report]) => (['full', 'github', 'azure'] as const).map(async (profile) => sarif(`all, ${how}, ${profile}`, await report, profile))),
  ]);
  expect(validateAll(logs)).toEqual([]);
});
