import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { initFiles } from '../../src/cli/init/texts.js';
import { run, scratch, templates, write } from './support.js';

const folder = scratch();
let count = 0;

/** An empty folder, which is a repository if asked for. */
function place(isRepository = true): string {
  const path = join(folder, String(count++));
  mkdirSync(isRepository ? join(path, '.git') : path, { recursive: true });
  return path;
}

const paths = ['.keytrail.yaml', '.pre-commit-config.yaml', '.github/workflows/keytrail.yml'];
const textOf = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');
const init = async (cwd: string, ...more: readonly string[]): ReturnType<typeof run> => run(['init', ...more], { cwd });

describe('what is written', () => {
  test('the three files, and each is told', async () => {
    const root = place();
    expect(await init(root)).toEqual({ status: 0, out: paths.map((path) => `wrote ${path}\n`).join(''), err: '' });
    expect(paths.map((path) => textOf(root, path))).toEqual(initFiles('latest').map(({ text }) => text));
    expect(readdirSync(root).sort()).toEqual(['.git', '.github', '.keytrail.yaml', '.pre-commit-config.yaml']);
  });

  test('at the root of the repository, wherever in it one is', async () => {
    const root = place();
    mkdirSync(join(root, 'infra/prod'), { recursive: true });
    await init(join(root, 'infra/prod'));
    expect(paths.filter((path) => existsSync(join(root, path)))).toEqual(paths);
    expect(readdirSync(join(root, 'infra/prod'))).toEqual([]);
  });

  test('in the working folder outside a repository', async () => {
    const root = place(false);
    expect((await init(root)).status).toBe(0);
    expect(paths.filter((path) => existsSync(join(root, path)))).toEqual(paths);
  });

  test('the same again is kept, all of it', async () => {
    const root = place();
    await init(root);
    expect(await init(root)).toEqual({ status: 0, out: paths.map((path) => `kept ${path}\n`).join(''), err: '' });
  });

  test('no word of it with --quiet', async () => {
    expect(await init(place(), '--quiet')).toEqual({ status: 0, out: '', err: '' });
  });

  test('it can be linted with at once', async () => {
    const root = place();
    write(root, { 'trail.yaml': templates.error, 'clean.yaml': templates.clean });
    await init(root);
    const { status, out, err } = await run(['-f', 'json'], { cwd: root });
    const { findings, problems } = JSON.parse(out) as { readonly findings: readonly { readonly file: string }[]; readonly problems: readonly unknown[] };
    expect([status, err, findings.map(({ file }) => file), problems]).toEqual([1, '', ['trail.yaml'], []]);
  });
});

describe('what is there is left as it is', () => {
  test.each<[string, string, string]>([
    ['.keytrail.yaml', 'strict: true\n', 'kept .keytrail.yaml\n'],
    ['.keytrail.yml', 'strict: true\n', 'kept .keytrail.yml\n'],
    ['.keytrail.json', '{}\n', 'kept .keytrail.json\n'],
    ['.github/workflows/keytrail.yml', 'name: ours\n', 'kept .github/workflows/keytrail.yml\n'],
    ['.github/workflows/keytrail.yaml', 'name: ours\n', 'kept .github/workflows/keytrail.yaml\n'],
    ['.pre-commit-config.yaml', 'repos:\n- hooks:\n  - id: keytrail\n', 'kept .pre-commit-config.yaml\n'],
  ])('%s', async (path, text, told) => {
    const root = place();
    write(root, { [path]: text });
    const { status, out } = await init(root);
    expect(status).toBe(0);
    expect(out).toContain(told);
    expect(out.match(/^wrote /gmu)).toHaveLength(2);
    expect(textOf(root, path)).toBe(text);
  });

  test('hooks of others: the entry to add is printed, and is right where it is added', async () => {
    const root = place();
    const own = 'repos:\n  - repo: local\n    hooks:\n      - id: keytrails-of-others\n        name: x\n        language: system\n        entry: "true"\n';
    write(root, { '.pre-commit-config.yaml': own });
    const { out } = await init(root);
    expect(textOf(root, '.pre-commit-config.yaml')).toBe(own);
    const [, entry = ''] = /add this to its repos:\n\n([^]*?)\n\n/u.exec(out) ?? [];
    const { repos } = parse(`${own}${entry}\n`) as { readonly repos: readonly { readonly hooks: readonly { readonly id: string }[] }[] };
    expect(repos.flatMap(({ hooks }) => hooks.map(({ id }) => id))).toEqual(['keytrails-of-others', 'keytrail']);
  });

  test('a link that leads nowhere', async () => {
    const root = place();
    symlinkSync(join(root, 'elsewhere'), join(root, '.keytrail.yaml'));
    expect((await init(root)).out).toContain('kept .keytrail.yaml\n');
    expect(existsSync(join(root, 'elsewhere'))).toBe(false);
  });
});

// That of a read-only folder is in test/package.test.ts, which can run it as somebody who is not root.
describe('what cannot be written is told, and the rest is written', () => {
  test('a file where a folder should be', async () => {
    for (const file of ['.github', '.github/workflows']) {
      const root = place();
      write(root, { [file]: '' });
      const { status, out, err } = await init(root);
      expect([status, err]).toEqual([2, "keytrail: cannot write '.github/workflows/keytrail.yml': its folder is a file\n"]);
      expect(out).toBe('wrote .keytrail.yaml\nwrote .pre-commit-config.yaml\n');
    }
  });
});

describe('what init writes is right', () => {
  const [config, hooks, workflow] = initFiles('1.2.3').map(({ text }) => text) as [string, string, string];

  test('the config changes nothing as it is', async () => {
    const result = await readConfig('.keytrail.yaml', new TextEncoder().encode(config));
    expect(result).toMatchObject({ kind: 'config', config: { rules: new Map(), include: [], exclude: [], coveredBy: [], trusted: [] } });
    expect(parse(config)).toBeNull();
  });

  test('and with its marks taken away it is a config with every key', async () => {
    const schema = JSON.parse(readFileSync(new URL('../../schema/config.json', import.meta.url), 'utf8')) as { readonly $id: string; readonly properties: object };
    const all = config.replaceAll(/^#(?! |\s*$)/gmu, '').replaceAll(/^#(?= {2,}\S)/gmu, '');
    expect(Object.keys(parse(all) as object)).toEqual(Object.keys(schema.properties).filter((key) => key !== '$schema'));
    const result = await readConfig('.keytrail.yaml', new TextEncoder().encode(all));
    expect(result).toMatchObject({ kind: 'config', config: { trusted: ['CloudTrailAdmin*'] } });
    expect(config.split('\n')[0]).toBe(`# yaml-language-server: $schema=${schema.$id}`);
  });

  test('hook and workflow name the version that runs', () => {
    expect(hooks).toContain('additional_dependencies: ["keytrail@1.2.3"]');
    expect(workflow).toContain('npx --yes keytrail@1.2.3 ');
  });

  test('each ends in one line end', () => {
    for (const text of [config, hooks, workflow]) expect(text).toMatch(/[^\n]\n$/u);
  });
});
