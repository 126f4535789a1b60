import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hookEntry, initFiles } from '../src/cli/init/texts.js';
import { candidate } from '../src/read/files/walk.js';
import { scratch, templates, write } from './cli/support.js';
import { built } from './helpers/built.js';
import { pack } from './helpers/packed.js';

const root = fileURLToPath(new URL('..', import.meta.url));

type Hook = Readonly<Record<string, unknown>> & { readonly entry: string; readonly files: string };
const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];
const [hook] = hooks as [Hook];

/** pre-commit searches it with Python, where `(?i)` is what the flag is here. */
const files = new RegExp(hook.files.replace(/^\(\?i\)/u, ''), 'iu');

/** What settles values without being looked for in a folder. */
const isSetting = (path: string): boolean => /\.tfvars$|(?:^|\/)samconfig\.toml$/iu.test(path);

describe('the files of the hook are those that keytrail reads', () => {
  test.each<[string, boolean]>([
    ...['a.yaml', 'a.yml', 'A.YAML', 'a.json', 'a.tf.json', 'a.template', 'a.cfn', 'a.cform', 'a.tf', 'a.tofu', 'terraform.tfstate', 'a.ts', 'a.tsx', 'a.mts', 'a.cts'].map((name): [string, boolean] => [name, true]),
    ...['a.js', 'a.jsx', 'a.mjs', 'a.cjs', 'a.py', 'a.sh', 'a.bash', 'a.zsh', 'a.ksh', 'a.mk', 'a.dockerfile', 'a.containerfile'].map((name): [string, boolean] => [name, true]),
    ...['Makefile', 'GNUmakefile', 'build/Makefile.prod', 'Dockerfile', 'Dockerfile.dev', 'Containerfile', 'x/y/z.yaml', '.keytrail.yaml'].map((name): [string, boolean] => [name, true]),
    ...['terraform.tfvars', 'prod.auto.tfvars', 'prod.auto.tfvars.json', 'samconfig.toml', 'app/samconfig.toml'].map((name): [string, boolean] => [name, true]),
    ...['README.md', 'a.txt', 'yaml', 'a.yaml.bak', 'a.toml', 'not-samconfig.toml', 'a.go', 'a.rs', 'a.tfx', 'myMakefile', 'Makefile/x', 'tf', 'a.yaml/b'].map((name): [string, boolean] => [name, false]),
  ])('%s: %s', (path, expected) => {
    expect(files.test(path)).toBe(expected);
    expect(candidate.test(path) || isSetting(path)).toBe(expected);
  });

  test('whatever the name', () => {
    const parts = [...hook.files.matchAll(/[a-z]+/gu)].map(([word]) => word);
    const piece = fc.constantFrom(...parts, '.', '/', '-', 'x', 'y', 's', 'm', 'A', 'Makefile', 'yaml', 'yml', 'TF', 'cts', 'mjs', 'jsx');
    fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const path = pieces.join('');
      expect([path, files.test(path)]).toEqual([path, candidate.test(path) || isSetting(path)]);
    }), { numRuns: 5000 });
  });

  test('and those of the entry that init writes are the same', () => {
    const [{ hooks: [entry] }] = parse(hookEntry('1.2.3')) as [{ readonly hooks: readonly [Hook] }];
    expect(entry).toEqual({ id: hook['id'], name: hook['name'], language: 'node', additional_dependencies: ['keytrail@1.2.3'], entry: hook.entry, files: hook.files, require_serial: true, always_run: true });
  });
});

test('the hook judges what is staged, in one process that gets the names', () => {
  expect(hooks).toHaveLength(1);
  expect(hook).toMatchObject({ id: 'keytrail', entry: 'keytrail --staged --no-progress', language: 'node', require_serial: true, pass_filenames: true, always_run: true });
});

/** `pre-commit` itself: of the environment variable, or on the PATH. */
const program = [process.env['KEYTRAIL_PRE_COMMIT'] ?? '', ...(process.env['PATH'] ?? '').split(delimiter).map((path) => join(path, 'pre-commit'))].find((path) => path !== '' && existsSync(path));
if (program === undefined) console.warn('skipped: pre-commit is not installed: pip install pre-commit');

const folder = scratch();
// Nothing of the person who runs the tests, of Git's hooks or of npm's scripts: only what leads to the network.
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:GIT_|PRE_COMMIT|npm_)/u.test(name))),
  PRE_COMMIT_HOME: join(folder, 'home'), PRE_COMMIT_COLOR: 'never', npm_config_fetch_retries: '0', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com',
};

interface Outcome {
  readonly status: number | null;
  readonly text: string;
}

function run(cwd: string, command: string, ...args: readonly string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}${error === undefined ? '' : String(error)}` };
}

function done(cwd: string, command: string, ...args: readonly string[]): void {
  const { status, text } = run(cwd, command, ...args);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${text}`);
}

/** A repository with one commit, and what is in it. */
function repository(name: string, contents: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  write(path, contents);
  done(path, 'git', 'init', '--quiet', '--initial-branch=main');
  done(path, 'git', 'add', '--all');
  done(path, 'git', 'commit', '--quiet', '--no-verify', '--message', 'first');
  return path;
}

/** Stages files and commits as anybody would, hooks and all. */
function commit(cwd: string, contents: Readonly<Record<string, string>>): Outcome {
  write(cwd, contents);
  done(cwd, 'git', 'add', '--all');
  return run(cwd, 'git', 'commit', '--message', 'more');
}

/** Commits that the hook has to let through, or to stop, whichever way it was installed. */
function judgesCommits(path: string): void {
  done(path, program ?? '', 'install');
  const quiet = commit(path, { 'README.md': 'text\n' });
  expect(quiet).toMatchObject({ status: 0, text: expect.stringMatching(/keytrail\.+Passed/u) as unknown });
  const clean = commit(path, { 'a.yaml': templates.clean });
  expect(clean).toMatchObject({ status: 0, text: expect.stringMatching(/keytrail\.+Passed/u) as unknown });
  const bad = commit(path, { 'a.yaml': templates.error, 'b.yaml': templates.clean });
  expect(bad).toMatchObject({ status: 1, text: expect.stringMatching(/keytrail\.+Failed[^]*exit code: 1[^]*error\[kms-events-excluded\][^]*a\.yaml:9:/u) as unknown });
  done(path, 'git', 'reset', '--quiet', '--hard');
  // pre-commit names no file that is gone.
  done(path, 'git', 'rm', '--quiet', 'a.yaml');
  const gone = run(path, 'git', 'commit', '--message', 'less');
  expect(gone).toMatchObject({ status: 1, text: expect.stringMatching(/keytrail\.+Failed[^]*exit code: 1[^]*error\[sink-removed\][^]*a\.yaml:/u) as unknown });
  // The first commit, what the hook let through, and none of the last two.
  expect(run(path, 'git', 'rev-list', '--count', 'HEAD').text.trim()).toBe('3');
}

describe.skipIf(program === undefined)('with pre-commit itself', () => {
  const dist = join(folder, 'dist');

  beforeAll(() => {
    built(dist);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  });

  test('the hook as it is declared, run from a build', { timeout: 120_000 }, () => {
    const entry = hook.entry.replace(/^keytrail/u, `${process.execPath} ${join(dist, 'cli.cjs')}`);
    const declared = { ...hook, language: 'system', entry };
    judgesCommits(repository('declared', { '.pre-commit-config.yaml': JSON.stringify({ repos: [{ repo: 'local', hooks: [declared] }] }) }));
  });

  test('a commit that gives a variable another value fails for the file that it does not touch', { timeout: 120_000 }, () => {
    const entry = hook.entry.replace(/^keytrail/u, `${process.execPath} ${join(dist, 'cli.cjs')}`);
    const trail = 'variable "sources" {\n  default = []\n}\nresource "aws_cloudtrail" "t" {\n  name                  = "t"\n  s3_bucket_name        = "b"\n  is_multi_region_trail = true\n  event_selector {\n    exclude_management_event_sources = var.sources\n  }\n}\n';
    const path = repository('variables', { 'main.tf': trail, '.pre-commit-config.yaml': JSON.stringify({ repos: [{ repo: 'local', hooks: [{ ...hook, language: 'system', entry }] }] }) });
    done(path, program ?? '', 'install');
    expect(commit(path, { 'other.auto.tfvars': '# nothing yet\n' })).toMatchObject({ status: 0 });
    const bad = commit(path, { 'terraform.tfvars': 'sources = ["kms.amazonaws.com"]\n' });
    expect(bad).toMatchObject({ status: 1, text: expect.stringMatching(/Failed[^]*error\[kms-events-excluded\][^]*terraform\.tfvars:1:/u) as unknown });
    // What was there before, committed past the hook, stops nobody.
    done(path, 'git', 'commit', '--quiet', '--no-verify', '--message', 'past it');
    expect(commit(path, { 'main.tf': `# moved down\n\n${trail}` })).toMatchObject({ status: 0, text: expect.stringMatching(/keytrail\.+Passed/u) as unknown });
  });

  test('the declaration and the config of the documentation are valid', () => {
    expect(run(root, program ?? '', 'validate-manifest', '.pre-commit-hooks.yaml')).toEqual({ status: 0, text: '' });
    expect(run(root, program ?? '', 'validate-config', 'docs/integrations/pre-commit-config.yaml')).toEqual({ status: 0, text: '' });
    write(folder, { 'entry.yaml': `repos:\n${hookEntry('1.2.3')}` });
    expect(run(folder, program ?? '', 'validate-config', 'entry.yaml')).toEqual({ status: 0, text: '' });
  });

  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly devDependencies: Readonly<Record<string, string>> };
  const reached = spawnSync('npm', ['view', `esbuild@${devDependencies['esbuild'] ?? ''}`, 'name', '--fetch-timeout=5000'], { env }).status === 0;
  if (program !== undefined && !reached) console.warn('skipped: the registry of npm cannot be reached, and pre-commit installs from it');

  // As for everybody: pre-commit clones the repository, npm builds it there, and only what the build needs is installed.
  test.skipIf(!reached)('the hook installed from the repository', { timeout: 300_000 }, () => {
    const source = join(folder, 'source');
    for (const name of ['.pre-commit-hooks.yaml', 'LICENSE', 'package-lock.json', 'package.json', 'rules', 'schema', 'scripts', 'src', 'tsconfig.build.json', 'tsconfig.json']) cpSync(join(root, name), join(source, name), { recursive: true });
    repository('source', {});
    done(source, 'git', 'tag', 'v0.1.0');
    const path = repository('installed', { '.pre-commit-config.yaml': JSON.stringify({ repos: [{ repo: source, rev: 'v0.1.0', hooks: [{ id: 'keytrail' }] }] }) });
    judgesCommits(path);
    const [modules = ''] = run(join(folder, 'home'), 'find', '.', '-path', '*/lib/node_modules/keytrail/node_modules', '-prune').text.trim().split('\n');
    expect(readdirSync(join(folder, 'home', modules)).filter((name) => !name.startsWith('.')).sort()).toEqual(['yaml']);
  });

  test.skipIf(!reached)('the hook that init writes, with the package', { timeout: 300_000 }, () => {
    const { tarball } = pack(folder);
    const config = initFiles('1.2.3').find((file) => file.path === '.pre-commit-config.yaml')?.text ?? '';
    judgesCommits(repository('initialized', { '.pre-commit-config.yaml': config.replace('keytrail@1.2.3', tarball) }));
  });
});
