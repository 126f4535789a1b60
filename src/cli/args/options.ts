import type { Format } from '../../report/options.js';

/** The commands there are. `check` is meant where none is named. */
export const commands = ['check', 'coverage', 'audit', 'rules', 'explain', 'init'] as const;
export type CommandName = (typeof commands)[number];

/** Commands of the contract that come with later versions. */
export const laterCommands = ['lsp'] as const;

/** The formats that a command can write, the default first. */
export const formats = {
  check: ['pretty', 'sarif', 'json', 'github', 'gitlab', 'junit', 'markdown'],
  coverage: ['pretty', 'json'],
  audit: ['pretty', 'sarif', 'json', 'markdown'],
  rules: ['pretty', 'json'],
  explain: ['pretty'],
  init: ['pretty'],
} as const satisfies Record<CommandName, readonly Format[]>;

/** Those of `audit keys`. */
export const auditKeysFormats = ['pretty', 'json'] as const satisfies readonly Format[];

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
const records: readonly CommandName[] = ['audit'];
const files: readonly CommandName[] = [...reading, ...records];
const reporting: readonly CommandName[] = ['check', 'coverage', 'audit', 'rules'];

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
  option('fail-on', 'LEVEL', ['check', 'audit'], 'exit 1 at error (default), warning, note and above, or never'),
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
  option('since', 'TIME', records, 'what touches that time or a later one: 2024-07-31, or 2024-07-31T12:00:00Z'),
  option('until', 'TIME', records, 'what touches that time or an earlier one; a date is all of its day'),
  option('trail', 'NAME', records, 'of this trail or event data store only, by name, id or ARN; repeatable'),
  option('account', 'ID', records, 'of this account only; repeatable'),
  option('mask', '', records, 'stand-ins for accounts, principals, access keys, addresses and ARNs'),
  option('key', 'ID', records, 'audit keys: of this KMS key only, by id, alias or ARN'),
  option('print-query', 'NAME', records, 'print the SQL that finds the calls elsewhere: athena, lake or duckdb'),
  option('bucket', 'NAME', records, '--print-query athena: the bucket of the logs, with the prefix of the trail'),
  option('organization', 'ID', records, '--print-query athena, duckdb: o-..., where an organization trail wrote the logs'),
  option('region', 'NAME', records, '--print-query athena: a Region of which there are logs; repeatable'),
  option('event-data-store', 'ID', records, '--print-query lake: the event data store that is asked'),
  option('print-detection', 'NAME', records, 'print the rule that rings on the next such call: eventbridge, cloudwatch or sigma'),
  option('stdin-filename', 'PATH', files, 'the name of what is read from standard input'),
  option('max-file-size', 'BYTES', files, 'skip larger files and say so (default 10485760; plans, states: 2147483647; audit: none)'),
  option('jobs', 'N', reading, 'at most so many threads (so far there is one); the report is the same whatever N is'),
  option('color', 'WHEN', every, 'auto (default), always or never'),
  option('no-progress', '', files, 'never show progress'),
  option('quiet', '', every, 'findings and errors only: no summary, no notes', 'q'),
  option('stats', '', files, 'say on standard error what the run took'),
  option('version', '', every, 'print the version'),
  option('help', '', every, 'print this help', 'h'),
];
