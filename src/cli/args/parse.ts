import type { Level } from '../../check/finding.js';
import type { Format, SarifProfile } from '../../report/options.js';
import type { Baseline, Change, Check, FailOn, Invocation, Output, Reading, VariableArgument, When, Words } from './invocation.js';
import { UsageError } from '../io.js';
import { didYouMean } from './nearest.js';
import { formats } from './options.js';
import { sortWords } from './words.js';

const levels: readonly ('off' | Level)[] = ['off', 'note', 'warning', 'error'];
const thresholds: readonly FailOn[] = ['error', 'warning', 'note', 'never'];
const profiles: readonly SarifProfile[] = ['full', 'github', 'azure'];
const whens: readonly When[] = ['auto', 'always', 'never'];

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
    case 'rules':
      noOperands(words);
      return { command: 'rules', ...telling(words) };
    case 'explain':
      return { command: 'explain', ...telling(words), rule: onlyOperand(words) };
    case 'init':
      noOperands(words);
      return { command: 'init', ...telling(words) };
  }
}

const isSet = (words: Words, name: string): boolean => words.values(name).length > 0;

const telling = (words: Words): Pick<Reading, 'outputs' | 'color' | 'quiet'> => ({
  outputs: outputs(words),
  color: choice(words, 'color', whens, 'auto'),
  quiet: isSet(words, 'quiet'),
});

const judging = (words: Words): Pick<Check, 'failOn' | 'levels' | 'strict' | 'sarifProfile' | 'baseline' | 'change' | 'fix'> => ({
  failOn: choice(words, 'fail-on', thresholds, 'error'),
  levels: ruleLevels(words),
  strict: isSet(words, 'strict'),
  sarifProfile: choice(words, 'sarif-profile', profiles, 'full'),
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

function refuseTogether(words: Words, option: string, ...others: readonly string[]): void {
  const other = others.find((name) => isSet(words, name));
  if (other !== undefined) throw new UsageError(`--${option} and --${other} do not go together`);
}

function reading(words: Words): Reading {
  number(words, 'jobs', 1);
  return {
    ...telling(words),
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

function choice<T extends string>(words: Words, name: string, allowed: readonly T[], fallback: T): T {
  const value = words.values(name).at(-1);
  return value === undefined ? fallback : oneOf(value, allowed, `--${name}`);
}

function oneOf<T extends string>(value: string, allowed: readonly T[], what: string): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw new UsageError(`${what} cannot be '${value}'; it is one of ${allowed.join(', ')}`);
  return found;
}

function number(words: Words, name: string, fallback: number): number {
  const text = words.values(name).at(-1);
  if (text === undefined) return fallback;
  const value = /^\d+$/u.test(text) ? Number(text) : 0;
  if (value < 1 || !Number.isSafeInteger(value)) throw new UsageError(`--${name} cannot be '${text}'; it is a whole number from 1`);
  return value;
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

function outputs(words: Words): readonly Output[] {
  const asked = words.values('format').map((text) => output(text, words));
  const all = asked.length > 0 ? asked : [{ format: formats[words.command][0], file: undefined }];
  const file = words.values('output').at(-1);
  if (file !== undefined && (all.length > 1 || all[0]?.file !== undefined)) {
    throw new UsageError('--output goes with a single format without =FILE; write --format NAME=FILE for each');
  }
  const settled = all.map((one) => ({ ...one, file: named(one.file ?? file) }));
  refuseTwice(settled);
  return settled;
}

function output(text: string, words: Words): Output {
  const [name = '', ...rest] = text.split('=');
  const allowed: readonly Format[] = formats[words.command];
  const format = allowed.find((known) => known === name);
  if (format === undefined) throw new UsageError(`unknown format '${name}'${didYouMean(name, allowed) || `; it is one of ${allowed.join(', ')}`}`);
  const file = rest.length === 0 ? undefined : rest.join('=');
  if (file === '') throw new UsageError(`--format ${text} names no file`);
  return { format, file };
}

/** Written to as a file, /dev/stdout would overwrite what a redirected standard output holds already. */
const named = (file: string | undefined): string | undefined => (file === '-' || file === '/dev/stdout' ? undefined : file);

function refuseTwice(all: readonly Output[]): void {
  const twice = all.find((one, index) => all.findIndex(({ file }) => file === one.file) !== index);
  if (twice === undefined) return;
  if (twice.file !== undefined) throw new UsageError(`two formats cannot go to one file, '${twice.file}'`);
  throw new UsageError('only one format can go to standard output; write --format NAME=FILE for the others');
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
