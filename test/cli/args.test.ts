import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/cli/args/parse.js';
import { help } from '../../src/cli/args/help.js';
import type { Check } from '../../src/cli/args/invocation.js';
import { UsageError } from '../../src/cli/io.js';
import { commands, laterCommands, laterOptions, options } from '../../src/cli/args/options.js';

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
const checkOf = (line: string): Check => {
  const invocation = parse(words(line));
  if (invocation.command !== 'check') throw new Error(`${line} is ${invocation.command}`);
  return invocation;
};

describe('what a command line means', () => {
  test.each([
    ['', { paths: ['.'], failOn: 'error', strict: false, quiet: false, color: 'auto', progress: true, outputs: [{ format: 'pretty', file: undefined }] }],
    ['check', { paths: ['.'] }],
    ['a b', { paths: ['a', 'b'] }],
    ['check check', { paths: ['check'] }],
    ['a check', { paths: ['a', 'check'] }],
    ['-- rules', { paths: ['rules'] }],
    ['--strict check a', { paths: ['a'], strict: true }],
    ['-q -', { paths: ['-'], quiet: true }],
    ['-qf json', { quiet: true, outputs: [{ format: 'json', file: undefined }] }],
    ['-fjson', { outputs: [{ format: 'json', file: undefined }] }],
    ['-f sarif -o x', { outputs: [{ format: 'sarif', file: 'x' }] }],
    ['-o -', { outputs: [{ format: 'pretty', file: undefined }] }],
    ['-f pretty -f sarif=a=b', { outputs: [{ format: 'pretty', file: undefined }, { format: 'sarif', file: 'a=b' }] }],
    ['--fail-on note --fail-on never', { failOn: 'never' }],
    ['--rule a=off --rule b=error --rule a=note', { levels: new Map([['a', 'note'], ['b', 'error']]) }],
    ['--param A=1 --param B=x=y --param C=', { parameters: new Map([['A', '1'], ['B', 'x=y'], ['C', '']]) }],
    ['--params a.json --params=b c', { parameterFiles: ['a.json', 'b'], paths: ['c'] }],
    ['--var a=1 --var-file x.tfvars --var a=b=c --var b=', { variables: [{ kind: 'text', name: 'a', text: '1' }, { kind: 'file', path: 'x.tfvars' }, { kind: 'text', name: 'a', text: 'b=c' }, { kind: 'text', name: 'b', text: '' }] }],
    ['--var-file=y --var-file=x z', { variables: [{ kind: 'file', path: 'y' }, { kind: 'file', path: 'x' }], paths: ['z'] }],
    ['--param=-A=1', { parameters: new Map([['-A', '1']]) }],
    ['--max-file-size 5 --jobs 2 --no-progress --stats', { maxSize: 5, progress: false, stats: true }],
    ['- --stdin-filename a.yaml', { paths: ['-'], stdinFilename: 'a.yaml' }],
  ])('keytrail %s', (line, expected) => {
    expect(checkOf(line)).toMatchObject(expected);
  });

  test.each([
    ['coverage a -f json', { command: 'coverage', paths: ['a'], outputs: [{ format: 'json', file: undefined }] }],
    ['rules -f json', { command: 'rules', outputs: [{ format: 'json', file: undefined }] }],
    ['explain a', { command: 'explain', rule: 'a' }],
    ['--version', { command: 'version' }],
    ['-h', { command: 'help' }],
    ['check --nonsense --help', { command: 'help' }],
  ])('keytrail %s', (line, expected) => {
    expect(parse(words(line))).toMatchObject(expected);
  });
});

describe('what is refused, and how', () => {
  test.each([
    ['--formt json', "unknown option '--formt'; did you mean '--format'?"],
    ['--zzz', "unknown option '--zzz'; see keytrail --help"],
    ['-x', "unknown option '-x'; see keytrail --help"],
    ['--strict=yes', "the option '--strict' takes no value"],
    ['--no-strict', "unknown option '--no-strict'; did you mean '--strict'?"],
    ['--output', "the option '--output' needs a value: --output FILE"],
    ['-o -q', "the option '-o' needs a value: --output FILE"],
    ['--output=', "the option '--output' needs a value: --output FILE"],
    ['-f xml', "unknown format 'xml'; it is one of pretty, sarif, json"],
    ['-f srif', "unknown format 'srif'; did you mean 'sarif'?"],
    ['-f sarif=', '--format sarif= names no file'],
    ['-f sarif -f json', 'only one format can go to standard output; write --format NAME=FILE for the others'],
    ['-f sarif=a -f json=a', "two formats cannot go to one file, 'a'"],
    ['-f sarif=a -o b', '--output goes with a single format without =FILE; write --format NAME=FILE for each'],
    ['coverage -f sarif', "unknown format 'sarif'; it is one of pretty, json"],
    ['-f junit', "the format 'junit' is not available in this version"],
    ['--fail-on high', "--fail-on cannot be 'high'; it is one of error, warning, note, never"],
    ['--rule a', "--rule cannot be 'a'; write --rule ID=LEVEL"],
    ['--rule a=high', "the level of --rule a cannot be 'high'; it is one of off, note, warning, error"],
    ['--param =1', "--param cannot be '=1'; write --param KEY=VALUE"],
    ['--var a', "--var cannot be 'a'; write --var NAME=VALUE"],
    ['--var-file', "the option '--var-file' needs a value: --var-file FILE"],
    ['--jobs 0', "--jobs cannot be '0'; it is a whole number from 1"],
    ['--max-file-size 10MB', "--max-file-size cannot be '10MB'; it is a whole number from 1"],
    ['--color sometimes', "--color cannot be 'sometimes'; it is one of auto, always, never"],
    ['a --stdin-filename b', "--stdin-filename names standard input, which is read only where a path is '-'"],
    ['rules a', "the command 'rules' takes no 'a'"],
    ['rules --strict', "the command 'rules' takes no option '--strict'"],
    ['explain', 'explain needs the id of a rule; keytrail rules lists them'],
    ['explain a b', "explain takes one rule; 'b' is one too many"],
    ...laterCommands.map((command) => [`${command} a`, `the command '${command}' is not available in this version`]),
    ...Object.keys(laterOptions).map((option) => [`--${option} a`, `the option '--${option}' is not available in this version`]),
  ])('keytrail %s', (line, message) => {
    expect(() => parse(words(line))).toThrow(new UsageError(message));
  });

  test('an empty path, as an unset variable in a script gives it', () => {
    expect(() => parse([''])).toThrow(new UsageError('a path is empty'));
  });

  test('whatever the words, the complaint is one of ours', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom(...commands, ...options.flatMap(({ name, short }) => [`--${name}`, `--${name}=`, `-${short}`]), '--', '-', '__proto__', '--__proto__', '--constructor'));
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        try {
          parse(argv);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

test('the help tells every option and command, in lines that fit', () => {
  const text = help();
  for (const { name } of options) expect(text).toContain(`--${name}`);
  for (const command of commands) expect(text).toContain(command);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});
