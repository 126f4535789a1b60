import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { built } from '../helpers/built.js';
import { scratch, templates, write } from './support.js';

/** What goes wrong around keytrail, told of the program as it is published: the message, the exit status, and what lies there afterwards. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const all = scratch();
const dist = join(all, 'dist');
const cli = join(dist, 'cli.cjs');
const env = { PATH: process.env['PATH'] ?? '' };

beforeAll(() => {
  built(dist);
  symlinkSync(join(root, 'node_modules'), join(all, 'node_modules'));
  chmodSync(all, 0o755);
});

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(all, 'test-'));
  write(cwd, { 'error.yaml': templates.error, 'clean.yaml': templates.clean, 'old.json': 'old', 'known.json': '{ "version": 1, "findings": [] }\n' });
  chmodSync(cwd, 0o755);
});

type Ended = SpawnSyncReturns<string>;
const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
const keytrail = (line: string, before: readonly string[] = []): Ended => spawnSync(process.execPath, [...before, cli, ...words(line)], { cwd, env, encoding: 'utf8', input: '' });
/** Through a shell: `$KEYTRAIL` is the program. */
const shell = (script: string): Ended => spawnSync('sh', ['-c', script], { cwd, env: { ...env, KEYTRAIL: `${process.execPath} ${cli}` }, encoding: 'utf8', input: '' });
const drafts = (): readonly string[] => readdirSync(cwd, { recursive: true }).map(String).filter((name) => name.includes('.keytrail-'));
const text = (name: string): string => readFileSync(join(cwd, name), 'utf8');

describe('the words, the config, the baseline', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['--formt json', {}, "keytrail: unknown option '--formt'; did you mean '--format'?\n"],
    ['chekc', {}, "keytrail: no such file or folder: 'chekc'; did you mean the command 'check'?\n"],
    ['--rule kms-event-excluded=off', {}, "keytrail: unknown rule 'kms-event-excluded'; did you mean 'kms-events-excluded'?\n"],
    ['--config none.yaml', {}, "keytrail: cannot read the config 'none.yaml': there is no such file\n"],
    ['.', { '.keytrail.yaml': 'rulez: {}\n' }, ".keytrail.yaml:1:1: unknown key 'rulez'; did you mean 'rules'?\n"],
    ['.', { '.keytrail.yaml': 'rules: { kms-event-excluded: off }\nstrict: maybe\n' }, ".keytrail.yaml:1:10: unknown rule 'kms-event-excluded'; did you mean 'kms-events-excluded'?\n.keytrail.yaml:2:9: 'strict' must be true or false, not 'maybe'\n"],
    ['.', { '.keytrail.yaml': '', '.keytrail.json': '{}' }, "keytrail: two config files, '.keytrail.yaml' and '.keytrail.json'; keep one of them\n"],
    ['.', { '.keytrail.yaml': 'a: \u0000\u0001\u0002' }, '.keytrail.yaml:1:1: this is a binary file, not a config\n'],
    ['--baseline none.json', {}, "keytrail: cannot read the baseline 'none.json': there is no such file; --update-baseline writes one\n"],
    ['--baseline b.json', { 'b.json': '{ "version": 1 }' }, "b.json:1:1: the baseline lacks 'findings'\n"],
    ['--baseline b.json', { 'b.json': '<<<<<<< HEAD\n' }, 'b.json:1:1: '],
    ['--baseline b.json --update-baseline', { 'b.json': '[]' }, 'b.json:1:1: the baseline must be a map, not a list\n'],
    ['--params none.json', {}, "keytrail: cannot read the parameters in 'none.json': there is no such file\n"],
    ['--var-file none.tfvars', {}, "keytrail: cannot read the variables in 'none.tfvars': there is no such file\n"],
    ['explain kms', {}, "keytrail: unknown rule 'kms'; keytrail rules lists them\n"],
  ])('keytrail %s with %j', (line, files, err) => {
    write(cwd, files);
    const { status, stdout, stderr } = keytrail(`${line} -o report.txt`.replace(/^(explain.*) -o.*$/u, '$1'));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(err), stderr).toBe(true);
    expect(stderr).not.toMatch(/^ {4}at /mu);
    expect(existsSync(join(cwd, 'report.txt'))).toBe(false);
  });
});

describe('what cannot be read', () => {
  test.each<[string, () => void, string, number, string]>([
    ['a link in a circle', () => { symlinkSync('loop.yaml', join(cwd, 'loop.yaml')); }, 'loop.yaml clean.yaml', 2, "keytrail: cannot read 'loop.yaml': symbolic links run in a circle\n"],
    ['a link that leads nowhere', () => { symlinkSync('nowhere', join(cwd, 'link.yaml')); }, 'link.yaml', 2, "keytrail: no such file or folder: 'link.yaml'\n"],
    ['a file below a file', () => {}, 'clean.yaml/x', 2, "keytrail: no such file or folder: 'clean.yaml/x'\n"],
    ['a device', () => {}, '/dev/zero clean.yaml', 2, "it is not a regular file\n"],
  ])('%s', (_, make, line, status, err) => {
    make();
    const ended = keytrail(`${line} -f json`);
    expect(ended.status).toBe(status);
    expect(ended.stderr.endsWith(err), ended.stderr).toBe(true);
    // What was read is reported all the same.
    if (line.endsWith(' clean.yaml')) expect(JSON.parse(ended.stdout)).toHaveProperty('findings');
  });

  test.each<[string, string, string]>([
    ['standard input that is a folder', '$KEYTRAIL - < .', 'keytrail: cannot read standard input: it is a folder\n'],
    ['a working folder that is gone', 'mkdir gone && cd gone && rmdir ../gone && $KEYTRAIL .', 'keytrail: the working folder is gone\n'],
  ])('%s', (_, script, err) => {
    const { status, stdout, stderr } = shell(script);
    expect([status, stdout, stderr]).toEqual([2, '', err]);
  });
});

/** Permissions mean nothing to root: as somebody else, if we are root; nobody has no files here. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const asNobody = (line: string): Ended => spawnSync(process.execPath, [cli, ...words(line)], { cwd, env, encoding: 'utf8', input: '', ...nobody });
const mayRun = (): boolean => asNobody('--version').status === 0;

describe('what one may not', () => {
  test('is told: a file that may not be read, with the rest reported', ({ skip }) => {
    skip(!mayRun(), 'nobody cannot run it here');
    chmodSync(join(cwd, 'clean.yaml'), 0);
    const { status, stdout, stderr } = asNobody('error.yaml clean.yaml -f json');
    expect([status, stderr]).toEqual([2, "keytrail: cannot read 'clean.yaml': permission denied\n"]);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  });

  test('is told: a file met on the way', ({ skip }) => {
    skip(!mayRun(), 'nobody cannot run it here');
    chmodSync(join(cwd, 'clean.yaml'), 0);
    mkdirSync(join(cwd, 'folder'), { mode: 0 });
    const { status, stdout, stderr } = asNobody('-f json');
    expect([status, stderr]).toEqual([1, '']);
    expect((JSON.parse(stdout).problems as readonly { readonly file: string; readonly message: string }[]).map(({ file, message }) => [file, message])).toEqual([['clean.yaml', 'This was not read: permission denied'], ['folder', 'This was not read: permission denied']]);
  });

  test.each(['-f json=new.json', '-f json=deep/er/new.json', '--baseline new.json --update-baseline'])('is told: a new file in a folder that is read-only, %s', (line) => {
    // Where nobody may run it, the three others say that they are left out.
    if (!mayRun()) return;
    chmodSync(cwd, 0o555);
    const { status, stderr } = asNobody(`clean.yaml ${line}`);
    chmodSync(cwd, 0o755);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^keytrail: cannot write (?:to|the baseline) '[\w/]+\.json': permission denied\n$/u);
    expect(readdirSync(cwd).sort()).toEqual(['clean.yaml', 'error.yaml', 'known.json', 'old.json']);
  });

  test('is done: a file that may be changed in a folder that may not', ({ skip }) => {
    skip(!mayRun(), 'nobody cannot run it here');
    chmodSync(join(cwd, 'old.json'), 0o666);
    chmodSync(cwd, 0o555);
    const { status } = asNobody('clean.yaml -f json=old.json');
    chmodSync(cwd, 0o755);
    expect(status).toBe(0);
    expect(JSON.parse(text('old.json'))).toHaveProperty('findings');
  });
});

const hasFull = existsSync('/dev/full');

describe.skipIf(!hasFull)('a full disk', () => {
  test.each([
    'error.yaml', 'clean.yaml', 'error.yaml -f sarif', 'error.yaml -f json', 'error.yaml -f junit', 'error.yaml -f markdown', 'error.yaml -f gitlab', 'error.yaml -f github',
    'coverage error.yaml', 'rules', 'explain gap', '--help', '--version', 'init',
  ])('under standard output: keytrail %s', (line) => {
    const { status, stderr } = shell(`$KEYTRAIL ${line} > /dev/full`);
    expect([status, stderr]).toEqual([2, "keytrail: cannot write to 'standard output': no space is left\n"]);
  });

  test.each(['error.yaml -o /dev/full', 'error.yaml -f sarif=/dev/full -f json'])('as a file: keytrail %s', (line) => {
    const { status, stderr, stdout } = keytrail(line);
    expect([status, stderr]).toEqual([2, "keytrail: cannot write to '/dev/full': no space is left\n"]);
    if (line.endsWith('json')) expect(JSON.parse(stdout).findings).toHaveLength(1);
  });

  test.each<[string, number]>([['none.yaml', 2], ['--nonsense', 2], ['error.yaml --stats', 1], ['error.yaml > /dev/full', 2]])('under standard error the status still tells: keytrail %s', (line, status) => {
    expect(shell(`$KEYTRAIL ${line} 2> /dev/full`).status).toBe(status);
  });
});

describe('a file that cannot become as large as it should', () => {
  // Half a kilobyte (or a whole one) is the most that a file may have: the second write fails as on a full disk.
  const limited = (line: string): Ended => shell(`ulimit -f 1 && $KEYTRAIL ${line}`);

  test.each<[string, string]>([
    ['error.yaml -f sarif=old.json', "keytrail: cannot write to 'old.json': it would be larger than a file may be\n"],
    ['error.yaml -f sarif=new.json', "keytrail: cannot write to 'new.json': it would be larger than a file may be\n"],
    ['many --baseline known.json --update-baseline -q', "keytrail: cannot write the baseline 'known.json': it would be larger than a file may be\n"],
  ])('stays as it is, or is not there: keytrail %s', (line, err) => {
    write(cwd, Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`many/${index}.yaml`, templates.error])));
    const { status, stderr } = limited(line);
    expect([status, stderr]).toEqual([2, err]);
    expect(readdirSync(cwd).sort()).toEqual(['clean.yaml', 'error.yaml', 'known.json', 'many', 'old.json']);
    expect([text('old.json'), text('known.json')]).toEqual(['old', '{ "version": 1, "findings": [] }\n']);
  });

  test('stays as it is where it cannot be replaced either', ({ skip }) => {
    skip(!mayRun(), 'nobody cannot run it here');
    chmodSync(join(cwd, 'old.json'), 0o666);
    chmodSync(cwd, 0o555);
    const { status, stderr } = spawnSync('sh', ['-c', `ulimit -f 1 && ${process.execPath} ${cli} error.yaml -f sarif=old.json`], { cwd, env, encoding: 'utf8', ...nobody });
    chmodSync(cwd, 0o755);
    expect([status, stderr]).toEqual([2, "keytrail: cannot write to 'old.json': it would be larger than a file may be\n"]);
    expect(text('old.json')).toBe('old');
  });
});

/** Sends a signal to keytrail itself when it first does something with a file that a name fits. */
function whenIt(does: string, what: string, signal: string): readonly string[] {
  const hook = join(cwd, '..', `hook-${does}.cjs`);
  writeFileSync(hook, `const fs = require('node:fs'); const real = fs.${does}; let done = false;
fs.${does} = (...args) => { if (!done && args.slice(0, 2).some((arg) => String(arg).includes(${JSON.stringify(what)}))) { done = true; process.kill(process.pid, '${signal}'); } return real(...args); };\n`);
  return ['--require', hook];
}

describe('a signal', () => {
  beforeEach(() => {
    write(cwd, Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`many/${index}.yaml`, templates.error])));
  });

  test.each(['SIGINT', 'SIGTERM'])('%s while it lints ends it at once, and nothing is written', (signal) => {
    const ended = keytrail('many -f json -f sarif=new.json -f junit=old.json', whenIt('openSync', 'many/200.yaml', signal));
    expect([ended.status, ended.signal, ended.stdout, ended.stderr]).toEqual([null, signal, '', '']);
    expect(readdirSync(cwd).sort()).toEqual(['clean.yaml', 'error.yaml', 'known.json', 'many', 'old.json']);
    expect(text('old.json')).toBe('old');
  });

  test('SIGINT is what a shell tells as 130', () => {
    const [flag = '', hook = ''] = whenIt('openSync', 'many/200.yaml', 'SIGINT');
    expect(shell(`NODE_OPTIONS="${flag}=${hook}" $KEYTRAIL many; echo $?`).stdout).toBe('130\n');
  });

  test('while it waits for standard input ends it at once', () => {
    const { status } = shell('{ sleep 20 & echo $! > pid; wait; } | { timeout -s INT 1 $KEYTRAIL - -o new.json; status=$?; kill $(cat pid); exit $status; }');
    expect(status).toBe(124);
    expect(existsSync(join(cwd, 'new.json'))).toBe(false);
  });

  test.each<[string, string, string, string]>([
    ['SIGINT', 'mkdtempSync', '.keytrail-', '-f json=new.json'],
    ['SIGINT', 'writeFileSync', '.keytrail-', '-f json=new.json'],
    ['SIGINT', 'renameSync', '.keytrail-', '-f json=old.json'],
    ['SIGTERM', 'renameSync', '.keytrail-', '-f json=new.json'],
    ['SIGHUP', 'rmSync', '.keytrail-', '-f json=new.json'],
    ['SIGINT', 'renameSync', '.keytrail-', '--baseline new.json --update-baseline'],
    ['SIGINT', 'renameSync', '.keytrail-', '--fix'],
    ['SIGINT', 'renameSync', '.keytrail-', 'init'],
  ])('%s at %s of a draft waits until the file is whole: %s, %s', (signal, does, what, line) => {
    const isInit = line === 'init';
    const ended = keytrail(isInit ? line : `error.yaml ${line}`, whenIt(does, what, signal));
    expect([ended.status, ended.signal]).toEqual([null, signal]);
    expect(drafts()).toEqual([]);
    const [written] = /\w+\.json/u.exec(line) ?? [];
    if (written !== undefined) expect(JSON.parse(text(written))).toHaveProperty('version');
    if (line === '--fix') expect(text('error.yaml')).not.toContain('kms.amazonaws.com');
    if (isInit) expect(existsSync(join(cwd, '.keytrail.yaml'))).toBe(true);
  });

  test('is not kept waiting by a pipe that nobody reads', () => {
    const { status, stdout } = shell('mkfifo pipe; timeout -s INT 1 $KEYTRAIL error.yaml -f json=new.json -f sarif=pipe; echo $?');
    expect([status, stdout]).toEqual([0, '124\n']);
    expect(JSON.parse(text('new.json'))).toHaveProperty('findings');
    expect(drafts()).toEqual([]);
  });
});

describe('a reader that goes away', () => {
  test.each(['pretty', 'json', 'sarif'])('is no fault: -f %s', (format) => {
    write(cwd, Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`many/${index}.yaml`, templates.error])));
    const { stdout, stderr } = shell(`{ $KEYTRAIL many -f ${format}; echo $? >&2; } | head -c 1 | wc -c`);
    expect([stdout.trim(), stderr]).toEqual(['1', '1\n']);
  });

  test('is none while files are written', () => {
    const { stderr } = shell('{ $KEYTRAIL error.yaml -f pretty -f json=new.json; } | true; :');
    expect(stderr).toBe('');
    expect(JSON.parse(text('new.json'))).toHaveProperty('findings');
    rmSync(join(cwd, 'new.json'));
  });
});
