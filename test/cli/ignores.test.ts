import { describe, expect, it, test } from 'vitest';
import { run, scratch, templates, write, type Outcome, type World } from './support.js';

const config = (items: string): string => `ignore:\n${items}`;
const entry = (more = ''): string => config(`  - rule: kms-events-excluded\n    reason: known\n${more}`);
const folder = scratch();

interface JsonFinding {
  readonly rule: string;
  readonly file: string;
  readonly startLine?: number;
  readonly suppressions: readonly { readonly kind: string; readonly justification: string; readonly file: string }[];
}

let next = 0;

/** A folder of its own with these files. */
function place(files: Readonly<Record<string, string>>): string {
  const path = `${folder}/${next++}`;
  write(path, files);
  return path;
}

async function linted(files: Readonly<Record<string, string>>, argv: readonly string[] = [], world: World = {}): Promise<{ readonly outcome: Outcome; readonly told: readonly string[] }> {
  const outcome = await run(['-f', 'json', '--no-progress', ...argv], { cwd: place(files), ...world });
  const findings = outcome.out === '' ? [] : (JSON.parse(outcome.out) as { readonly findings: readonly JsonFinding[] }).findings;
  return { outcome, told: findings.map(({ rule, file, suppressions }) => `${rule} ${file}${suppressions.map(({ kind, justification, file: at }) => ` < ${kind} ${justification} ${at}`).join('')}`) };
}

const hidden = 'kms-events-excluded t.yaml < external known .keytrail.yaml';
const open = 'kms-events-excluded t.yaml';

describe('ignore in the config', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ['everywhere', { '.keytrail.yaml': entry(), 't.yaml': templates.error }, [], [hidden]],
    ['by a pattern', { '.keytrail.yaml': entry('    paths: ["*.yaml"]\n'), 't.yaml': templates.error }, [], [hidden]],
    ['until the day', { '.keytrail.yaml': entry('    until: 2026-06-15\n'), 't.yaml': templates.error }, [], [hidden]],
    ['over', { '.keytrail.yaml': entry('    until: 2026-06-14\n'), 't.yaml': templates.error }, [], ['ignore-expired .keytrail.yaml', open]],
    ['unused', { '.keytrail.yaml': entry(), 't.yaml': templates.clean }, [], ['ignore-unused .keytrail.yaml']],
    ['unused in the one file that it is for', { '.keytrail.yaml': entry('    paths: [a/t.yaml]\n'), 'a/t.yaml': templates.clean }, ['a/t.yaml'], ['ignore-unused .keytrail.yaml']],
    ['for other files', { '.keytrail.yaml': entry('    paths: [b]\n'), 't.yaml': templates.error }, [], [open]],
    ['none is unused where not all files are linted', { '.keytrail.yaml': entry(), 'a/t.yaml': templates.clean, 'b/t.yaml': templates.error }, ['a/t.yaml'], []],
    ['none is unused where not all folders are linted', { '.keytrail.yaml': entry('    paths: ["**/t.yaml"]\n'), 'a/t.yaml': templates.clean, 'b/t.yaml': templates.error }, ['a'], []],
    ['none is unused where nothing was read of it', { '.keytrail.yaml': entry('    paths: [b]\n'), 't.yaml': templates.clean, 'b/x.yaml': 'a: b\n' }, [], []],
    ['none is unused of a rule that is off', { '.keytrail.yaml': `rules: { kms-events-excluded: off }\n${entry()}`, 't.yaml': templates.error }, [], []],
    ['left aside', { '.keytrail.yaml': entry(), 't.yaml': templates.error }, ['--no-ignores'], [open]],
    ['of what is told of ignores', { '.keytrail.yaml': `${entry()}  - { rule: ignore-unused, reason: known }\n`, 't.yaml': templates.clean }, [], []],
  ])('%s', async (name, files, argv, expected) => {
    const { told } = await linted(files, argv);
    // What stands in the config itself is in no pattern but those for everything.
    expect(name === 'of what is told of ignores' ? told.filter((one) => !one.includes(' < ')) : told).toEqual(expected);
  });

  it('neither fails the run nor is shown', async () => {
    const cwd = place({ '.keytrail.yaml': entry(), 't.yaml': templates.error });
    expect(await run([], { cwd })).toEqual({ status: 0, out: 'No findings (1 ignored): 1 sink loses KMS events.\n', err: '' });
    expect((await run(['--no-ignores'], { cwd })).status).toBe(1);
  });

  it('ends with its day', async () => {
    const cwd = place({ '.keytrail.yaml': entry('    until: "2026-06-15"\n'), 't.yaml': templates.error });
    expect([(await run([], { cwd })).status, (await run([], { cwd, today: '2026-06-16' })).status]).toEqual([0, 1]);
  });

  it('hides a file that was not read, too', async () => {
    const files = { '.keytrail.yaml': config('  - { rule: gap, paths: [big.yaml], reason: a list of hosts }\n'), 't.yaml': templates.clean, 'big.yaml': `${templates.clean}# ${'x'.repeat(2000)}\n` };
    const { told } = await linted(files, ['--strict', '--max-file-size', '1000']);
    expect(told.filter((one) => one.startsWith('gap'))).toEqual(['gap big.yaml < external a list of hosts .keytrail.yaml']);
    const { out } = await run(['--max-file-size', '1000'], { cwd: place(files) });
    expect(out).not.toContain('big.yaml');
  });

  it('without a reason is an error of the config, with its line', async () => {
    const { outcome } = await linted({ '.keytrail.yaml': config('  - rule: kms-events-excluded\n'), 't.yaml': templates.error });
    expect(outcome).toMatchObject({ status: 2, out: '', err: ".keytrail.yaml:2:5: 'ignore.0' lacks 'reason'\n" });
  });
});

describe('a comment', () => {
  const text = `${templates.error.trimEnd()} # keytrail-ignore kms-events-excluded -- known`;

  it('keeps a fix away', async () => {
    const cwd = place({ 't.yaml': text });
    const { status, out } = await run(['--fix-dry-run', 't.yaml'], { cwd });
    expect([status, out.includes('+')]).toEqual([0, false]);
    const { out: patch } = await run(['--fix-dry-run', '--no-ignores', 't.yaml'], { cwd });
    expect(patch).toContain('-        - ExcludeManagementEventSources: [kms.amazonaws.com]');
  });

  it('is carried by JSON and SARIF with its reason', async () => {
    const cwd = place({ 't.yaml': text });
    const log = JSON.parse((await run(['-f', 'sarif', 't.yaml'], { cwd })).out) as { readonly runs: readonly { readonly results: readonly { readonly suppressions: unknown }[] }[] };
    expect(log.runs[0]?.results[0]?.suppressions).toEqual([expect.objectContaining({ kind: 'inSource', justification: 'known' })]);
    expect((await linted({ 't.yaml': text })).told).toEqual(['kms-events-excluded t.yaml < inSource known t.yaml']);
  });

  it('in the config is carried as external', async () => {
    const cwd = place({ '.keytrail.yaml': entry(), 't.yaml': templates.error });
    const log = JSON.parse((await run(['-f', 'sarif'], { cwd })).out) as { readonly runs: readonly { readonly results: readonly { readonly suppressions: unknown }[] }[] };
    expect(log.runs[0]?.results[0]?.suppressions).toEqual([expect.objectContaining({ kind: 'external', justification: 'known' })]);
  });
});
