// Everything that scripts/generate-docs.mjs writes. Same input, same bytes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules/index.js';
import type { RuleMeta } from '../../src/check/rule.js';
import { auditBlocks } from './audit.js';
import { exampleBlock, headerBlock, rulesBlock, sampleBlocks } from './blocks.js';
import { golden, lintExample } from './examples.js';
import { baselineSchema } from './baseline-schema.js';
import { configSample, configSchema, schemaText, validatorText } from './config-schema.js';
import { configTable, templateText } from './config-text.js';
import { integrationBlocks, optionsBlock } from './integrations.js';
import { explainedText } from './explained.js';
import { recordBlocks } from './records.js';
import { ruleListText } from './rule-list.js';
import { sarifRulesText } from './sarif-rules.js';
import { fenced, withBlocks } from './markdown.js';

/** The text of every generated file, and of every file with generated parts, by path. */
export async function generated(root: string): Promise<ReadonlyMap<string, string>> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  // The others wait for their page and example: `missing` names them.
  const metas = rules.map(({ meta }) => meta).filter(({ id }) => partsOf(id).every((path) => existsSync(join(root, path))));
  const files = new Map<string, string>();
  for (const meta of metas) files.set(`examples/${meta.id}/expected.txt`, golden(await lintExample(root, meta)));
  const pages: (readonly [RuleMeta, string])[] = [];
  for (const meta of metas) {
    const path = `docs/rules/${meta.id}.md`;
    const page = withBlocks(readFileSync(join(root, path), 'utf8'), path, { header: headerBlock(meta), example: await exampleBlock(root, meta, version) });
    pages.push([meta, page]);
    files.set(path, page);
  }
  const schema = configSchema(rules.map(({ meta }) => meta));
  const samples = { ...(await sampleBlocks(root, version)), 'sample-config': fenced('yaml', configSample(schema)), 'config-keys': configTable(schema), ...integrationBlocks(root, version), ...auditBlocks(), ...(await recordBlocks(root, version)), options: optionsBlock() };
  for (const path of texts(root)) {
    const blocks = { ...samples, rules: rulesBlock(metas, path === 'README.md' ? 'docs/rules/' : '') };
    files.set(path, withBlocks(readFileSync(join(root, path), 'utf8'), path, blocks));
  }
  files.set('schema/config.json', schemaText(schema)).set('src/data/config-validator.ts', validatorText(schema));
  files.set('schema/baseline.json', schemaText(baselineSchema)).set('src/data/baseline-validator.ts', validatorText(baselineSchema, 'scripts/docs/baseline-schema.ts'));
  files.set('src/data/config-template.ts', templateText(schema));
  files.set('src/data/rule-list.ts', ruleListText(rules.map(({ meta }) => meta))).set('src/data/sarif-rules.ts', sarifRulesText(rules.map(({ meta }) => meta)));
  return files.set('src/data/rule-docs.ts', explainedText(pages));
}

/** Texts beside the rules' pages. */
const texts = (root: string): readonly string[] => [
  'README.md',
  'docs/rules/README.md',
  ...['docs', 'docs/integrations'].flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).sort().map((name) => `${folder}/${name}`)),
];

const partsOf = (id: string): readonly string[] => [`docs/rules/${id}.md`, `examples/${id}`];

/** What has to be written by hand before all can be generated. */
export const missing = (root: string): readonly string[] => rules.flatMap(({ meta }) => partsOf(meta.id)).filter((path) => !existsSync(join(root, path)));

/** What generation would change. */
export const stale = (root: string, files: ReadonlyMap<string, string>): readonly string[] =>
  [...files].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path);
