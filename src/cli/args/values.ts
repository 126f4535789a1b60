import type { Format } from '../../report/options.js';
import type { Output, Telling, When, Words } from './invocation.js';
import { UsageError } from '../io.js';
import { didYouMean } from './nearest.js';

const whens: readonly When[] = ['auto', 'always', 'never'];

/** What is made of the values of options. All of these throw a UsageError for what is none. */

export const isSet = (words: Words, name: string): boolean => words.values(name).length > 0;

/** How a command that writes `allowed`, the default first, is to tell what it found. */
export const telling = (words: Words, allowed: readonly [Format, ...Format[]]): Telling => ({
  outputs: outputs(words, allowed),
  color: choice(words, 'color', whens, 'auto'),
  quiet: isSet(words, 'quiet'),
});

export function refuseTogether(words: Words, option: string, ...others: readonly string[]): void {
  const other = others.find((name) => isSet(words, name));
  if (other !== undefined) throw new UsageError(`--${option} and --${other} do not go together`);
}

export function choice<T extends string>(words: Words, name: string, allowed: readonly T[], fallback: T): T {
  const value = words.values(name).at(-1);
  return value === undefined ? fallback : oneOf(value, allowed, `--${name}`);
}

export function oneOf<T extends string>(value: string, allowed: readonly T[], what: string): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw new UsageError(`${what} cannot be '${value}'; it is one of ${allowed.join(', ')}`);
  return found;
}

export function number(words: Words, name: string, fallback: number): number {
  const text = words.values(name).at(-1);
  if (text === undefined) return fallback;
  const value = /^\d+$/u.test(text) ? Number(text) : 0;
  if (value < 1 || !Number.isSafeInteger(value)) throw new UsageError(`--${name} cannot be '${text}'; it is a whole number from 1`);
  return value;
}

function outputs(words: Words, allowed: readonly [Format, ...Format[]]): readonly Output[] {
  const asked = words.values('format').map((text) => output(text, allowed));
  const all = asked.length > 0 ? asked : [{ format: allowed[0], file: undefined }];
  const file = words.values('output').at(-1);
  if (file !== undefined && (all.length > 1 || all[0]?.file !== undefined)) {
    throw new UsageError('--output goes with a single format without =FILE; write --format NAME=FILE for each');
  }
  const settled = all.map((one) => ({ ...one, file: named(one.file ?? file) }));
  refuseTwice(settled);
  return settled;
}

function output(text: string, allowed: readonly Format[]): Output {
  const [name = '', ...rest] = text.split('=');
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
