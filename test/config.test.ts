import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.js';
import { readConfig, type Config } from '../src/config.js';
import { positionAt } from '../src/core/line-index.js';
import { textOf } from '../src/core/source.js';
import { unmark } from './helpers/lint.js';

const read = async (text: string, path = '.keytrail.yaml'): ReturnType<typeof readConfig> => readConfig(path, new TextEncoder().encode(text));

async function configOf(text: string, path?: string): Promise<Config> {
  const result = await read(text, path);
  if (result.kind === 'faults') throw new Error(result.faults.map(({ message }) => message).join('\n'));
  return result.config;
}

const nothing = { rules: new Map(), strict: false, include: [], exclude: [], coveredBy: [], trusted: [], parameters: [], parameterFiles: [], variableFiles: [] };

describe('what a config says', () => {
  test.each<[string, string, Partial<Config>]>([
    ['empty', '', nothing],
    ['a comment', '# nothing yet\n', nothing],
    ['a mark of a document', '---\n', nothing],
    ['a map of nothing', '{}', nothing],
    ['sections without anything in them', 'rules:\n  # gap: off\nexclude:\ncloudformation:\n  parameters:\n', nothing],
    ['levels', 'rules: { gap: error, grant-full-admin: off, parse-error: "off" }', { rules: new Map([['gap', 'error'], ['grant-full-admin', 'off'], ['parse-error', 'off']]) }],
    ['strict', 'strict: true', { strict: true }],
    ['files', 'include: ["infra/**"]\nexclude:\n  - "**/with space/**"\r\n', { include: ['infra/**'], exclude: ['**/with space/**'] }],
    ['names', 'coveredBy: ["arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/org"]\ntrusted: [CloudTrailAdmin*]', { coveredBy: ['arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/org'], trusted: ['CloudTrailAdmin*'] }],
    ['policies', 'policies: { scp: [scp] }', { policies: new Map([['boundary', []], ['scp', ['scp']], ['rcp', []], ['session', []]]) }],
    ['terraform', 'terraform: { variables: { a: [1, { b: c }] }, varFiles: [x.tfvars] }', { variables: expect.objectContaining({ kind: 'map' }), variableFiles: [expect.objectContaining({ path: 'x.tfvars' })] }],
    ['terraform, with nothing in it', 'terraform:\n  variables:\n  varFiles:\n', { ...nothing, variableFiles: [] }],
    ['no ignores', 'ignore: []', nothing],
    ['a byte order mark', '\uFEFFstrict: true', { strict: true }],
    ['anchors', 'include: &i [a]\nexclude: *i', { include: ['a'], exclude: ['a'] }],
  ])('%s', async (_, text, expected) => {
    expect(await configOf(text)).toMatchObject(expected);
  });

  test('ignores, with their places', async () => {
    const { ignores } = await configOf('ignore:\n  - { rule: gap, reason: " b ", until: 2027-12-01 }\n  - { rule: "parse-error", paths: [a/**, b], reason: c, until: "2028-02-29" }\n');
    expect(ignores.map(({ at, ...ignore }) => ({ ...ignore, at: textOf(at) }))).toEqual([
      { rule: 'gap', own: true, reason: ' b ', until: '2027-12-01', limited: false, globs: [], at: 'gap' },
      { rule: 'parse-error', own: true, reason: 'c', until: '2028-02-29', limited: false, globs: ['a/**', 'b'], at: '"parse-error"' },
    ]);
  });

  test('in JSON', async () => {
    expect(await configOf('{"$schema": "x", "rules": {"gap": "note"}}', '.keytrail.json')).toMatchObject({ rules: new Map([['gap', 'note']]) });
  });

  test('parameters, with their places', async () => {
    const { parameters, parameterFiles } = await configOf('cloudformation:\n  parameters: { A: x, B: 012, C: [y, z], D: true }\n  parameterFiles: ["with space.json"]');
    expect(parameters.map(({ name, node }) => `${name} ${node.kind} ${textOf(node.origin.span)}`)).toEqual(['A scalar x', 'B scalar 012', 'C list [y, z]', 'D scalar true']);
    expect(parameterFiles.map(({ path, span }) => [path, textOf(span)])).toEqual([['with space.json', '"with space.json"']]);
  });
});

describe('what is wrong is told at its place, all of it', () => {
  test.each<[string, string, readonly string[]]>([
    ['an unknown key', '«rulez»: {}', ["unknown key 'rulez'; did you mean 'rules'?"]],
    ['a key like no other', '«zzzzzz»: 1', ["unknown key 'zzzzzz'; it is one of rules, strict, include, exclude, coveredBy, trusted, policies, cloudformation, terraform, ignore"]],
    ['a key further down', 'cloudformation:\n  «parameter»: {}', ["unknown key 'parameter'; did you mean 'parameters'?"]],
    ['an unknown rule', 'rules: { «kms-event-excluded»: off }', ["unknown rule 'kms-event-excluded'; did you mean 'kms-events-excluded'?"]],
    ['a rule like no other', 'rules: { «x»: off }', ["unknown rule 'x'; keytrail rules lists them"]],
    ['a key that a prototype has', '«__proto__»: 1', ["unknown key '__proto__'; it is one of rules, strict, include, exclude, coveredBy, trusted, policies, cloudformation, terraform, ignore"]],
    ['a level that there is not', 'rules: { gap: «high» }', ["'rules.gap' cannot be 'high'; it is one of off, note, warning, error"]],
    ['a level misspelt', 'rules: { gap: «warn» }', ["'rules.gap' cannot be 'warn'; it is one of off, note, warning, error"]],
    ['a level that is no text', 'rules: { gap: «[off]» }', ["'rules.gap' cannot be a list; it is one of off, note, warning, error"]],
    ['yes, which is a text to editors', 'strict: «yes»', ["'strict' must be true or false, not 'yes'"]],
    ['a number for a boolean', 'strict: «1»', ["'strict' must be true or false, not the number 1"]],
    ['a text for a list', 'exclude: «a»', ["'exclude' must be a list, not 'a'"]],
    ['a map for a list', 'exclude: «{ a: b }»', ["'exclude' must be a list, not a map"]],
    ['a list for a map', 'rules: «[gap]»', ["'rules' must be a map, not a list"]],
    ['a list for all', '«- rules»', ['the config must be a map, not a list']],
    ['braces in a pattern', 'include: [«"*.{a,b}"»]', ["'include.0' must be a pattern of `*`, `**` and `?`, not '*.{a,b}'"]],
    ...['../x', 'a/../b', 'a//b', '..', '.', './', 'a/.'].map((glob): [string, string, readonly string[]] => [`a pattern that takes no file: ${glob}`, `exclude: [x, «"${glob}"»]`, [`'exclude.1' can take no file, for patterns are for what lies in the folder of the config or below: '${glob}'`]]),
    ['patterns that take no file, wherever they are', 'ignore: [{ rule: gap, reason: a, paths: [«../a»], until: «2027-02-30» }]\npolicies: { scp: [«../b»] }\ninclude: [«../c»]', ['ignore.0.paths.0', 'ignore.0.until', 'policies.scp.0', 'include.0'].map((name) => expect.stringContaining(`'${name}' `) as string)],
    ['no ARN', 'coveredBy: [«org»]', ["'coveredBy.0' must be the ARN of a trail or an event data store, not 'org'"]],
    ['an empty name', 'trusted: [«""»]', ["'trusted.0' must be a name, not ''"]],
    ['a map as a parameter', 'cloudformation: { parameters: { A: «{ B: c }» } }', ["'cloudformation.parameters.A' must be a text, or a list of texts, not a map"]],
    ['an ignore without a reason', 'ignore: [«{ rule: gap, paths: [] }»]', ["'ignore.0' lacks 'reason'"]],
    ['a day that there is not', 'ignore: [{ rule: gap, paths: [a], reason: b, until: «2027-13-01» }]', ["'ignore.0.until' must be a date, YYYY-MM-DD, not '2027-13-01'"]],
    ['a day that no month has', 'ignore: [{ rule: gap, reason: b, until: «2027-02-30» }]', ["'ignore.0.until' must be a day that there is, not '2027-02-30'"]],
    ['an ignore with a reason of blanks', 'ignore: [{ rule: gap, reason: «" "» }]', ["'ignore.0.reason' must be a reason, not ' '"]],
    ['an ignore of an unknown rule', 'ignore: [{ rule: «kms-event-excluded», reason: b }]', ["'ignore.0.rule' cannot be 'kms-event-excluded'; did you mean 'kms-events-excluded'?"]],
    ['an ignore without a rule', 'ignore: [«{ reason: b }»]', ["'ignore.0' lacks 'rule'"]],
    ['two faults', '«rulez»: {}\nstrict: «maybe»', ["unknown key 'rulez'; did you mean 'rules'?", "'strict' must be true or false, not 'maybe'"]],
    ['a key that is written twice', 'strict: true\n«strict»: false', ['the key `strict` is written more than once']],
    ['two documents', 'strict: true\n---\n«strict: false»', ['a config is one document']],
    ['broken YAML', 'rules: [ga«p»', ['expected `]`, indented more than the key it belongs to']],
  ])('%s', async (_, marked, messages) => {
    const { text, marks } = unmark(marked);
    const result = await read(text);
    const faults = result.kind === 'faults' ? result.faults : [];
    expect(faults.map(({ message }) => message)).toEqual(messages);
    expect(faults.map(({ span }) => [span.start, span.end])).toEqual(marks);
  });

  test('a byte order mark and CRLF do not move it', async () => {
    const result = await read('\uFEFFstrict: true\r\nrulez: 1\r\n');
    expect(result.kind === 'faults' && result.faults.map(({ span }) => positionAt(span.source, span.start))).toEqual([{ line: 2, column: 1 }]);
  });

  test('a binary file', async () => {
    expect((await read('\u0000')).kind).toBe('faults');
  });

  test('aliases of aliases are no bomb', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `a${String(index + 1)}: &a${String(index + 1)} [*a${String(index)}, *a${String(index)}]`);
    expect((await read(`a0: &a0 [x]\n${lines.join('\n')}\n`)).kind).toBe('faults');
  });
});

test('the sample of the documentation is a config', async () => {
  const [, sample = ''] = /```yaml\n([^]*?)```/u.exec(readFileSync(new URL('../docs/config.md', import.meta.url), 'utf8')) ?? [];
  expect(sample).toContain('rules:');
  expect((await configOf(sample)).trusted).toEqual(['CloudTrailAdmin*']);
});

test('more patterns with wildcards than anybody writes are a fault at the first of them, and others are not counted', async () => {
  const lines = (key: string, count: number, name: string): string => `${key}:\n${`  - "${name}"\n`.repeat(count)}`;
  expect((await read(`${lines('include', 1_000, '*.tf')}${lines('trusted', 1_000, 'Admin?')}${lines('exclude', 3_000, 'a/b')}`)).kind).toBe('config');
  const result = await read(`${lines('include', 1_000, '*.tf')}${lines('trusted', 1_001, 'Admin?')}`);
  expect(result.kind === 'faults' && result.faults.map(({ span, message }) => [positionAt(span.source, span.start).line, message.includes('2000 patterns')])).toEqual([[2_003, true]]);
});

test('patterns that begin with `/` or `./`, and end in `/`', async () => {
  expect((await read('exclude: [/a, ./b, c/, "**/d/**", a/...]')).kind).toBe('config');
});

describe('the schema', () => {
  const schema = JSON.parse(readFileSync(new URL('../schema/config.json', import.meta.url), 'utf8')) as { readonly properties: { readonly rules: { readonly properties: object } } };

  test('is a schema, whose examples meet it', () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate({ rules: { gap: 'off' }, cloudformation: { parameters: { A: 1 } } })).toBe(true);
    expect(validate({ rulez: {} })).toBe(false);
  });

  test('has every rule', () => {
    expect(Object.keys(schema.properties.rules.properties)).toEqual(rules.map(({ meta }) => meta.id));
  });
});
