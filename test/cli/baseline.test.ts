import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { type Engine, engine } from '../../src/cli/engine.js';
import { run, scratch, templates, write, type Outcome } from './support.js';

const all = scratch();
let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(all, 'test-'));
  write(cwd, { 'a.yaml': templates.error, 'infra/b.yaml': templates.error, 'clean.yaml': templates.clean });
});

interface Written {
  readonly version: number;
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly subject: string; readonly cause: string; readonly level: string; readonly reason?: string; readonly until?: string }[];
}
const file = (name = 'known.json'): string => readFileSync(join(cwd, name), 'utf8');
const written = (name?: string): Written => JSON.parse(file(name)) as Written;
/** Of what is wrong with trails: a file that cannot be read is known as well. */
const paths = (name?: string): readonly string[] => written(name).findings.filter(({ rule }) => rule !== 'parse-error').map(({ path }) => path);
const keytrail = async (line: string, more: Partial<{ readonly stdin: string; readonly engine: Engine }> = {}): Promise<Outcome> => run(line.split(' ').filter((word) => word !== ''), { cwd, ...more });
const update = async (line = ''): Promise<Outcome> => keytrail(`--baseline known.json --update-baseline ${line}`);
const judge = async (line = ''): Promise<Outcome> => keytrail(`--baseline known.json ${line}`);
const change = (name: string, edit: (text: string) => string): void => writeFileSync(join(cwd, name), edit(readFileSync(join(cwd, name), 'utf8')));
/** Adds words of somebody to the entry of a file. */
const say = (path: string, words: string): void => change('known.json', (text) => text.split('\n').map((line) => (line.includes(`"path": "${path}"`) ? line.replace(/ \}(,?)$/u, `, ${words} }$1`) : line)).join('\n'));
const last = ({ out }: Outcome): readonly string[] => out.trimEnd().split('\n\n').at(-1)?.split('\n') ?? [];

describe('an update', () => {
  test('writes what is found, tells so, and the next run is clean', async () => {
    const { status, out, err } = await update();
    expect(err).toBe("keytrail: the baseline 'known.json' has 2 findings: 2 added, 0 removed\n  + kms-events-excluded a.yaml Trail\n  + kms-events-excluded infra/b.yaml Trail\n");
    expect(status).toBe(0);
    expect(out).toBe('No new findings (2 known): 1 sink logs all 58 KMS events and 2 sinks lose KMS events.\n');
    expect(written()).toMatchObject({ version: 1, findings: [{ rule: 'kms-events-excluded', path: 'a.yaml', subject: 'Trail', level: 'error' }, { path: 'infra/b.yaml' }] });
    expect(await judge()).toEqual({ status: 0, out, err: '' });
  });

  test('that changes nothing writes nothing', async () => {
    await update();
    const before = statSync(join(cwd, 'known.json'));
    expect((await update()).err).toBe("keytrail: the baseline 'known.json' has 2 findings: 0 added, 0 removed\n");
    expect(statSync(join(cwd, 'known.json')).ino).toBe(before.ino);
  });

  test('says nothing when quiet', async () => {
    expect(await update('-q')).toEqual({ status: 0, out: '', err: '' });
  });

  test('takes out what is gone, and keeps what was said by hand', async () => {
    await update();
    say('a.yaml', '"reason": "a trail of the sandbox", "until": "9999-12-31"');
    say('infra/b.yaml', '"reason": "soon"');
    writeFileSync(join(cwd, 'infra/b.yaml'), templates.clean);
    const { status, err } = await update();
    expect([status, err]).toEqual([0, "keytrail: the baseline 'known.json' has 1 finding: 0 added, 1 removed\n  - kms-events-excluded infra/b.yaml Trail\n"]);
    expect(written().findings).toMatchObject([{ path: 'a.yaml', reason: 'a trail of the sandbox', until: '9999-12-31' }]);
  });

  test('tells twenty changes, and how many more there are; nothing in them reaches the terminal as it is', async () => {
    write(cwd, Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m/${String(index).padStart(2, '0')}\u001B[31m.yaml`, templates.error])));
    const { err } = await update('m');
    expect(err.trimEnd().split('\n')).toHaveLength(22);
    expect(err).toContain('  + kms-events-excluded m/00\\u001b[31m.yaml Trail\n');
    expect(err).toMatch(/\n {2}and 10 more\n$/u);
  });

  test('keeps what it did not look at', async () => {
    await update();
    writeFileSync(join(cwd, 'infra/b.yaml'), templates.clean);
    expect((await update('a.yaml')).err).toContain('has 2 findings: 0 added, 0 removed\n');
    expect((await update('infra')).err).toContain('has 1 finding: 0 added, 1 removed\n');
    expect(paths()).toEqual(['a.yaml']);
  });

  test('records nothing that is accepted in the input', async () => {
    change('a.yaml', (text) => text.replace('    Properties:\n', '    Metadata: { cdk_nag: { rules_to_suppress: [{ id: kms-events-excluded, reason: known }] } }\n    Properties:\n'));
    await update();
    expect(paths()).toEqual(['infra/b.yaml']);
  });

  test('writes nothing where the run fails', async () => {
    await update();
    const before = file();
    writeFileSync(join(cwd, 'infra/b.yaml'), templates.clean);
    symlinkSync('loop.yaml', join(cwd, 'loop.yaml'));
    const { status, err } = await update('. loop.yaml');
    expect(status).toBe(2);
    expect(err).toContain("keytrail: the baseline 'known.json' is left as it is: not everything could be read or checked\n");
    expect(file()).toBe(before);
  });

  test('writes nothing where a rule of ours fails, and tells of nothing that it is gone', async () => {
    await update();
    const before = file();
    const crashing = rules.map((rule) => (rule.meta.id === 'kms-events-excluded' ? { ...rule, check: () => { throw new Error('a bug'); } } : rule));
    const { status, out } = await keytrail('--baseline known.json --update-baseline', { engine: { ...engine, rules: () => Promise.resolve(crashing) } });
    expect(status).toBe(2);
    expect(out).not.toContain('gone');
    expect(file()).toBe(before);
  });

  test.each([
    ['clean.yaml/x/y.json', 'its folder is a file'],
    ['clean.yaml/x.json', 'its folder is a file'],
  ])('to %s fails, with the report', async (name, reason) => {
    const { status, out, err } = await keytrail(`--baseline ${name} --update-baseline -f json`);
    expect([status, err]).toEqual([2, `keytrail: cannot write the baseline '${name}': ${reason}\n`]);
    expect(JSON.parse(out).findings).toHaveLength(2);
  });

  test('of an entry that acts no longer changes nothing of that', async () => {
    await update();
    say('a.yaml', '"until": "2001-01-31"');
    const { status, err } = await update();
    expect(status).toBe(1);
    expect(err).toContain('an entry of the baseline acted until a day that is over, and no longer\n  known.json:4: until 2001-01-31: kms-events-excluded a.yaml Trail\n');
    expect(written().findings).toMatchObject([{ path: 'a.yaml', until: '2001-01-31' }, {}]);
  });
});

describe('a run', () => {
  beforeEach(async () => { await update(); });

  test('survives a move of lines', async () => {
    change('a.yaml', (text) => `# A comment.\n\nDescription: moved\n${text.replace('Properties:\n', 'Properties:\n      EnableLogFileValidation: true\n')}`);
    expect(await judge()).toMatchObject({ status: 0, err: '' });
  });

  test('ends with one more who holds a grant, and not with one less', async () => {
    const granted = (roles: string): void => { write(cwd, { 'p.yaml': `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      Roles: [${roles}]\n      PolicyDocument: { Statement: [{ Effect: Allow, Action: "cloudtrail:*", Resource: "*" }] }\n` }); };
    granted('auditor, deployer');
    await update();
    say('p.yaml', '"reason": "they need it"');
    granted('deployer');
    expect((await judge()).status).toBe(0);
    granted('everyone, deployer, auditor');
    expect((await judge()).status).toBe(1);
    granted('deployer');
    expect((await update()).err).toBe("keytrail: the baseline 'known.json' has 3 findings: 0 added, 0 removed\n");
    expect(written().findings.find(({ path }) => path === 'p.yaml')).toMatchObject({ reason: 'they need it', holders: [expect.stringMatching(/^role deployer [0-9a-f]{16}$/u), expect.stringMatching(/^whoever [0-9a-f]{16}$/u)] });
    granted('auditor, deployer');
    expect((await judge()).status).toBe(1);
  });

  test('ends with another cause', async () => {
    const filter = (events: string): string => `AdvancedEventSelectors:\n        - FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventName, NotEquals: [${events}] }]\n`;
    change('a.yaml', (text) => text.replace(/EventSelectors:\n.*\n/u, filter('Decrypt')));
    await update();
    expect((await judge('--fail-on note')).status).toBe(0);
    change('a.yaml', (text) => text.replace('[Decrypt]', '[Decrypt, Encrypt]'));
    const outcome = await judge('--fail-on note');
    expect(outcome.status).toBe(1);
    expect(last(outcome)[0]).toMatch(/^New: 1 warning \(\d known\) in /u);
  });

  test('ends once it is graver', async () => {
    change('known.json', (text) => text.replace('"error"', '"warning"'));
    expect((await judge()).status).toBe(1);
    expect((await judge('--rule kms-events-excluded=warning')).status).toBe(0);
  });

  test('tells one more of the same', async () => {
    change('a.yaml', (text) => `${text}${text.slice(text.indexOf('  Trail:')).replace('  Trail:', '  Other:')}`);
    const outcome = await judge();
    expect(outcome.status).toBe(1);
    expect(outcome.out).toContain('`Other`');
    expect(outcome.out).not.toContain('`Trail`');
  });

  test.each<[string, string, () => void, readonly string[]]>([
    ['what is mended', '', () => { writeFileSync(join(cwd, 'infra/b.yaml'), templates.clean); }, ['infra/b.yaml']],
    ['what is mended, of some files', 'infra', () => { writeFileSync(join(cwd, 'infra/b.yaml'), templates.clean); }, ['infra/b.yaml']],
    ['not what it was not asked for', 'a.yaml', () => { writeFileSync(join(cwd, 'infra/b.yaml'), templates.clean); }, []],
    ['a file that is gone', '', () => { rmSync(join(cwd, 'infra/b.yaml')); }, ['infra/b.yaml']],
    ['a folder that is gone', '.', () => { rmSync(join(cwd, 'infra'), { recursive: true }); }, ['infra/b.yaml']],
    ['not a file that is gone from elsewhere', 'infra', () => { rmSync(join(cwd, 'a.yaml')); }, []],
    ['a file that is no template any longer', '', () => { writeFileSync(join(cwd, 'infra/b.yaml'), templates.nothing); }, ['infra/b.yaml']],
    ['not a file that Git ignores now', '', () => { write(cwd, { '.gitignore': 'infra\n' }); }, []],
    ['not a file that is broken now', '', () => { change('infra/b.yaml', (text) => `${text}      Tags: [\n`); }, []],
    ['not a file that is too large now', '--max-file-size 1000', () => { change('infra/b.yaml', (text) => `${text}${'#\n'.repeat(1000)}`); }, []],
    ['not what a rule that is off does not find', '--rule kms-events-excluded=off', () => { writeFileSync(join(cwd, 'infra/b.yaml'), templates.clean); }, []],
  ])('tells as gone: %s', async (_, line, act, gone) => {
    act();
    const outcome = await judge(`${line} -f sarif=log.sarif -f pretty`);
    const [tail] = last(outcome).filter((one) => one.includes('gone'));
    expect(tail).toBe(gone.length === 0 ? undefined : '1 known finding is gone: keytrail --update-baseline takes it out of known.json.');
    await update(line);
    expect(paths()).toEqual(['a.yaml', 'infra/b.yaml'].filter((path) => !gone.includes(path)));
  });

  test('leaves accepted findings alone', async () => {
    change('a.yaml', (text) => text.replace('    Properties:\n', '    Metadata: { cdk_nag: { rules_to_suppress: [{ id: kms-events-excluded, reason: known }] } }\n    Properties:\n'));
    expect(last(await judge())).toEqual(['No new findings (1 known, 1 ignored): 1 sink logs all 58 KMS events and 2 sinks lose KMS events.']);
  });

  test('does not take the baseline for input, whatever it is called', async () => {
    const yaml = join(cwd, 'infra/known.yaml');
    writeFileSync(yaml, `${file()}# Resources\n`);
    const { out, status } = await keytrail('--baseline infra/known.yaml -f json --strict');
    expect(status).toBe(0);
    expect(JSON.stringify(JSON.parse(out).problems)).not.toContain('known.yaml');
    expect(await keytrail('infra/known.yaml --baseline infra/known.yaml')).toMatchObject({ status: 0 });
    symlinkSync('infra/known.yaml', join(cwd, 'link.yaml'));
    expect(await keytrail('infra/known.yaml --baseline link.yaml')).toMatchObject({ status: 0 });
  });

  test('from another folder of the repository knows the same', async () => {
    mkdirSync(join(cwd, '.git'));
    const { status, out } = await run(['.', '--baseline', '../known.json'], { cwd: join(cwd, 'infra') });
    expect([status, out]).toEqual([0, 'No new findings (1 known): 1 sink loses KMS events.\n']);
  });

  test('tells what has expired, unless it is quiet', async () => {
    say('infra/b.yaml', '"until": "2001-01-31"');
    expect(await judge()).toMatchObject({ status: 1, err: 'keytrail: an entry of the baseline acted until a day that is over, and no longer\n  known.json:5: until 2001-01-31: kms-events-excluded infra/b.yaml Trail\n' });
    expect(await judge('-q')).toMatchObject({ status: 1, err: '' });
  });

  test('gives the same bytes in whatever order the files are named', async () => {
    const outcomes = await Promise.all(['. a.yaml', 'infra a.yaml clean.yaml', 'clean.yaml a.yaml infra'].map((line) => judge(`${line} -f json`)));
    expect(new Set(outcomes.map(({ out }) => out)).size).toBe(1);
  });
});

describe('what cannot be used', () => {
  test.each<[string, string, string]>([
    ['--baseline none.json', '', "keytrail: cannot read the baseline 'none.json': there is no such file; --update-baseline writes one\n"],
    ['--baseline infra', '', "keytrail: cannot read the baseline 'infra': it is not a regular file\n"],
    ['--baseline infra --update-baseline', '', "keytrail: cannot read the baseline 'infra': it is not a regular file\n"],
    ['--baseline b.json', '{ "version": 1, "findings": [ }', 'b.json:1:31: expected a value, `]` or a comment\n'],
    ['--baseline b.json --update-baseline', '{ "version": 2, "findings": [] }', "b.json:1:14: 'version' must be 1, the only version that this keytrail knows, not the number 2\n"],
    ['--baseline b.json', '{ "version": 1,\n  "findings": [\n    { "rule": "gap", "path": "a", "subject": "", "cause": "x", "level": "high", "message": "" }\n] }', "b.json:3:59: 'findings.0.cause' must be 16 hexadecimal digits, not 'x'\nb.json:3:73: 'findings.0.level' cannot be 'high'; it is one of note, warning, error\n"],
    ['--baseline b.json -f json=b.json', '{}', "keytrail: a report cannot go to the file of --baseline, 'b.json'\n"],
    ['--baseline b.json -o ./b.json', '{}', "keytrail: a report cannot go to the file of --baseline, 'b.json'\n"],
  ])('%s with %j', async (line, text, err) => {
    if (text !== '') writeFileSync(join(cwd, 'b.json'), text);
    const outcome = await keytrail(line);
    expect([outcome.status, outcome.out]).toEqual([2, '']);
    expect(outcome.err.replace(/: expected .*/u, '')).toBe(err.replace(/: expected .*/u, ''));
    if (text !== '') expect(file('b.json')).toBe(text);
  });
});
