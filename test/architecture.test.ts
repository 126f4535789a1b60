import { fileURLToPath } from 'node:url';
import { type Linter, loadESLint } from 'eslint';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The rules that hold the directions. The others would need each snippet to be part of the TypeScript project. */
const held = ['no-restricted-imports', 'no-restricted-syntax', 'no-restricted-globals', 'no-restricted-properties', 'no-console'];

const LegacyESLint = await loadESLint({ useFlatConfig: false });
const project = new LegacyESLint({ cwd: root });

/** What is refused in `code`, were it the text of a file at `path`. */
async function refused(path: string, code: string): Promise<readonly (string | null)[]> {
  const config = (await project.calculateConfigForFile(path)) as Linter.LegacyConfig;
  const rules = Object.fromEntries(held.flatMap((name) => (config.rules?.[name] === undefined ? [] : [[name, config.rules[name]]])));
  const baseConfig: Linter.LegacyConfig = { parser: '@typescript-eslint/parser', parserOptions: { sourceType: 'module', ecmaVersion: 2022 }, rules };
  const [result] = await new LegacyESLint({ cwd: root, useEslintrc: false, baseConfig }).lintText(code, { filePath: path });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

const importing = (target: string): string => `import { x } from '${target}'; x();`;

test.each([
  // where, what, whether it may
  ['src/core/value.ts', './source.js', true],
  ['src/core/value.ts', '../model/sink.js', false],
  ['src/core/value.ts', '../data/kms-events.js', false],
  ['src/core/value.ts', 'node:fs', false],
  ['src/model/sink.ts', '../core/value.js', true],
  ['src/model/sink.ts', '../data/kms-events.js', true],
  ['src/model/sink.ts', '../check/finding.js', false],
  ['src/model/sink.ts', '../read/index.js', false],
  ['src/lower/index.ts', '../model/sink.js', true],
  ['src/lower/index.ts', '../read/files.js', false],
  ['src/check/run.ts', '../model/model.js', true],
  ['src/check/run.ts', '../lower/index.js', false],
  ['src/check/run.ts', '../report/report.js', false],
  ['src/read/index.ts', '../core/node.js', true],
  ['src/read/index.ts', './cloudformation/index.js', true],
  ['src/read/index.ts', '../model/sink.js', false],
  ['src/read/index.ts', 'yaml', false],
  ['src/read/index.ts', 'node:fs', false],
  ['src/read/cloudformation/template.ts', '../../core/node.js', true],
  ['src/read/cloudformation/template.ts', '../reader.js', true],
  ['src/read/cloudformation/template.ts', '../../model/sink.js', false],
  ['src/read/text/json/json.ts', '../../../core/node.js', true],
  ['src/read/text/json/json.ts', '../../cloudformation/index.js', false],
  ['src/read/text/json/json.ts', 'yaml', false],
  ['src/read/text/yaml/yaml.ts', 'yaml', true],
  ['src/read/files.ts', 'node:fs', true],
  ['src/read/files/walk.ts', 'ignore', false],
  ['src/read/files/walk.ts', '../text/json.js', false],
  ['src/report/pretty.ts', '../check/finding.js', true],
  ['src/report/pretty.ts', '../check/run.js', false],
  ['src/report/pretty.ts', '../model/sink.js', false],
  ['src/report/pretty/line.ts', '../report.js', true],
  ['src/report/pretty/line.ts', '../../core/source.js', true],
  ['src/report/sarif/log.ts', 'node:fs', false],
  ['src/cli/output/write.ts', 'node:fs', true],
  ['src/cli/output/write.ts', 'node:process', false],
  ['src/cli/commands/check.ts', '../io.js', true],
  ['src/cli/commands/check.ts', '../../report/index.js', true],
  ['src/cli/commands/check.ts', '../../../rules/index.js', false],
  ['src/cli/commands/check.ts', '../../model/sink.js', false],
  ['src/cli/commands/audit.ts', '../../audit/index.js', true],
  ['src/audit/index.ts', '../model/sink.js', true],
  ['src/audit/index.ts', '../check/run.js', false],
  ['src/audit/index.ts', '../report/report.js', false],
  ['src/audit/index.ts', 'node:fs', false],
  ['src/report/audit/json.ts', '../../audit/audit.js', true],
  ['src/report/audit/json.ts', '../json-text.js', true],
  ['src/report/audit/json.ts', '../../model/sink.js', false],
  ['src/report/json.ts', '../audit/audit.js', false],
  ['src/check/run.ts', '../audit/audit.js', false],
  ['src/start.ts', './cli.js', false],
  ['src/cli/engine.ts', '../../rules/index.js', true],
  ['src/cli.ts', './lint.js', false],
  ['src/config.ts', './read/parse.js', true],
  ['src/config.ts', './lint.js', false],
  ['src/config/faults.ts', '../lint.js', false],
  ['src/lint.ts', './read/index.js', true],
  ['src/lint.ts', '../rules/index.js', false],
  ['src/lint.ts', 'node:fs', false],
  ['src/index.ts', '../rules/index.js', true],
  ['src/rule.ts', './model/sink.js', true],
  ['src/rule.ts', './read/index.js', false],
  ['src/new-file.ts', './core/source.js', false],
  ['src/new/folder/file.ts', '../../core/source.js', false],
  ['rules/some-rule.ts', '../src/rule.js', true],
  ['rules/some-rule.ts', '../src/model/sink.js', false],
  ['rules/some-rule.ts', './other-rule.js', false],
  ['rules/some-rule.ts', 'node:fs', false],
  ['rules/index.ts', './some-rule.js', true],
])('%s importing %s: %j', async (path, target, may) => {
  expect(await refused(path, importing(target))).toEqual(may ? [] : ['no-restricted-imports']);
  // Not on demand either, nor to pass on.
  expect(await refused(path, `await import('${target}');`)).toEqual(may ? [] : ['no-restricted-syntax']);
  expect(await refused(path, `export * from '${target}';`)).toEqual(may ? [] : ['no-restricted-imports']);
});

test.each([
  ['src/core/value.ts', importing('./../model/sink.js'), 'no-restricted-imports'],
  ['src/read/text/json/json.ts', importing('./../../../model/sink.js'), 'no-restricted-imports'],
  ['src/check/run.ts', 'const name = "x"; await import(name);', 'no-restricted-syntax'],
  ['src/check/run.ts', 'process.exit();', 'no-restricted-globals'],
  ['src/check/run.ts', 'globalThis.process.exit();', 'no-restricted-properties'],
  ['rules/some-rule.ts', 'console.log();', 'no-console'],
])('there is no way around: %s, %s', async (path, code, rule) => {
  expect(await refused(path, code)).toEqual([rule]);
});

test('process belongs to the shell', async () => {
  expect(await refused('src/cli.ts', 'process.exit();')).toEqual([]);
});
