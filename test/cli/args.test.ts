import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/cli/args/parse.js';
import { help } from '../../src/cli/args/help.js';
import type { Check } from '../../src/cli/args/invocation.js';
import { exit, UsageError } from '../../src/cli/io.js';
import { commands, formats, laterCommands, options } from '../../src/cli/args/options.js';

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
const checkOf = (line: string): Check => {
  const invocation = parse(words(line));
  if (invocation.command !== 'check') throw new Error(`${line} is ${invocation.command}`);
  return invocation;
};

describe('what a command line means', () => {
  test.each([
    ['', { paths: ['.'], failOn: 'error', strict: false, quiet: false, color: 'auto', progress: true, outputs: [{ format: 'pretty', file: undefined }] }],
    ['', { sarifProfile: 'full', baseline: undefined, change: undefined, fix: undefined, ignores: true, prefilter: true }],
    ['-f github', { outputs: [{ format: 'github', file: undefined }] }],
    ['-f gitlab=a -f junit=b -f markdown=c', { outputs: [{ format: 'gitlab', file: 'a' }, { format: 'junit', file: 'b' }, { format: 'markdown', file: 'c' }] }],
    ['-f sarif --sarif-profile github', { sarifProfile: 'github' }],
    ['--sarif-profile=azure --sarif-profile full', { sarifProfile: 'full' }],
    ['--baseline b.json', { baseline: { file: 'b.json', update: false } }],
    ['--update-baseline --baseline=b.json c', { baseline: { file: 'b.json', update: true }, paths: ['c'] }],
    ['--baseline a --baseline b', { baseline: { file: 'b', update: false } }],
    ['--staged a.yaml', { change: { kind: 'staged' }, paths: ['a.yaml'] }],
    ['--changed-since origin/main', { change: { kind: 'since', ref: 'origin/main' } }],
    ['--changed-since=HEAD~1', { change: { kind: 'since', ref: 'HEAD~1' } }],
    ['--fix', { fix: 'apply' }],
    ['--fix-dry-run --baseline b', { fix: 'dry-run', baseline: { file: 'b', update: false } }],
    ['--fix --changed-since main', { fix: 'apply', change: { kind: 'since', ref: 'main' } }],
    ['--no-ignores', { ignores: false }],
    ['--no-prefilter', { prefilter: false }],
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
    ['coverage --no-ignores', { command: 'coverage', ignores: false }],
    ['coverage --no-prefilter', { command: 'coverage', prefilter: false }],
    ['explain a', { command: 'explain', rule: 'a' }],
    ['init', { command: 'init', quiet: false }],
    ['init -q', { command: 'init', quiet: true }],
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
    ['-f xml', "unknown format 'xml'; it is one of pretty, sarif, json, github, gitlab, junit, markdown"],
    ['-f code-climate', "unknown format 'code-climate'; it is one of pretty, sarif, json, github, gitlab, junit, markdown"],
    ['-f junti', "unknown format 'junti'; did you mean 'junit'?"],
    ['-f github -f gitlab', 'only one format can go to standard output; write --format NAME=FILE for the others'],
    ['--sarif-profile gihub', "--sarif-profile cannot be 'gihub'; it is one of full, github, azure"],
    ['--update-baseline', '--update-baseline needs the file to write: --baseline FILE'],
    ['--update-baseline=b', "the option '--update-baseline' takes no value"],
    ['--baseline', "the option '--baseline' needs a value: --baseline FILE"],
    ['--baseline --update-baseline', "the option '--baseline' needs a value: --baseline FILE"],
    ['--baseline b --staged', '--baseline and --staged do not go together'],
    ['--changed-since a --baseline b', '--baseline and --changed-since do not go together'],
    ['--changed-since', "the option '--changed-since' needs a value: --changed-since REF"],
    ['--changed-since a --staged', '--changed-since and --staged do not go together'],
    ['--fix --fix-dry-run', '--fix and --fix-dry-run do not go together'],
    ['--fix --staged', '--fix and --staged do not go together'],
    ['--fix-dry-run --staged', '--fix-dry-run and --staged do not go together'],
    ['--fix --baseline b --update-baseline', '--fix and --update-baseline do not go together'],
    ['--fix-dry-run --baseline b --update-baseline', '--fix-dry-run and --update-baseline do not go together'],
    ['--no-ignore', "unknown option '--no-ignore'; did you mean '--no-ignores'?"],
    ['--since a', "the command 'check' takes no option '--since'"],
    ['coverage --staged', "the command 'coverage' takes no option '--staged'"],
    ['coverage --baseline b', "the command 'coverage' takes no option '--baseline'"],
    ['init --fix', "the command 'init' takes no option '--fix'"],
    ['init a', "the command 'init' takes no 'a'"],
    ['rules -f junit', "unknown format 'junit'; it is one of pretty, json"],
    ['-f srif', "unknown format 'srif'; did you mean 'sarif'?"],
    ['-f sarif=', '--format sarif= names no file'],
    ['-f sarif -f json', 'only one format can go to standard output; write --format NAME=FILE for the others'],
    ['-f sarif=a -f json=a', "two formats cannot go to one file, 'a'"],
    ['-f sarif=a -o b', '--output goes with a single format without =FILE; write --format NAME=FILE for each'],
    ['coverage -f sarif', "unknown format 'sarif'; it is one of pretty, json"],
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

test('the help tells every option, command, format and status, in lines that fit', () => {
  const text = help();
  for (const { name, value } of options) expect(text).toMatch(new RegExp(`^  (?:-\\w, |    )--${name}${value === '' ? '' : ` ${value.replaceAll(/[[\]]/gu, '\\$&')}`} `, 'mu'));
  for (const command of commands) expect(text).toMatch(new RegExp(`^  keytrail \\[?${command}\\b`, 'mu'));
  for (const format of formats.check) expect(text).toContain(format);
  expect([...text.matchAll(/^ {2}(\d) {2}/gmu)].map(([, status]) => Number(status))).toEqual(Object.values(exit));
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});
