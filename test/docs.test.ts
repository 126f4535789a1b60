import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { parse } from '../src/cli/args/parse.js';
import { options } from '../src/cli/args/options.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pagesIn = (folder: string): readonly string[] => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).sort().map((name) => `${folder}/${name}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md', ...pagesIn('docs'), ...pagesIn('docs/rules')];
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

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): readonly string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('has links that lead somewhere', () => {
    const links = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, link = '']) => link).filter((link) => !link.startsWith('https://'));
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
      const [, path] = /^\[[\w.-]+\]\((.*examples\/.*)\)$/u.exec(above) ?? [];
      if (path !== undefined) expect(body).toBe(read(join(dirname(page), path)));
    }
  });

  it('speaks of no machine', () => {
    expect(text).not.toMatch(/(?:^|[\s(`'"])\/(?:home|root|tmp|work|Users)\b/u);
  });
});

/** Options of the AWS CLI that are spoken of. */
const foreignOptions = ['event-selectors', 'advanced-event-selectors', 'template-stage'];
const awsCommands = ['describe-trails', 'get-event-selectors', 'get-trail-status', 'put-event-selectors', 'lookup-events', 'get-template', 'package'];

const terraformCommands = ['plan', 'show'];

const promptsIn = (session: string): readonly string[] =>
  session.split('\n').filter((line) => line.startsWith('$ ')).flatMap((line) => line.slice(2).replace(/ +#.*$/u, '').split(' && '));

const isCommand = (code: string): boolean => /^(?:npx keytrail|keytrail|node dist\/cli\.cjs|npm|aws) \S/u.test(code) && !/[<[]/u.test(code);

function faultOfCommand(command: string): readonly string[] {
  const words = command.split(/ > /u)[0]?.split(' ').filter((word) => word !== '') ?? [];
  const [program, first = '', second = ''] = words;
  if (program === 'npm') return npmFault(first, second);
  if (program === 'terraform') return terraformCommands.includes(first) ? [] : [command];
  if (program === 'aws') return awsCommands.includes(second) ? [] : [command];
  return keytrailFault(program === 'keytrail' ? words.slice(1) : words.slice(2));
}

function npmFault(first: string, second: string): readonly string[] {
  const script = first === 'run' ? second : first;
  return first === 'ci' || Object.hasOwn(manifest.scripts, script) ? [] : [`npm ${first} ${second}`];
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
