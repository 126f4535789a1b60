import { mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { engine } from '../../src/cli/engine.js';
import { exit } from '../../src/cli/io.js';
import { run, scratch, templates, write, type World } from './support.js';

/** What docs/exit-codes.md says of each status, case by case. */

const text = readFileSync(fileURLToPath(new URL('../../docs/exit-codes.md', import.meta.url)), 'utf8');
const sections = [...text.matchAll(/^## (\d)\n([^]*?)(?=^## |$(?![^]))/gmu)].map(([, status, body = '']) => [Number(status), [...body.matchAll(/^\| (.*?) +\| .*\|$/gmu)].map(([, name = '']) => name).filter((name) => name !== 'case' && !name.startsWith('---'))] as const);
const told = new Map(sections.flatMap(([status, names]) => names.map((name) => [name, status] as const)));

const possible = templates.error.replace('Resources:', 'Parameters:\n  Source: { Type: String, AllowedValues: [kms.amazonaws.com, rdsdata.amazonaws.com] }\nResources:').replace('[kms.amazonaws.com]', '[!Ref Source]');
const accepted = templates.error.replace('    Properties:\n', '    Metadata: { cdk_nag: { rules_to_suppress: [{ id: kms-events-excluded, reason: known }] } }\n    Properties:\n');
const gap = 'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n  "Fn::ForEach::X": !Unheard x\n';

interface Case {
  /** Command lines that all end with the status. */
  readonly lines: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** What is run before. */
  readonly first?: readonly string[];
  readonly edit?: (folder: string) => void;
  readonly world?: Partial<World>;
}

const crashing = rules.map((rule) => (rule.meta.id === 'kms-events-excluded' ? { ...rule, check: () => { throw new Error('a bug'); } } : rule));

const replaced = (folder: string, name: string, from: string | RegExp, to: string): void => write(folder, { [name]: readFileSync(join(folder, name), 'utf8').replace(from, to) });

const CASES: Readonly<Record<string, Case>> = {
  'there are no findings': { lines: ['clean.yaml', '. --fail-on note'], files: { 'clean.yaml': templates.clean } },
  'all findings are below `--fail-on`': { lines: ['.'], files: { 'a.yaml': templates.warning } },
  'a possible error, with `--fail-on error`': { lines: ['.', '. --fail-on error'], files: { 'a.yaml': possible } },
  '`--fail-on never`': { lines: ['. --fail-on never'], files: { 'a.yaml': templates.error, 'b.json': '{ "Resources":' } },
  'every finding is in the baseline': { first: ['--baseline b.json --update-baseline'], lines: ['--baseline b.json', '--baseline b.json --fail-on note'], files: { 'a.yaml': templates.error } },
  'every finding is accepted in the input': { lines: ['. --fail-on note'], files: { 'a.yaml': accepted } },
  'after `--update-baseline`': { lines: ['--baseline b.json --update-baseline --fail-on note'], files: { 'a.yaml': templates.error } },
  'a file that was named and holds nothing to check': { lines: ['a.yaml'], files: { 'a.yaml': templates.nothing } },
  'a file that was named and that the config leaves out': { lines: ['a.yaml'], files: { 'a.yaml': templates.error, '.keytrail.yaml': 'exclude: [a.yaml]\n' } },
  'a folder with something that was too large to be read, and something that was read': { lines: ['. --max-file-size 1000'], files: { 'a.yaml': templates.clean, 'b.yaml': `${templates.error}${'#\n'.repeat(1000)}` } },
  '`keytrail coverage`, whatever is lost': { lines: ['coverage .'], files: { 'a.yaml': templates.error } },
  '`keytrail rules`, `keytrail explain ID`, `--help`, `--version`': { lines: ['rules', 'explain gap', '--help', '--version'] },
  'an error': { lines: ['.'], files: { 'a.yaml': templates.error } },
  'a warning, with `--fail-on warning`': { lines: ['. --fail-on warning'], files: { 'a.yaml': templates.warning } },
  'a possible error, with `--fail-on warning`': { lines: ['. --fail-on warning'], files: { 'a.yaml': possible } },
  'a file that cannot be parsed': { lines: ['a.yaml', 'a.yaml --fail-on error'], files: { 'a.yaml': 'Resources:\n  T: {Type: AWS::CloudTrail::Trail\n' } },
  'a gap, with `--strict --fail-on warning`': { lines: ['. --strict --fail-on warning'], files: { 'a.yaml': gap } },
  'a finding that is graver than the baseline says': { first: ['--baseline b.json --update-baseline'], edit: (folder) => { replaced(folder, 'a.yaml', /Parameters:\n.*\n/u, ''); replaced(folder, 'a.yaml', '!Ref Source', 'kms.amazonaws.com'); }, lines: ['--baseline b.json'], files: { 'a.yaml': possible } },
  'an entry of the baseline that acted until yesterday': { first: ['--baseline b.json --update-baseline'], edit: (folder) => { replaced(folder, 'b.json', '" }', '", "until": "2001-01-01" }'); }, lines: ['--baseline b.json', '--baseline b.json --update-baseline'], files: { 'a.yaml': templates.error } },
  'an unknown option': { lines: ['--zzz', 'rules --strict'] },
  'an unknown rule, on the command line or in the config': { lines: ['. --rule x=off --no-config', '.', 'explain x'], files: { 'a.yaml': templates.clean, '.keytrail.yaml': 'rules: { x: off }\n' } },
  'a path that does not exist': { lines: ['a.yaml', 'clean.yaml a.yaml'], files: { 'clean.yaml': templates.clean } },
  'a file that was named and cannot be read': { edit: (folder) => { symlinkSync('loop', join(folder, 'loop')); }, lines: ['loop', 'clean.yaml loop'], files: { 'clean.yaml': templates.clean } },
  'a config that cannot be used': { lines: ['.', '. --config none.yaml'], files: { 'a.yaml': templates.clean, '.keytrail.yaml': 'rulez: {}\n' } },
  'a baseline that does not exist, or cannot be used': { lines: ['--baseline none.json', '--baseline a.yaml'], files: { 'a.yaml': templates.clean } },
  '`--update-baseline` where something that was named could not be read, or a file cannot be parsed': { edit: (folder) => { symlinkSync('loop', join(folder, 'loop')); }, lines: ['loop a.yaml --baseline b.json --update-baseline', '. --baseline b.json --update-baseline'], files: { 'a.yaml': templates.clean, 'b.yaml': 'Resources:\n  T: {Type: AWS::CloudTrail::Trail\n' } },
  'a report that cannot be written': { lines: ['. -o a.yaml/x.json'], files: { 'a.yaml': templates.clean } },
  '`--staged` or `--changed-since` outside a repository': { lines: ['--staged', '--changed-since HEAD'], files: { 'a.yaml': templates.clean } },
  'a rule or a reader of keytrail that fails': { lines: ['.'], files: { 'a.yaml': templates.error }, world: { engine: { ...engine, rules: () => Promise.resolve(crashing) } } },
  'a folder without anything that keytrail reads': { lines: ['.', 'coverage'], files: { 'readme.txt': 'x', 'a.yaml': templates.nothing } },
  'nothing but files that are too large': { lines: ['.', 'a.yaml'].map((path) => `${path} --max-file-size 10`), files: { 'a.yaml': templates.clean } },
};

/** Of processes: test/cli/errors.test.ts shows it. */
const elsewhere = ['findings, and the reader of standard output has gone away', 'standard input that cannot be read'];

test('every case is shown', () => {
  expect([...told.keys()].sort()).toEqual([...Object.keys(CASES), ...elsewhere].sort());
  expect(new Set(told.values())).toEqual(new Set(Object.values(exit)));
});

const all = scratch();

describe.each([...told].filter(([name]) => Object.hasOwn(CASES, name)))('%s', (name, status) => {
  const { lines, files = {}, first = [], edit, world = {} } = CASES[name] ?? { lines: [] };
  test.each(lines)(`ends with ${status}: keytrail %s`, async (line) => {
    const cwd = mkdtempSync(join(all, 'test-'));
    write(cwd, files);
    for (const before of first) await run(before.split(' '), { cwd });
    edit?.(cwd);
    const ended = await run(line.split(' '), { ...world, cwd });
    expect(ended.status).toBe(status);
    // Whoever gets another status than that of findings is told why.
    if (status === exit.failure || status === exit.nothing) expect(ended.err).toMatch(/^(?:keytrail: |\S+:\d+:\d+: )\S/u);
  });
});
