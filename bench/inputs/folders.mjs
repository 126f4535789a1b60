// Folders of files to measure with: made here, or those of the public repositories in a folder that is named.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { module } from './modules.mjs';
import { project } from './programs.mjs';
import { asJson, asYaml, template } from './templates.mjs';

/** As many as in public repositories: of 1,646 templates, 10 declare something of CloudTrail. */
const ONE_IN = 50;

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Templates, a quarter of them JSON. */
export function templates(folder, count, oneIn = ONE_IN) {
  for (let index = 0; index < count; index++) {
    const data = template(index, index % oneIn === 0);
    write(join(folder, `${index}.${index % 4 === 0 ? 'json' : 'yaml'}`), index % 4 === 0 ? asJson(data) : asYaml(data));
  }
  return folder;
}

/** Projects of three programs each. */
export function projects(folder, count) {
  for (let index = 0; index < count; index++) {
    for (const [name, text] of Object.entries(project(index % ONE_IN === 0))) write(join(folder, String(index), name), text);
  }
  return folder;
}

/** Modules of one file each. */
export function modules(folder, count, oneIn = ONE_IN) {
  for (let index = 0; index < count; index++) write(join(folder, String(index), 'main.tf'), module(index, index % oneIn === 0));
  return folder;
}

const workflow = (index) => ({ name: `ci-${index}`, on: { push: { branches: ['main'] } }, jobs: { test: { 'runs-on': 'ubuntu-latest', steps: [{ uses: 'actions/checkout@v4' }, { run: `npm test -- --shard ${index}` }] } } });
const plainProgram = (index) => `export interface Item${index} {\n  readonly id: string;\n  readonly count: number;\n}\n\nexport const total${index} = (items: readonly Item${index}[]): number => items.reduce((sum, { count }) => sum + count, 0);\n`;

/** A repository of 9,000 files in the proportions of public ones: templates, modules, projects, and much that is none of these. */
export function repository(folder, count = 9000) {
  const share = (of) => Math.round((count * of) / 9000);
  templates(join(folder, 'templates'), share(1600));
  modules(join(folder, 'modules'), share(1600));
  projects(join(folder, 'projects'), share(300));
  for (let index = 0; index < share(2400); index++) write(join(folder, 'workflows', String(index % 40), `${index}.yml`), asYaml(workflow(index)));
  for (let index = 0; index < share(1200); index++) write(join(folder, 'data', String(index % 40), `${index}.json`), asJson(workflow(index)));
  for (let index = 0; index < share(1300); index++) write(join(folder, 'source', String(index % 40), `${index}.ts`), plainProgram(index));
  return folder;
}

/** Files below a folder that an extension of ours has. */
export function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== '.git' && entry.name !== 'node_modules') yield* filesBelow(path);
    } else if (entry.isFile() && EXTENSIONS.test(entry.name)) yield path;
  }
}

const EXTENSIONS = /\.(?:ya?ml|json|template|tf|[cm]?tsx?|[cm]?js|py|sh)$/;
const isTemplate = (path, text) => /\.(?:ya?ml|json|template)$/.test(path) && /^\s*"?Resources"?\s*:/m.test(text) && /AWS::\w+::/.test(text);
const isProgram = (path, text) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && /from '(?:aws-cdk-lib|@aws-cdk)/.test(text);

/** The templates and the programs of the CDK in a folder of public repositories, copied with their paths: peers get what keytrail gets. */
export function copied(corpus, folder) {
  const found = { templates: 0, programs: 0 };
  for (const path of filesBelow(corpus)) {
    const text = readFileSync(path, 'utf8');
    const kind = isTemplate(path, text) ? 'templates' : isProgram(path, text) ? 'programs' : undefined;
    if (kind === undefined) continue;
    found[kind]++;
    write(join(folder, kind, relative(corpus, path)), text);
  }
  return found;
}
