import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { parse } from '../src/cli/args/parse.js';
import { options } from '../src/cli/args/options.js';
import { run, scratch, templates, write } from './cli/support.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pagesIn = (folder: string): readonly string[] => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).sort().map((name) => `${folder}/${name}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md', ...pagesIn('docs'), ...pagesIn('docs/integrations'), ...pagesIn('docs/rules')];
const manifest = JSON.parse(read('package.json')) as Readonly<Record<'scripts' | 'dependencies' | 'devDependencies', Readonly<Record<string, string>>>>;

interface Block {
  readonly language: string;
  readonly text: string;
  /** The line above it. */
  readonly above: string;
}

const blocksOf = (text: string): readonly Block[] =>
  [...text.matchAll(/(?:^(.*)\n\n?)?^(`{3,})(\w*)\n([^]*?)^\2$/gmu)].map(([, above = '', , language = '', body = '']) => ({ language, text: body, above }));

const withoutBlocks = (text: string): string => text.replace(/^(`{3,})\w*\n[^]*?^\1$/gmu, '');
const inlineCode = (text: string): readonly string[] => [...withoutBlocks(text).matchAll(/`([^`\n]+)`/gu)].map(([, code = '']) => code);

/** Links into the repository. */
const linksIn = (text: string): readonly string[] => [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, link = '']) => link).filter((link) => !link.startsWith('https://'));

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): readonly string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('has links that lead somewhere', () => {
    const links = linksIn(text);
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(read(target)).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('shows commands that exist', () => {
    const shown = [...blocksOf(text).flatMap((block) => (block.language === 'console' ? promptsIn(block.text) : [])), ...inlineCode(text).filter(isCommand)];
    expect(shown.flatMap(faultOfCommand)).toEqual([]);
  });

  it('names options that exist', () => {
    const known = [...options.map(({ name }) => name), ...foreignOptions];
    expect(inlineCode(text).flatMap((code) => /^--([a-z-]+)/u.exec(code)?.[1] ?? []).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('has templates and JSON from the examples, or from keytrail itself, only', () => {
    const own = text.replace(/<!-- generated: [\w-]+ -->[^]*?<!-- \/generated -->/gu, '');
    expect(blocksOf(own).filter(({ language }) => ['yaml', 'json'].includes(language))).toEqual([]);
    for (const { above, text: body } of blocksOf(text)) {
      const [, path] = /^\[[\w.-]+\]\((.*examples\/.*|[\w-]+\.ya?ml)\)$/u.exec(above) ?? [];
      if (path !== undefined) expect(body).toBe(read(join(dirname(page), path)));
    }
  });

  it('speaks of no machine', () => {
    expect(text).not.toMatch(/(?:^|[\s(`'"])\/(?:home|root|tmp|work|Users)\b/u);
  });
});

/** Options of the AWS CLI that are spoken of. */
const foreignOptions = ['event-selectors', 'advanced-event-selectors', 'template-stage', 'unsafe-paths'];
const awsCommands = ['describe-trails', 'get-event-selectors', 'get-trail-status', 'put-event-selectors', 'lookup-events', 'get-template', 'package'];

const terraformCommands = ['plan', 'show'];

/** What a console of ours may run; `keytrail` and those above are looked at further. */
const programs = ['aws', 'git', 'keytrail', 'node', 'npm', 'npx', 'pre-commit', 'terraform'];

const promptsIn = (session: string): readonly string[] =>
  session.split('\n').filter((line) => line.startsWith('$ ')).flatMap((line) => line.slice(2).replace(/ +#.*$/u, '').split(' && '));

const isCommand = (code: string): boolean => /^(?:npx keytrail|keytrail|node dist\/cli\.cjs|npm|aws) \S/u.test(code) && !/[<[]/u.test(code);

function faultOfCommand(command: string): readonly string[] {
  const words = command.split(/ > /u)[0]?.split(' ').filter((word) => word !== '') ?? [];
  const [program, first = '', second = ''] = words;
  if (!programs.includes(program ?? '')) return [`${command}: nobody has heard of ${program ?? ''}`];
  if (program === 'npm') return npmFault(first, second);
  if (program === 'terraform') return terraformCommands.includes(first) ? [] : [command];
  if (program === 'aws') return awsCommands.includes(second) ? [] : [command];
  return keytrailFault(program === 'keytrail' ? words.slice(1) : words.slice(2));
}

function npmFault(first: string, second: string): readonly string[] {
  const script = first === 'run' ? second : first;
  return ['ci', 'install', 'pack'].includes(first) || Object.hasOwn(manifest.scripts, script) ? [] : [`npm ${first} ${second}`];
}

function keytrailFault(argv: readonly string[]): readonly string[] {
  const ids = rules.map(({ meta }) => meta.id);
  try {
    const invocation = parse(argv);
    const named = invocation.command === 'explain' ? [invocation.rule] : invocation.command === 'check' ? [...invocation.levels.keys()] : [];
    const paths = 'paths' in invocation ? invocation.paths.filter((path) => path.startsWith('examples/') && !existsSync(join(root, path))) : [];
    return [...named.filter((id) => !ids.includes(id) && id !== 'ID'), ...paths];
  } catch (error) {
    return [`keytrail ${argv.join(' ')}: ${String(error)}`];
  }
}

it('what is generated is what its generator writes', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-docs.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

it('docs/dependencies.md names every dependency with its licence, and no other', () => {
  const rows = [...read('docs/dependencies.md').matchAll(/^\| (`.*`) \| ([\w.-]+) \|/gmu)];
  const told = rows.flatMap(([, names = '', licence = '']) => [...names.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => `${name} ${licence}`));
  const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
  const real = names.map((name) => `${name} ${(JSON.parse(read(`node_modules/${name}/package.json`)) as { readonly license: string }).license}`);
  expect([...told].sort()).toEqual([...real].sort());
});

it('every rule is in the changelog, and has a row in the lists', () => {
  for (const { meta } of rules) {
    expect(read('CHANGELOG.md')).toContain(`\`${meta.id}\``);
    expect(read('README.md')).toContain(`[${meta.id}](docs/rules/${meta.id}.md)`);
    expect(read('docs/rules/README.md')).toContain(`[${meta.id}](${meta.id}.md)`);
  }
});

it('every page is reached from the index of the documentation, and it from the front page', () => {
  const reachedFrom = (page: string): readonly string[] => linksIn(read(page)).map((link) => join(dirname(page), link.split('#')[0] ?? '')).filter((path) => path.endsWith('.md'));
  const reached = new Set(['README.md']);
  for (const page of reached) for (const path of reachedFrom(page)) reached.add(path);
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  const index = new Set(reachedFrom('docs/README.md'));
  expect([...pagesIn('docs'), ...pagesIn('docs/integrations')].filter((page) => page !== 'docs/README.md' && !index.has(page))).toEqual([]);
  expect(reachedFrom('README.md')).toContain('docs/README.md');
});

describe('every command of keytrail that a page shows runs', () => {
  const folder = scratch();
  const git = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'core.hooksPath=/dev/null', ...args], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };

  // A repository with what the pages speak of, cloned from somewhere.
  beforeAll(() => {
    // With a file that cannot be parsed no baseline is written, as the pages say.
    for (const own of ['examples', 'docs/audit']) cpSync(join(root, own), join(folder, own), { recursive: true, filter: (path) => !path.endsWith('parse-error') });
    const stage = 'Parameters:\n  Stage: { Type: String }\n';
    const plan = JSON.stringify({ format_version: '1.2', terraform_version: '1.9.0', planned_values: { root_module: {} }, resource_changes: [], configuration: { root_module: {} } });
    write(folder, {
      'templates/a.yaml': templates.clean, 'infra/a.yaml': templates.clean, 'template.yaml': `${stage}${templates.clean}`, 'prod.json': '{ "Stage": "production" }', 'plan.json': plan, 'account/trails.json': '{ "trailList": [{ "Name": "a", "IsMultiRegionTrail": true }] }',
      'cdk.out/manifest.json': '{ "version": "48.0.0", "artifacts": { "S": { "type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "properties": { "templateFile": "S.template.json" } } } }',
      'cdk.out/S.template.json': JSON.stringify({ Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, S3BucketName: 'b' } } } }), 'keytrail-baseline.json': '{ "version": 1, "findings": [] }', 'prod.tfvars': 'stage = "production"\n', 'main.tf': 'variable "stage" {}\n',
    });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'first');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  });

  const shown = [...new Set(pages.flatMap((page) => blocksOf(read(page)).filter(({ language }) => language === 'console').flatMap(({ text }) => promptsIn(text)).filter((command) => command.startsWith('npx keytrail'))))];

  it.each(shown)('%s', { timeout: 60_000 }, async (command) => {
    // The shell takes redirections, quotes and variables.
    const words = (command.split(/ [>|] /u)[0] ?? '').replace('$CI_MERGE_REQUEST_DIFF_BASE_SHA', 'HEAD').replaceAll('"', '').split(' ').filter((word) => word !== '').slice(2);
    const { status, err } = await run(words, { cwd: folder });
    expect({ status, err }).toEqual({ status: expect.toSatisfy((code: number) => code <= 1) as unknown, err: expect.not.stringContaining('internal error') as unknown });
  });

  it('there are some', () => { expect(shown.length).toBeGreaterThan(20); });
});
