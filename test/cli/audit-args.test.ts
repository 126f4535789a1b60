import { describe, expect, test } from 'vitest';
import type { Audit } from '../../src/cli/args/invocation.js';
import { parse } from '../../src/cli/args/parse.js';
import { UsageError } from '../../src/cli/io.js';

const words = (line: string): string[] => ['audit', ...line.split(' ').filter((word) => word !== '')];
const auditOf = (line: string): Audit => {
  const invocation = parse(words(line));
  if (invocation.command !== 'audit') throw new Error(`${line} is ${invocation.command}`);
  return invocation;
};
const at = Date.parse;

describe('what a command line means', () => {
  test.each([
    ['logs', { task: { kind: 'windows', failOn: 'error' }, paths: ['logs'], since: undefined, until: undefined, trails: [], accounts: [], mask: false, maxSize: Infinity, progress: true, stats: false }],
    ['a b - --stdin-filename c', { paths: ['a', 'b', '-'], stdinFilename: 'c' }],
    ['a --fail-on note --mask --stats --no-progress -q', { task: { kind: 'windows', failOn: 'note' }, mask: true, stats: true, progress: false, quiet: true }],
    ['a --since 2024-07-31 --until 2024-07-31', { since: at('2024-07-31T00:00:00Z'), until: at('2024-07-31T23:59:59.999Z') }],
    ['a --since 2024-07-31T12:00Z --until=2024-07-31T12:00:00.5+02:00 --until 2024-07-31T23:00:00-01:30', { since: at('2024-07-31T12:00:00Z'), until: at('2024-08-01T00:30:00Z') }],
    ['a --trail x --trail y --account 111122223333', { trails: ['x', 'y'], accounts: ['111122223333'] }],
    ['a -f sarif=x -f markdown', { outputs: [{ format: 'sarif', file: 'x' }, { format: 'markdown', file: undefined }] }],
    ['keys a', { task: { kind: 'keys', key: undefined }, paths: ['a'] }],
    ['keys a --key k --trail t -f json', { task: { kind: 'keys', key: 'k' }, trails: ['t'], outputs: [{ format: 'json', file: undefined }] }],
    ['./keys', { task: { kind: 'windows', failOn: 'error' }, paths: ['./keys'] }],
    ['a keys', { task: { kind: 'windows', failOn: 'error' }, paths: ['a', 'keys'] }],
    ['--print-query lake', { task: { kind: 'query', dialect: 'lake', options: { since: undefined, files: undefined, regions: undefined } } }],
    ['--print-query duckdb a b', { task: { kind: 'query', dialect: 'duckdb', options: { files: ['a', 'b'] } } }],
    ['--print-query athena --bucket b --region r --region s --account 111122223333', { task: { kind: 'query', dialect: 'athena', options: { bucket: 'b', regions: ['r', 's'], accounts: ['111122223333'] } } }],
    ['--print-detection sigma -o x', { task: { kind: 'detection', language: 'sigma' }, outputs: [{ format: 'pretty', file: 'x' }] }],
  ])('keytrail audit %s', (line, expected) => {
    expect(auditOf(line)).toMatchObject(expected);
  });
});

describe('what is refused, and how', () => {
  const when = 'it is a date (2024-07-31) or a time with its zone (2024-07-31T12:00:00Z)';

  test.each([
    ['', 'audit needs the records to read: keytrail audit PATH..., or - for standard input'],
    ['keys', 'audit needs the records to read: keytrail audit keys PATH..., or - for standard input'],
    ['a --since 7d', `--since cannot be '7d'; ${when}`],
    ['a --since 2024-02-30', `--since cannot be '2024-02-30'; ${when}`],
    ['a --until 2024-07-31T12:00:00', `--until cannot be '2024-07-31T12:00:00'; ${when}`],
    ['a --until 2024-07-31T25:00:00Z', `--until cannot be '2024-07-31T25:00:00Z'; ${when}`],
    ['a --since 2024-07-32T00:00Z', `--since cannot be '2024-07-32T00:00Z'; ${when}`],
    ['a --since 2024-08-01 --until 2024-07-31', '--since is later than --until'],
    ['a --account 1111', "--account cannot be '1111'; it is the 12 digits of an account"],
    ['a --sinc x', "unknown option '--sinc'; did you mean '--since'?"],
    ['a --strict', "the command 'audit' takes no option '--strict'"],
    ['a -f junit', "unknown format 'junit'; it is one of pretty, sarif, json, markdown"],
    ['keys a -f sarif', "unknown format 'sarif'; it is one of pretty, json"],
    ['keys a --fail-on note', "--fail-on is not for 'audit keys', which shows and does not judge"],
    ['a --key k', "--key goes with 'audit keys' only"],
    ['a --bucket b', '--bucket goes with --print-query only'],
    ['a --stdin-filename b', "--stdin-filename names standard input, which is read only where a path is '-'"],
    ['--print-query athna', "--print-query cannot be 'athna'; it is one of athena, lake, duckdb"],
    ['--print-detection splunk', "--print-detection cannot be 'splunk'; it is one of eventbridge, cloudwatch, sigma"],
    ['--print-query lake a', "--print-query lake reads no files; 'a' is one too many"],
    ['--print-detection sigma a', "--print-detection reads no files; 'a' is one too many"],
    ['--print-query lake --print-detection sigma', '--print-query and --print-detection do not go together'],
    ['--print-query lake --mask', '--print-query and --mask do not go together'],
    ['--print-query lake -f json', '--print-query and --format do not go together'],
    ['--print-detection sigma --since 2024-07-31', '--print-detection and --since do not go together'],
    ['keys --print-query lake', "--print-query is not for 'audit keys'"],
    ['keys --print-detection sigma', "--print-detection is not for 'audit keys'"],
  ])('keytrail audit %s', (line, message) => {
    expect(() => parse(words(line))).toThrow(new UsageError(message));
  });

  test('an empty path, as an unset variable in a script gives it', () => {
    expect(() => parse(['audit', ''])).toThrow(new UsageError('a path is empty'));
  });
});
