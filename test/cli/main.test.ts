import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { type Engine, engine } from '../../src/cli/engine.js';
import { run, scratch, templates, write } from './support.js';

const cwd = scratch();
write(cwd, {
  'error.yaml': templates.error,
  'warning.yaml': templates.warning,
  'clean.yaml': templates.clean,
  'nothing.yaml': templates.nothing,
  'broken.yaml': 'Resources:\n  T: {Type: AWS::CloudTrail::Trail\n',
  'only-nothing/a.yaml': templates.nothing,
  'empty/readme.txt': 'no template',
});

describe('exit status', () => {
  test.each([
    ['error.yaml', 1],
    ['warning.yaml', 0],
    ['warning.yaml --fail-on warning', 1],
    ['warning.yaml --fail-on note', 1],
    ['error.yaml --fail-on never', 0],
    ['error.yaml --rule kms-events-excluded=warning', 0],
    ['error.yaml --rule kms-events-excluded=off', 0],
    ['warning.yaml --rule kms-reads-unlogged=error', 1],
    ['clean.yaml', 0],
    ['broken.yaml', 1],
    ['nothing.yaml', 0],
    ['only-nothing', 3],
    ['empty', 3],
    ['only-nothing nothing.yaml', 0],
    ['missing.yaml', 2],
    ['error.yaml missing.yaml', 2],
    ['error.yaml --rule no-such-rule=off', 2],
    ['error.yaml -o clean.yaml/out.json', 2],
    ['nothing.yaml --max-file-size 3', 3],
    ['nothing.yaml clean.yaml --max-file-size 100', 0],
    ['clean.yaml --max-file-size 3 --strict --fail-on warning', 1],
    ['coverage error.yaml', 0],
    ['coverage only-nothing', 3],
    ['rules', 0],
    ['explain kms-events-excluded', 0],
    ['explain kms-events', 2],
    ['--help', 0],
    ['--version', 0],
  ])('keytrail %s: %i', async (line, status) => {
    expect((await run(line.split(' '), { cwd })).status).toBe(status);
  });
});

describe('standard error is one line for a mistake, and the report stays whole', () => {
  test.each([
    ['missing.yaml', "keytrail: no such file or folder: 'missing.yaml'\n"],
    ['chekc', "keytrail: no such file or folder: 'chekc'; did you mean the command 'check'?\n"],
    ['a b c d e', "keytrail: no such file or folder: 'a', 'b', 'c' and 2 more\n"],
    ['a\u001B[31m\nb', "keytrail: no such file or folder: 'a\\u001b[31m\\nb'\n"],
    ['clean.yaml --rule kms-event-exluded=off', "keytrail: unknown rule 'kms-event-exluded'; did you mean 'kms-events-excluded'?\n"],
    ['explain KmsEventsExcluded', "keytrail: unknown rule 'KmsEventsExcluded'; did you mean 'kms-events-excluded'?\n"],
    ['explain xyzzy', "keytrail: unknown rule 'xyzzy'; keytrail rules lists them\n"],
    ['empty', 'keytrail: found nothing that keytrail reads\n'],
  ])('keytrail %j', async (line, err) => {
    expect((await run(line.split(' '), { cwd })).err).toBe(err);
  });

  test('a report that cannot be written does not keep the others back', async () => {
    const { status, out, err } = await run(['error.yaml', '-f', 'sarif=error.yaml/a', '-f', 'json', '-f', 'pretty=empty'], { cwd });
    expect(status).toBe(2);
    expect(err).toBe("keytrail: cannot write to 'error.yaml/a': its folder is a file; cannot write to 'empty': it is a folder\n");
    expect(JSON.parse(out)).toHaveProperty('findings');
  });

  test('several formats at once', async () => {
    const { status, out, err } = await run(['error.yaml', '-f', 'pretty', '-f', 'sarif=a.sarif', '-f', 'json=a.json'], { cwd });
    expect([status, err]).toEqual([1, '']);
    expect(out).toContain('kms-events-excluded');
    expect(JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8'))).toHaveProperty('runs');
    expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8'))).toHaveProperty('version');
  });

  test('a report that was written is not read as input', async () => {
    await run(['error.yaml', '-f', 'json', '-o', 'empty/report.json'], { cwd });
    expect(existsSync(join(cwd, 'empty/report.json'))).toBe(true);
    expect((await run(['empty'], { cwd })).status).toBe(3);
  });
});

describe('standard input', () => {
  test('is read for -, under the name given', async () => {
    const { status, out } = await run(['-', '-f', 'json', '--stdin-filename', 'sub/x.yaml'], { cwd, stdin: templates.error });
    expect(status).toBe(1);
    expect(out).toContain('"file": "sub/x.yaml"');
  });

  test('goes without a name, and beside files', async () => {
    const { out } = await run(['-', 'warning.yaml', '-f', 'json'], { cwd, stdin: templates.error });
    expect(out).toContain('"file": "<stdin>"');
    expect(out).toContain('"file": "warning.yaml"');
  });

  test('may be too large', async () => {
    const { status, out } = await run(['-', '--max-file-size', '10'], { cwd, stdin: templates.error });
    expect(status).toBe(3);
    expect(out).toContain('--max-file-size');
  });
});

describe('parameters from files', () => {
  const folder = scratch();
  write(folder, {
    't.yaml': templates.error.replace('Resources:', 'Parameters:\n  Source: { Type: String, Default: rdsdata.amazonaws.com }\nResources:').replace('[kms.amazonaws.com]', '[!Ref Source]'),
    'with space/prod.json': '{"Source": "kms.amazonaws.com"}',
    'dev.json': '{"Source": "rdsdata.amazonaws.com"}',
    'broken.json': '{"Source": ',
  });

  test.each<[readonly string[], number]>([
    [['t.yaml'], 0],
    [['t.yaml', '--params', 'with space/prod.json'], 1],
    [['coverage', 't.yaml', '--params', 'with space/prod.json'], 0],
    [['t.yaml', '--params', 'dev.json', '--params', 'with space/prod.json'], 1],
    [['t.yaml', '--params', 'with space/prod.json', '--param', 'Source=x'], 0],
    [['t.yaml', '--params', 'broken.json'], 1],
    [['t.yaml', '--params', 'none.json'], 2],
    [['t.yaml', '--params', '.'], 2],
  ])('%j: %i', async (argv, status) => {
    expect((await run(argv, { cwd: folder })).status).toBe(status);
  });

  test.each<[readonly string[], string]>([
    [['--params', 'none.json'], "keytrail: cannot read the parameters in 'none.json': there is no such file\n"],
    [['--params', '.'], "keytrail: cannot read the parameters in '.': it is not a regular file\n"],
    [['--param', 'Sorce=x'], "keytrail: no template that was read has the parameter 'Sorce' of --param\n"],
  ])('%j: %j', async (argv, err) => {
    expect((await run(['t.yaml', ...argv], { cwd: folder })).err).toBe(err);
  });

  test('the finding names the file and leads to its line', async () => {
    const { out } = await run(['t.yaml', '--params', 'dev.json', '--params', 'with space/prod.json', '-f', 'json'], { cwd: folder });
    const { findings } = JSON.parse(out) as { readonly findings: readonly { readonly message: string; readonly assumptions: unknown; readonly flow: readonly { readonly file: string; readonly column: number }[] }[] };
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(' with `with space/prod.json`');
    expect(findings[0]?.assumptions).toEqual([{ input: 'parameter file', label: 'with space/prod.json', default: true }]);
    expect(findings[0]?.flow[0]).toMatchObject({ file: 'with space/prod.json', column: 12 });
  });
});

describe('what was not read is told', () => {
  const odd = scratch();
  write(odd, { 'clean.yaml': templates.clean, 'large.json': ' '.repeat(5000) });
  execFileSync('mkfifo', [join(odd, 'pipe.yaml')]);
  symlinkSync('nowhere', join(odd, 'link.yaml'));

  test('in the report', async () => {
    const { status, out } = await run(['-f', 'json', '--max-file-size', '1000'], { cwd: odd });
    const { problems } = JSON.parse(out) as { readonly problems: readonly { readonly file: string }[] };
    expect(status).toBe(0);
    expect(problems.map(({ file }) => file)).toEqual(['large.json', 'link.yaml', 'pipe.yaml']);
  });

  test('as findings where gaps are', async () => {
    const { status, out } = await run(['-f', 'json', '--strict', '--fail-on', 'warning'], { cwd: odd });
    const { findings } = JSON.parse(out) as { readonly findings: readonly { readonly file: string; readonly rule: string }[] };
    expect(status).toBe(1);
    expect(findings.filter(({ rule }) => rule === 'gap').map(({ file }) => file)).toEqual(['link.yaml', 'pipe.yaml']);
  });

  test('and fails the run where the user named it, with the rest reported', async () => {
    const { status, out, err } = await run(['pipe.yaml', 'clean.yaml', '-f', 'json'], { cwd: odd });
    expect(status).toBe(2);
    expect(err).toBe("keytrail: cannot read 'pipe.yaml': it is not a regular file\n");
    expect(JSON.parse(out)).toMatchObject({ findings: [] });
  });
});

describe('our own faults', () => {
  const error = new Error('a bug');
  const failing = (how: Partial<Engine>): Engine => ({ ...engine, ...how });
  const crashing = rules.map((rule) => (rule.meta.id === 'kms-events-excluded' ? { ...rule, check: () => { throw error; } } : rule));

  test('a rule that throws costs only its own findings', async () => {
    const { status, out, err } = await run(['error.yaml', 'warning.yaml'], { cwd, engine: failing({ rules: () => Promise.resolve(crashing) }) });
    expect(status).toBe(2);
    expect(out).toContain('kms-reads-unlogged');
    expect(err).toMatch(/^keytrail: internal error: rule kms-events-excluded failed on error.yaml; the rest is reported\nError: a bug\n {4}at /u);
  });

  test('anything else is told with its stack', async () => {
    const { status, err } = await run(['error.yaml'], { cwd, engine: failing({ lint: () => Promise.reject(error) }) });
    expect(status).toBe(2);
    expect(err).toMatch(/^keytrail: internal error: Error: a bug\n {4}at /u);
  });
});

test.each(rules.map(({ meta }) => meta))('explain $id', async ({ id, summary }) => {
  const { status, out } = await run(['explain', id]);
  expect(status).toBe(0);
  expect(out).toMatch(new RegExp(`^${id}: .*\n\n${summary}\n\n`, 'u'));
});

test('--stats tells on standard error what the run took', async () => {
  const { out, err } = await run(['error.yaml', '--stats', '-f', 'json'], { cwd });
  expect(err).toMatch(/^keytrail: 1 files read, 1 recognised, 1 findings, 0 problems; 0\.00 s, 0 MB\n$/u);
  expect(JSON.parse(out)).toHaveProperty('findings');
});

test('the same input gives the same bytes, in whatever order it is named', async () => {
  const outcomes = await Promise.all([['.'], ['warning.yaml', 'error.yaml', '.'], ['.', '--jobs', '7']].map((argv) => run([...argv, '-f', 'sarif', '--rule', 'parse-error=off'], { cwd })));
  expect(new Set(outcomes.map(({ out }) => out)).size).toBe(1);
});

test('a folder that is a repository gives the paths from its root', async () => {
  const root = join(cwd, 'repository');
  write(root, { 'infra/prod/a.yaml': templates.error });
  mkdirSync(join(root, '.git'));
  const { out } = await run(['.', '-f', 'json'], { cwd: join(root, 'infra') });
  expect(out).toContain('"file": "infra/prod/a.yaml"');
});
