import type { Level } from '../../check/finding.js';
import { SARIF_PROFILES } from '../../report/options.js';
import { audit } from './audit.js';
import type { Baseline, Change, Check, FailOn, Invocation, Reading, VariableArgument, Words } from './invocation.js';
import { UsageError } from '../io.js';
import { formats } from './options.js';
import { choice, isSet, number, oneOf, refuseTogether, telling } from './values.js';
import { sortWords } from './words.js';

export const levels: readonly ('off' | Level)[] = ['off', 'note', 'warning', 'error'];
const thresholds: readonly FailOn[] = ['error', 'warning', 'note', 'never'];

export const DEFAULT_MAX_SIZE = 10 * 1024 * 1024;
/** Node reads no file at once that is larger. */
export const DEFAULT_MAX_PLAN_SIZE = 2 ** 31 - 1;

/** Understands a command line. Throws a UsageError where it cannot. */
export function parse(argv: readonly string[]): Invocation {
  const words = sortWords(argv);
  if (typeof words === 'string') return { command: words };
  switch (words.command) {
    case 'check':
      return { command: 'check', ...reading(words), ...judging(words) };
    case 'coverage':
      return { command: 'coverage', ...reading(words) };
    case 'audit':
      return audit(words);
    case 'rules':
      noOperands(words);
      return { command: 'rules', ...telling(words, formats.rules) };
    case 'explain':
      return { command: 'explain', ...telling(words, formats.explain), rule: onlyOperand(words) };
    case 'init':
      noOperands(words);
      return { command: 'init', ...telling(words, formats.init) };
  }
}

const judging = (words: Words): Pick<Check, 'failOn' | 'levels' | 'strict' | 'sarifProfile' | 'baseline' | 'change' | 'fix'> => ({
  failOn: choice(words, 'fail-on', thresholds, 'error'),
  levels: ruleLevels(words),
  strict: isSet(words, 'strict'),
  sarifProfile: choice(words, 'sarif-profile', SARIF_PROFILES, 'full'),
  baseline: baseline(words),
  change: change(words),
  fix: fix(words),
});

function baseline(words: Words): Baseline | undefined {
  const file = words.values('baseline').at(-1);
  const update = isSet(words, 'update-baseline');
  if (file === undefined && update) throw new UsageError('--update-baseline needs the file to write: --baseline FILE');
  if (file !== undefined) refuseTogether(words, 'baseline', 'staged', 'changed-since');
  return file === undefined ? undefined : { file, update };
}

function change(words: Words): Change | undefined {
  const ref = words.values('changed-since').at(-1);
  if (ref === undefined) return isSet(words, 'staged') ? { kind: 'staged' } : undefined;
  refuseTogether(words, 'changed-since', 'staged');
  return { kind: 'since', ref };
}

/** What is staged is not what lies in the work tree, which is where fixes are made. */
function fix(words: Words): Check['fix'] {
  const mode = isSet(words, 'fix') ? 'apply' : isSet(words, 'fix-dry-run') ? 'dry-run' : undefined;
  if (mode === 'apply') refuseTogether(words, 'fix', 'fix-dry-run', 'staged', 'update-baseline');
  if (mode === 'dry-run') refuseTogether(words, 'fix-dry-run', 'staged', 'update-baseline');
  return mode;
}

function reading(words: Words): Reading {
  number(words, 'jobs', 1);
  return {
    ...telling(words, formats[words.command]),
    paths: paths(words),
    parameters: new Map(words.values('param').map((text) => pair(text, 'param', 'KEY=VALUE'))),
    parameterFiles: words.values('params'),
    variables: words.inOrder('var', 'var-file').map(([option, value]) => (option === 'var' ? variable(value) : { kind: 'file', path: value })),
    config: config(words),
    stdinFilename: words.values('stdin-filename').at(-1),
    maxSize: number(words, 'max-file-size', DEFAULT_MAX_SIZE),
    maxPlanSize: number(words, 'max-file-size', DEFAULT_MAX_PLAN_SIZE),
    progress: !isSet(words, 'no-progress'),
    stats: isSet(words, 'stats'),
    ignores: !isSet(words, 'no-ignores'),
    prefilter: !isSet(words, 'no-prefilter'),
  };
}

function config(words: Words): Reading['config'] {
  const path = words.values('config').at(-1);
  if (path !== undefined && isSet(words, 'no-config')) throw new UsageError('--config and --no-config do not go together');
  return path !== undefined ? { path } : isSet(words, 'no-config') ? 'none' : 'nearest';
}

function paths(words: Words): readonly string[] {
  const { operands } = words;
  // An unset variable in a script; to read it as the current folder would lint far more than was meant.
  if (operands.includes('')) throw new UsageError('a path is empty');
  if (isSet(words, 'stdin-filename') && !operands.includes('-')) {
    throw new UsageError("--stdin-filename names standard input, which is read only where a path is '-'");
  }
  return operands.length === 0 ? ['.'] : operands;
}

function pair(text: string, name: string, shape: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`--${name} cannot be '${text}'; write --${name} ${shape}`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function variable(given: string): VariableArgument {
  const [name, text] = pair(given, 'var', 'NAME=VALUE');
  return { kind: 'text', name, text };
}

/** Whether the rules exist is found out later, when they are loaded. */
function ruleLevels(words: Words): ReadonlyMap<string, 'off' | Level> {
  const pairs = words.values('rule').map((text) => pair(text, 'rule', 'ID=LEVEL'));
  return new Map(pairs.map(([id, level]) => [id, oneOf(level, levels, `the level of --rule ${id}`)]));
}

function noOperands(words: Words): void {
  if (words.operands.length > 0) throw new UsageError(`the command '${words.command}' takes no '${words.operands[0] ?? ''}'`);
}

function onlyOperand(words: Words): string {
  const [operand, more] = words.operands;
  if (operand === undefined || operand === '') throw new UsageError('explain needs the id of a rule; keytrail rules lists them');
  if (more !== undefined) throw new UsageError(`explain takes one rule; '${more}' is one too many`);
  return operand;
}
