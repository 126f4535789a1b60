import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judged, lint, lintPaths, locationOf, render, rules, type Report } from '../src/index.js';
import { scratch, templates, write } from './cli/support.js';

const folder = realpathSync(scratch());
write(folder, {
  '.keytrail.yaml': 'exclude: [left-out]\ntrusted: [Admin*]\n',
  'a.yaml': templates.error,
  'left-out/a.yaml': templates.error,
  'tf/main.tf': 'variable "quiet" {\n  default = "kms.amazonaws.com"\n}\nresource "aws_cloudtrail" "t" {\n  name = "t"\n  s3_bucket_name = "b"\n  is_multi_region_trail = true\n  event_selector {\n    exclude_management_event_sources = [var.quiet]\n  }\n}\n',
  'stage.yaml': `Parameters:\n  Sources: { Type: String }\n${templates.error.replace('[kms.amazonaws.com]', '[!Ref Sources]')}`,
  'sources.json': '{ "Sources": "kms.amazonaws.com" }',
  'ignored.yaml': templates.error.replace(/(Exclude.*)$/mu, '$1 # keytrail-ignore kms-events-excluded -- for a test'),
  'other.yaml': 'rules: { kms-events-excluded: note }\n',
  'quiet.tfvars': 'quiet = "none"\n',
});

const told = ({ findings }: Report): readonly string[] => judged(findings).map(({ rule, level, certainty, primary }) => `${locationOf(primary).path} ${rule} ${level} ${certainty}`);
const bad = 'kms-events-excluded error definite';

describe('lintPaths', () => {
  test.each<[string, readonly string[], Parameters<typeof lintPaths>[1], readonly string[]]>([
    ['a file', ['a.yaml'], {}, [`a.yaml ${bad}`]],
    ['a folder, by its config', ['.'], { rules: { 'kms-events-excluded': 'off' } }, []],
    ['what the config leaves out', ['left-out'], {}, []],
    ['without the config', ['left-out'], { config: false }, [`left-out/a.yaml ${bad}`]],
    ['another config', ['a.yaml'], { config: 'other.yaml' }, ['a.yaml kms-events-excluded note definite']],
    ['levels win over those of the config', ['a.yaml'], { config: 'other.yaml', rules: { 'kms-events-excluded': 'warning' } }, ['a.yaml kms-events-excluded warning definite']],
    ['an unknown parameter', ['stage.yaml'], {}, ['stage.yaml kms-events-excluded warning possible']],
    ['a parameter', ['stage.yaml'], { parameters: { Sources: 'kms.amazonaws.com' } }, [`stage.yaml ${bad}`]],
    ['a file of parameters', ['stage.yaml'], { parameterFiles: ['sources.json'] }, [`stage.yaml ${bad}`]],
    ['a configuration', ['tf'], {}, [`tf/main.tf ${bad}`]],
    ['a variable', ['tf'], { variables: { quiet: 'none' } }, ['tf/main.tf selector-invalid warning definite']],
    ['a file of variables', ['tf'], { variableFiles: ['quiet.tfvars'] }, ['tf/main.tf selector-invalid warning definite']],
    ['the environment', ['tf'], { environment: { TF_VAR_quiet: 'none' } }, ['tf/main.tf selector-invalid warning definite']],
    ['what is ignored', ['ignored.yaml'], {}, []],
    ['ignores left aside', ['ignored.yaml'], { ignores: false }, [`ignored.yaml ${bad}`]],
  ])('%s', async (_, paths, options, expected) => {
    const found = told(await lintPaths(paths, { cwd: folder, ...options }));
    expect(found.map((line) => line.replace(/^(\S+) selector-invalid.*/u, '$1 selector-invalid warning definite'))).toEqual(expected);
  });

  test.each<[string, readonly string[], Parameters<typeof lintPaths>[1], string]>([
    ['a path that leads nowhere', ['no-such'], {}, "no such file or folder: 'no-such'"],
    ['standard input', ['-'], {}, "'-' is no path"],
    ['no such config', ['a.yaml'], { config: 'no.yaml' }, "cannot read the config 'no.yaml'"],
    ['a wrong config', ['a.yaml'], { config: 'sources.json' }, "unknown key 'Sources'"],
    ['no such parameters', ['a.yaml'], { parameterFiles: ['no.json'] }, "cannot read the parameters in 'no.json'"],
    ['no such rule', ['a.yaml'], { rules: { 'no-rule': 'off' } }, "unknown rule 'no-rule'"],
    ['no such level', ['a.yaml'], { rules: { 'kms-events-excluded': 'bad' as 'off' } }, "unknown level of kms-events-excluded 'bad'; there are off, note, warning, error"],
  ])('throws: %s', async (_, paths, options, message) => {
    await expect(lintPaths(paths, { cwd: folder, ...options })).rejects.toThrow(message);
  });

  test('a file that is too large is told', async () => {
    const { problems } = await lintPaths(['a.yaml'], { cwd: folder, maxFileSize: 100 });
    expect(problems.map(({ rule, span }) => [rule, span.source.path])).toEqual([['gap', 'a.yaml']]);
  });
});

describe('lint', () => {
  test('texts and bytes, with the place', async () => {
    const { findings } = await lint([{ path: 'a.yaml', text: templates.clean }, { path: 'b/c.yaml', text: new TextEncoder().encode(templates.error) }]);
    expect(findings.map(({ primary }) => locationOf(primary))).toEqual([{ path: 'b/c.yaml', line: 9, column: 43, endLine: 9, endColumn: 60 }]);
  });

  test.each<[string, unknown]>([
    ['a path', 'a.yaml'],
    ['paths', ['a.yaml']],
    ['a text without its path', [{ text: templates.error }]],
    ['nothing', undefined],
  ])('throws: %s', async (_, files) => {
    await expect(lint(files as [])).rejects.toThrow('lint() takes a list of texts');
  });

  test('texts find one another: a module, and a file of variables', async () => {
    const module = 'variable "quiet" {}\nresource "aws_cloudtrail" "t" {\n  name = "t"\n  s3_bucket_name = "b"\n  is_multi_region_trail = true\n  event_selector {\n    exclude_management_event_sources = [var.quiet]\n  }\n}\n';
    const report = await lint([
      { path: 'main.tf', text: 'variable "quiet" {}\nmodule "trail" {\n  source = "./trail"\n  quiet  = var.quiet\n}\n' },
      { path: 'trail/main.tf', text: module },
      { path: 'terraform.tfvars', text: 'quiet = "kms.amazonaws.com"\n' },
    ]);
    expect(told(report)).toEqual([`trail/main.tf ${bad}`]);
  });

  test('texts that keytrail would not look for are no fault', async () => {
    const { findings, problems } = await lint([{ path: 'README.md', text: '{ [ : }\n- "' }, { path: 'prod.tfvars', text: 'x = {\n  a = [1]\n}\n' }]);
    expect([findings, problems]).toEqual([[], []]);
  });

  test('keys that objects have anyway are names like others', async () => {
    await expect(lint([], { rules: JSON.parse('{ "__proto__": "off" }') as Record<string, 'off'> })).rejects.toThrow("unknown rule '__proto__'");
    const report = await lint([{ path: 'a.yaml', text: templates.error }], { parameters: JSON.parse('{ "__proto__": "x", "constructor": "y" }') as Record<string, string> });
    expect(report.undeclaredParameters).toEqual(['__proto__', 'constructor']);
  });

  test('nothing', async () => {
    expect(await lint([])).toMatchObject({ findings: [], problems: [], internalErrors: [], files: { seen: 0, recognised: 0 } });
  });
});

test('render needs a format and a report', async () => {
  const report = await lintPaths([join(folder, 'a.yaml')], { cwd: folder });
  expect(() => render('nope' as 'json', report)).toThrow("unknown format 'nope'; there are pretty, ");
  expect(() => render('sarif', report, { sarifProfile: 'nope' as 'full' })).toThrow("unknown SARIF profile 'nope'");
  expect(render('pretty', report)).toContain('a.yaml:9:43');
  expect(render('json', report)).toBe(render('json', report, { width: 10, color: true }));
  expect(JSON.parse(render('sarif', report, { sarifProfile: 'github' }))).toMatchObject({ version: '2.1.0' });
  expect(rules.map(({ meta }) => meta.id)).toContain('kms-events-excluded');
});
