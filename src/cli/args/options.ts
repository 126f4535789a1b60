import type { Format } from '../../report/options.js';

/** The commands there are. `check` is meant where none is named. */
export const commands = ['check', 'coverage', 'rules', 'explain', 'init'] as const;
export type CommandName = (typeof commands)[number];

/** Commands of the contract that come with later versions. */
export const laterCommands = ['audit', 'lsp'] as const;

/** The formats that a command can write, the default first. */
export const formats = {
  check: ['pretty', 'sarif', 'json', 'github', 'gitlab', 'junit', 'markdown'],
  coverage: ['pretty', 'json'],
  rules: ['pretty', 'json'],
  explain: ['pretty'],
  init: ['pretty'],
} as const satisfies Record<CommandName, readonly Format[]>;

export interface Option {
  readonly name: string;
  readonly short: string;
  /** What the value is called in the help; empty for a switch. */
  readonly value: string;
  readonly commands: readonly CommandName[];
  readonly help: string;
}

const every: readonly CommandName[] = commands;
const reading: readonly CommandName[] = ['check', 'coverage'];
const reporting: readonly CommandName[] = ['check', 'coverage', 'rules'];

const option = (name: string, value: string, takenBy: readonly CommandName[], help: string, short = ''): Option => ({
  name,
  short,
  value,
  commands: takenBy,
  help,
});

/** Every option, in the order of the help. */
export const options: readonly Option[] = [
  option('format', 'NAME[=FILE]', reporting, 'pretty (default), sarif, json, github, gitlab, junit, markdown; repeatable', 'f'),
  option('output', 'FILE', reporting, 'write the report to FILE instead of standard output', 'o'),
  option('sarif-profile', 'NAME', ['check'], 'what takes the SARIF file: full (default), github or azure'),
  option('fail-on', 'LEVEL', ['check'], 'exit 1 at error (default), warning, note and above, or never'),
  option('rule', 'ID=LEVEL', ['check'], 'set the level of a rule: off, note, warning or error; repeatable'),
  option('strict', '', ['check'], 'turn on the rules that are off by default; gaps become warnings'),
  option('param', 'KEY=VALUE', reading, 'the value of a CloudFormation parameter; repeatable'),
  option('params', 'FILE', reading, 'the parameters of a deployment, as the AWS CLI or SAM take them; repeatable'),
  option('var', 'NAME=VALUE', reading, 'the value of a Terraform variable; repeatable, of one name the last counts'),
  option('var-file', 'FILE', reading, 'Terraform variables, as in terraform.tfvars; repeatable, in order with --var'),
  option('baseline', 'FILE', ['check'], 'findings that are known: they neither fail the run nor are shown'),
  option('update-baseline', '', ['check'], 'write what is found to the file of --baseline'),
  option('changed-since', 'REF', ['check'], 'judge what the work tree makes worse than the commit at which REF and it parted'),
  option('staged', '', ['check'], 'judge what a commit of the index would make worse'),
  option('fix', '', ['check'], 'apply the fixes, and report what is left'),
  option('fix-dry-run', '', ['check'], 'print what --fix would change instead of the report: a patch that git apply takes'),
  option('no-ignores', '', reading, 'show what comments, metadata and the config ignore'),
  option('no-prefilter', '', reading, 'read in full what holds no word that matters, too: slower, the report is the same'),
  option('config', 'FILE', reading, 'the config; default: the nearest .keytrail.yaml, .yml or .json upwards'),
  option('no-config', '', reading, 'do not look for a config file'),
  option('stdin-filename', 'PATH', reading, 'the name of what is read from standard input'),
  option('max-file-size', 'BYTES', reading, 'skip larger files and say so (default 10485760; plans and states: 2147483647)'),
  option('jobs', 'N', reading, 'how many files to work on at once; the report is the same whatever N is'),
  option('color', 'WHEN', every, 'auto (default), always or never'),
  option('no-progress', '', reading, 'never show progress'),
  option('quiet', '', every, 'findings and errors only: no summary, no notes', 'q'),
  option('stats', '', reading, 'say on standard error what the run took'),
  option('version', '', every, 'print the version'),
  option('help', '', every, 'print this help', 'h'),
];
