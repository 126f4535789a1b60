// What the pages of docs/integrations show: the files that stand there, and those that `keytrail init` writes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hookConfigPath, initFiles } from '../../src/cli/init/texts.js';
import { options, type CommandName } from '../../src/cli/args/options.js';
import { fenced, table } from './markdown.js';

/** Files to copy, beside the pages that show them. */
export const copied = ['github.yml', 'gitlab-ci.yml', 'azure-pipelines.yml', 'pre-commit-config.yaml'] as const;

/** By the names of the blocks. */
export function integrationBlocks(root: string, version: string): Readonly<Record<string, string>> {
  const shown = copied.map((name) => [`file-${name.replace(/\.\w+$/u, '')}`, fenced('yaml', readFileSync(join(root, 'docs/integrations', name), 'utf8'))] as const);
  const hook = initFiles(version).find(({ path }) => path === hookConfigPath)?.text ?? '';
  const entry = fenced('yaml', readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
  return { ...Object.fromEntries(shown), 'init-pre-commit': fenced('yaml', hook), 'pre-commit-hooks': entry };
}

/** Every option with the commands that take it. */
export function optionsBlock(): string {
  const takenBy = (commands: readonly CommandName[]): string => (commands.length > 4 ? 'all' : commands.map((name) => `\`${name}\``).join(', '));
  return table(['option', 'of', 'meaning'], options.map(({ name, short, value, commands, help }) => [`${short === '' ? '' : `\`-${short}\`, `}\`--${name}${value === '' ? '' : ` ${value}`}\``, takenBy(commands), help]));
}
