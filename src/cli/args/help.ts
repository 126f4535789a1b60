import { type Option, options } from './options.js';

const usage = `keytrail finds AWS KMS events that CloudTrail will not log, and tells through which line of your code they are lost.

Usage:
  keytrail [check] [PATH...]     lint files and folders (default: .); - reads standard input
  keytrail coverage [PATH...]    for each trail and event data store: which of the 58 KMS events it logs
  keytrail audit PATH...         CloudTrail records, or folders of them: when KMS events were not logged, and by whom
  keytrail audit keys PATH...    KMS events by key
  keytrail rules                 list the rules
  keytrail explain RULE          what a rule finds, why it matters, what to do
  keytrail init                  write a config, the pre-commit entry and the pull-request workflow

Options:
`;

const closing = `
Exit status:
  0  nothing at or above --fail-on
  1  something at or above it; a possible finding counts one level lower than a definite one
  2  wrong use, something that could not be read or written, or an internal error
  3  nothing to lint was found, or no record

A folder is searched for .yaml, .yml, .json, .template, .cfn, .cform, .tf, .tofu and .tfstate files that Git does not
ignore; a file that is named is read whatever it is called. The report goes to standard output, all else to
standard error.

Examples:
  keytrail infra                                       lint a folder
  keytrail -f pretty -f sarif=keytrail.sarif           for people, and for code scanning
  keytrail --baseline known.json --update-baseline     accept what is there today; new findings fail from now on
  keytrail --changed-since origin/main                 judge a pull request
  keytrail audit logs -f markdown -o incident.md       what records tell, as a note to keep
  cdk synth -j | keytrail - --stdin-filename app.json  lint what another program writes
`;

/** What `--help` prints; its options are those the command line is read with. */
export const help = (): string => usage + options.map(line).join('') + closing;

function line({ name, short, value, commands, help: text }: Option): string {
  const flag = `${short === '' ? '    ' : `-${short}, `}--${name}${value === '' ? '' : ` ${value}`}`;
  return `  ${flag.padEnd(29)}${text}${commands.length === 1 ? ` (${commands.join()})` : ''}\n`;
}
