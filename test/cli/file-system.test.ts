import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { run, scratch, templates, type World, write } from './support.js';

const all = scratch();
let cwd = '';

beforeEach(() => {
  cwd = mkdtempSync(join(all, 'w-'));
  write(cwd, { '.git/HEAD': 'ref: refs/heads/main\n', 'a.yaml': templates.error, 'z.yaml': templates.error });
});

const at = (name: string): string => join(cwd, name);
const raw = (...parts: readonly (string | number)[]): Buffer => Buffer.concat([Buffer.from(`${cwd}/`), ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part])))]);

/** The superuser may read everything, so that it has to be somebody else for a while. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  chmodSync(all, 0o755);
  chmodSync(cwd, 0o777);
  for (const name of ['a.yaml', 'z.yaml']) if (existsSync(at(name))) chmodSync(at(name), 0o666);
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** What is met in a folder and is no file that can be read, and what is told of it; `undefined`: it is read, or there is nothing to tell. */
interface Trouble {
  readonly make: (ending: string) => void;
  readonly told: (ending: string) => string | undefined;
  readonly as?: typeof asNobody;
}

const troubles: Readonly<Record<string, Trouble>> = {
  'a link to itself': { make: (ending) => { symlinkSync(`b.${ending}`, at(`b.${ending}`)); }, told: (ending) => `b.${ending}` },
  'a folder that holds itself': {
    make: (ending) => {
      mkdirSync(at('d'));
      symlinkSync('..', at('d/up'));
      symlinkSync('../d', at('d/again'));
      symlinkSync(`nothing.${ending}`, at(`d/gone.${ending}`));
    },
    told: (ending) => `d/gone.${ending}`,
  },
  'a link that leads out': {
    make: (ending) => {
      mkdirSync(`${cwd}-out`);
      writeFileSync(`${cwd}-out/secret.${ending}`, templates.error);
      symlinkSync(`${cwd}-out/secret.${ending}`, at(`b.${ending}`));
      symlinkSync(`${cwd}-out`, at('d'));
    },
    told: (ending) => `b.${ending}`,
  },
  'a pipe': { make: (ending) => { execFileSync('mkfifo', [at(`b.${ending}`)]); }, told: (ending) => `b.${ending}` },
  'a device': { make: (ending) => { symlinkSync('/dev/zero', at(`b.${ending}`)); }, told: (ending) => `b.${ending}` },
  'a name that is no UTF-8': { make: (ending) => { writeFileSync(raw('b', 0xff, `.${ending}`), templates.error); }, told: (ending) => `b\uFFFD.${ending}` },
  'a file that one may not read': {
    make: (ending) => {
      writeFileSync(at(`b.${ending}`), templates.error);
      chmodSync(at(`b.${ending}`), 0);
    },
    told: (ending) => `b.${ending}`,
    as: asNobody,
  },
  'a folder that one may not read': {
    make: (ending) => {
      write(cwd, { [`d/b.${ending}`]: templates.error });
      chmodSync(at('d'), 0);
    },
    told: () => 'd',
    as: asNobody,
  },
  'thousands of files that nobody reads': {
    make: () => {
      mkdirSync(at('d'));
      for (let index = 0; index < 5_000; index++) writeFileSync(at(`d/${String(index)}.md`), '');
    },
    told: () => undefined,
  },
};

const trouble = Object.entries(troubles);
const problemsIn = (out: string): readonly string[] => (JSON.parse(out) as { problems: readonly { file: string }[] }).problems.map(({ file }) => file);
const findingsIn = (out: string): readonly string[] => (JSON.parse(out) as { findings: readonly { file: string; rule: string }[] }).findings.filter(({ rule }) => rule.startsWith('kms-')).map(({ file }) => file);
const command = (line: string, world: World = {}): ReturnType<typeof run> => run(line.split(' '), { cwd, ...world });

describe('what lies in a folder and cannot be read is told, and the rest is', () => {
  test.each(trouble)('linted: %s', { timeout: 20_000 }, async (_name, { make, told, as = async (work) => work() }) => {
    make('yaml');
    const { status, out } = await as(() => command('. -f json'));
    expect(status).toBe(1);
    expect(findingsIn(out)).toEqual(['a.yaml', 'z.yaml']);
    const path = told('yaml');
    expect(problemsIn(out).filter((file) => file === path)).toEqual(path === undefined ? [] : [path]);
    expect(out).not.toContain('secret');
  });

  test.each(trouble)('fixed: %s', { timeout: 20_000 }, async (_name, { make, as = async (work) => work() }) => {
    make('yaml');
    const { status, out } = await as(() => command('. --fix -f json'));
    expect([status, findingsIn(out)]).toEqual([0, []]);
    for (const name of ['a.yaml', 'z.yaml']) expect(readFileSync(at(name), 'utf8')).not.toContain('kms.amazonaws.com');
    if (existsSync(`${cwd}-out`)) expect(readFileSync(`${cwd}-out/secret.yaml`, 'utf8')).toBe(templates.error);
  });

  test.each(trouble)('in a baseline: %s', { timeout: 20_000 }, async (_name, { make, as = async (work) => work() }) => {
    make('yaml');
    const { status, err } = await as(() => command('. --baseline known.json --update-baseline'));
    expect([status, err]).toEqual([0, expect.stringContaining('has 2 findings: 2 added')]);
    const { status: then, out } = await as(() => command('. --baseline known.json -f json'));
    expect([then, findingsIn(out)]).toEqual([0, ['a.yaml', 'z.yaml']]);
  });

  test.each(trouble)('audited: %s', { timeout: 20_000 }, async (_name, { make, told, as = async (work) => work() }) => {
    make('json');
    const { status, out } = await as(() => command('audit . -f json'));
    expect(status).toBe(3);
    const path = told('json');
    expect(problemsIn(out).filter((file) => file === path)).toEqual(path === undefined ? [] : [path]);
  });
});

test('names with line breaks and what steers a terminal are one line each, in every format', async () => {
  for (const name of ['b\nc.yaml', 'b\rc.yaml', 'b\u001b[31m.yaml', 'b\u2028.yaml']) writeFileSync(at(name), templates.error);
  const { status, out } = await command('. -f json');
  expect([status, findingsIn(out).length]).toEqual([1, 6]);
  const { out: shown } = await command('. -f pretty');
  for (const hidden of ['\u001b', 'b\nc', 'b\rc', '\u2028']) expect(shown).not.toContain(hidden);
  expect((await command('. -f github')).out.split('\n').filter((line) => line !== '' && !line.startsWith('::'))).toEqual([]);
  const { err } = await command('. --baseline known.json --update-baseline');
  expect(err.split('\n').filter((line) => line.trim() !== '')).toHaveLength(7);
  expect((await command('. --baseline known.json')).status).toBe(0);
  expect((await command('. --fix')).status).toBe(0);
});

test('files that vanish while others are read are told, and no fix brings them back', async () => {
  write(cwd, { 'b.yaml': templates.error });
  const vanishing: World['engine'] = {
    ...engine,
    lint: (files, ...others) => engine.lint((function* () {
      for (const file of files) {
        rmSync(at('b.yaml'), { force: true });
        yield file;
      }
    })(), ...others),
  };
  const { status, out } = await command('. -f json', { engine: vanishing });
  expect([status, findingsIn(out), problemsIn(out)]).toEqual([1, ['a.yaml', 'z.yaml'], ['b.yaml']]);
  write(cwd, { 'b.yaml': templates.error });
  expect((await command('. --fix', { engine: vanishing })).status).toBe(0);
  expect(existsSync(at('b.yaml'))).toBe(false);
});

/** Files that decide on others: what cannot be read of them ends the run, or counts as nothing where it hides something. */
describe('what is named and cannot be read', () => {
  const ways: Readonly<Record<string, readonly [(path: string) => void, string, typeof asNobody?]>> = {
    'a link to itself': [(path) => { symlinkSync(path, path); }, 'symbolic links run in a circle|leads nowhere'],
    'a link that leads nowhere': [(path) => { symlinkSync('nothing', path); }, 'leads nowhere|no such file'],
    'a pipe': [(path) => { execFileSync('mkfifo', [path]); }, 'not a regular file'],
    'a folder': [(path) => { mkdirSync(path); }, 'not a regular file'],
    'a file that one may not read': [(path) => { writeFileSync(path, '{}'); chmodSync(path, 0); }, 'permission denied', asNobody],
  };

  test.each(Object.entries(ways))('a config: %s', { timeout: 20_000 }, async (_name, [make, reason, as = async (work) => work()]) => {
    make(at('.keytrail.yaml'));
    make(at('other.yml'));
    for (const line of ['.', 'coverage .', '. --config other.yml', '. --fix']) {
      expect(await as(() => command(line)), line).toMatchObject({ status: 2, err: expect.stringMatching(new RegExp(`^keytrail: cannot read the config .*(?:${reason})`, 'u')) as unknown });
    }
  });

  test.each(Object.entries(ways))('a baseline: %s', { timeout: 20_000 }, async (_name, [make, reason, as = async (work) => work()]) => {
    make(at('known.json'));
    const { status, err } = await as(() => command('. --baseline known.json'));
    expect([status, err]).toEqual([2, expect.stringMatching(new RegExp(`^keytrail: cannot read the baseline .*(?:${reason})`, 'u'))]);
    const update = await as(() => command('. --baseline known.json --update-baseline'));
    // A link that leads nowhere is no baseline yet: the new one takes its place.
    if (update.status === 0) expect([lstatSync(at('known.json')).isFile(), existsSync(at('nothing'))]).toEqual([true, false]);
    else expect([update.status, update.err]).toEqual([2, expect.stringMatching(new RegExp(`^keytrail: cannot (?:read|write) the baseline .*(?:${reason})`, 'u'))]);
  });

  test.each(Object.entries(ways))('values of parameters and variables: %s', { timeout: 20_000 }, async (_name, [make, reason, as = async (work) => work()]) => {
    make(at('values'));
    for (const line of ['. --params values', '. --var-file values']) {
      expect(await as(() => command(line)), line).toMatchObject({ status: 2, err: expect.stringMatching(new RegExp(`cannot read the .*(?:${reason})`, 'u')) as unknown });
    }
  });

  test.each(Object.entries(ways))('an argument: %s', { timeout: 20_000 }, async (name, [make, , as = async (work) => work()]) => {
    if (name === 'a folder') return;
    make(at('b.yaml'));
    for (const line of ['b.yaml a.yaml', 'audit b.yaml', 'b.yaml a.yaml --fix']) expect((await as(() => command(line))).status, line).toBe(2);
  });

  test.each(Object.entries(ways))('`.gitignore` hides nothing: %s', { timeout: 20_000 }, async (_name, [make, , as = async (work) => work()]) => {
    make(at('.gitignore'));
    expect(findingsIn((await as(() => command('. -f json'))).out)).toEqual(['a.yaml', 'z.yaml']);
  });
});

test('no command leaves anything behind but what it was asked for', async () => {
  const before = readdirSync(cwd).sort();
  for (const line of ['.', 'coverage .', 'audit .', '. --fix-dry-run', 'rules', 'explain sink-removed']) await command(line);
  expect(readdirSync(cwd).sort()).toEqual(before);
});
