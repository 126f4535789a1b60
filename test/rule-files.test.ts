import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { sections } from '../scripts/docs/markdown.js';
import { ruleDocs } from '../src/data/rule-docs.js';
import { CATALOGUES } from '../src/report/taxa.js';

const repository = fileURLToPath(new URL('..', import.meta.url));

const headings = ['What it finds', 'Why it matters', 'Example', 'How to fix it', 'What it cannot see', 'Sources'];
/** Cases of a rule's table that a reviewer can expect. */
const FEWEST_CASES = 6;
/** A rule that is longer does something that belongs into the model. */
const MOST_LINES = 80;

const read = (root: string, path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');
const list = (root: string, folder: string): readonly string[] => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []).filter((name) => !name.startsWith('.'));

/** What a rule's files still lack, or have too much; by text, so that it can be asked of any checkout. */
function todo(root: string): readonly string[] {
  const ids = list(root, 'rules').filter((name) => name !== 'index.ts').map((name) => name.replace(/\.ts$/u, ''));
  return [...ids.flatMap((id) => [...ruleTodo(root, id), ...pageTodo(root, id), ...exampleTodo(root, id), ...testTodo(root, id)]), ...strays(root, ids)];
}

const unless = (holds: boolean, message: string): readonly string[] => (holds ? [] : [message]);
const finished = (root: string, path: string): readonly string[] => unless(!read(root, path).includes('TODO'), `${path}: there is a TODO`);

function ruleTodo(root: string, id: string): readonly string[] {
  const path = `rules/${id}.ts`;
  const text = read(root, path);
  const name = /^export const (\w+): Rule/mu.exec(text)?.[1] ?? '?';
  const index = read(root, 'rules/index.ts');
  return [
    ...unless(text.includes(`id: '${id}'`), `${path}: its id is not the name of the file`),
    ...unless(index.includes(`import { ${name} } from './${id}.js';\n`) && index.includes(`  ${name},\n`), `rules/index.ts: ${id} is not in the list`),
    ...unless(text.split('\n').length <= MOST_LINES, `${path}: it has more than ${MOST_LINES} lines`),
    ...finished(root, path),
  ];
}

function pageTodo(root: string, id: string): readonly string[] {
  const path = `docs/rules/${id}.md`;
  const text = read(root, path);
  if (text === '') return [`${path}: it is missing`];
  const parts = sections(text);
  return [
    ...unless(text.startsWith(`# ${id}\n\n<!-- generated: header -->\n`), `${path}: it does not begin with the id and the generated header`),
    ...unless([...parts.keys()].join() === headings.join(), `${path}: its headings are not ${headings.join(', ')}`),
    ...unless([...parts.values()].every((part) => part !== ''), `${path}: a part is empty`),
    ...unless(parts.get('Example')?.startsWith('<!-- generated: example -->') === true, `${path}: the example is not the generated one`),
    ...unless(parts.get('Sources')?.includes('](https://') === true, `${path}: it names no source`),
    ...finished(root, path),
  ];
}

function exampleTodo(root: string, id: string): readonly string[] {
  const folder = `examples/${id}`;
  const names = list(root, folder);
  if (names.length === 0) return [`${folder}: it is missing`];
  const input = /^(?:bad|good)\.(?:[\w-]+\.)?(?:yaml|json|tf|sh|ts)$/u;
  return [
    ...['bad', 'good'].flatMap((kind) => unless(names.some((name) => name.startsWith(`${kind}.`)), `${folder}: there is no ${kind} example`)),
    ...unless(read(root, `${folder}/expected.txt`).includes(` ${id} `), `${folder}/expected.txt: it has no finding of the rule`),
    ...names.filter((name) => name !== 'expected.txt' && !input.test(name)).map((name) => `${folder}/${name}: this is no example`),
    ...names.flatMap((name) => finished(root, `${folder}/${name}`)),
  ];
}

function testTodo(root: string, id: string): readonly string[] {
  const path = `test/rules/${id}.test.ts`;
  if (!existsSync(join(root, path))) return [`${path}: it is missing`];
  const cases = read(root, path).match(/^ {2}\[/gmu)?.length ?? 0;
  return [...unless(cases >= FEWEST_CASES, `${path}: it has ${cases} of at least ${FEWEST_CASES} cases`), ...finished(root, path)];
}

function strays(root: string, ids: readonly string[]): readonly string[] {
  const places: Readonly<Record<string, readonly string[]>> = {
    'docs/rules': ['README.md', ...ids.map((id) => `${id}.md`)],
    examples: ['README.md', ...ids],
    'test/rules': ['cases.ts', ...ids.map((id) => `${id}.test.ts`)],
  };
  return Object.entries(places).flatMap(([folder, known]) => list(root, folder).filter((name) => !known.includes(name)).map((name) => `${folder}/${name}: it belongs to no rule`));
}

describe('the rules', () => {
  it('are each indexed, documented, exampled and tested, and nothing else lies about', () => {
    expect(todo(repository)).toEqual([]);
  });

  it.each(rules.map(({ meta }) => [meta.id, meta] as const))('%s: its metadata can be shown by every reporter', (_id, { id, summary, description, severity, level, category, taxa }) => {
    expect(existsSync(join(repository, `rules/${id}.ts`))).toBe(true);
    expect(summary).toMatch(/^[A-Z][^\n]*[^.\n]$/u);
    expect(description).toMatch(/^[A-Z][^\n]*\.$/u);
    // GitHub's limit.
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(severity).toBeGreaterThan(0);
    expect(severity).toBeLessThanOrEqual(10);
    // A level and a severity that contradict each other would sort differently in different views.
    if (category !== 'input') expect({ error: severity >= 7, warning: severity >= 3 && severity < 7, note: severity < 4 }[level]).toBe(true);
    for (const { taxonomy, id: entry } of taxa) expect(CATALOGUES[taxonomy].titles).toHaveProperty([CATALOGUES[taxonomy].canonical(entry)]);
  });

  it('have ids of their own', () => {
    const ids = rules.map(({ meta }) => meta.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ruleDocs.keys()]).toEqual(ids.filter((id) => existsSync(join(repository, `docs/rules/${id}.md`))));
  });
});

describe('npm run new-rule', { timeout: 60_000 }, () => {
  const id = 'kms-events-misplaced';
  let copy = '';
  const run = (...args: readonly string[]) => spawnSync(process.execPath, ['scripts/new-rule.mjs', ...args], { cwd: copy, encoding: 'utf8' });

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'keytrail-new-rule-'));
    for (const path of ['rules', 'src', 'scripts', 'docs', 'examples', 'test/rules', 'test/helpers', 'package.json', 'tsconfig.json', 'README.md', '.pre-commit-hooks.yaml']) {
      cpSync(join(repository, path), join(copy, path), { recursive: true });
    }
    symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each([
    ['nothing', []],
    ['two ids', ['a-b', 'c-d']],
    ['capitals', ['Kms-Events']],
    ['underscores', ['kms_events']],
    ['a hyphen at the end', ['kms-']],
    ['a way out', ['../kms']],
    ['the index', ['index']],
    ['a rule that exists', ['kms-events-excluded']],
    ['a rule of which some files exist', ['gap']],
  ])('refuses %s', (_name, args) => {
    const { status, stderr } = run(...args);
    expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(todo(copy)).toEqual(todo(repository));
  });

  it('writes all five places, says what is to do, and compiles', () => {
    const before = todo(copy);
    expect(run(id).status).toBe(0);
    const left = todo(copy).filter((one) => !before.includes(one));
    expect([...new Set(left.map((one) => one.replace(/:.*/u, '')))].sort()).toEqual([
      `docs/rules/${id}.md`,
      `examples/${id}/bad.yaml`,
      `examples/${id}/expected.txt`,
      `examples/${id}/good.yaml`,
      `rules/${id}.ts`,
      `test/rules/${id}.test.ts`,
    ]);
    expect(faultsOfTypes(copy, ['rules/index.ts', `rules/${id}.ts`, `test/rules/${id}.test.ts`])).toEqual([]);
    expect(run(id).status).toBe(2);
  });

  it('leaves what can be generated', () => {
    const { stderr } = spawnSync(process.execPath, ['scripts/generate-docs.mjs'], { cwd: copy, encoding: 'utf8' });
    expect(stderr).not.toContain(id);
    expect(read(copy, `docs/rules/${id}.md`)).toContain('| level | warning |');
    expect(read(copy, 'README.md')).toContain(`docs/rules/${id}.md`);
  });
});

/** What is wrong with the files themselves: the rest of the program is what `npm run typecheck` checks. */
function faultsOfTypes(root: string, files: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { readonly config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(files.map((file) => join(root, file)), options);
  const sources = files.map((file) => program.getSourceFile(join(root, file)));
  expect(sources).not.toContain(undefined);
  return sources.flatMap((source) => ts.getPreEmitDiagnostics(program, source)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
