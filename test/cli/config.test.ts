import { mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, scratch, templates, write } from './support.js';

/** A repository with files in it. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = scratch();
  mkdirSync(join(folder, '.git'));
  write(folder, files);
  return folder;
}

const ARN = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/org';

interface Told {
  readonly rule: string;
  readonly level: string;
  readonly file: string;
  readonly message: string;
}

async function findings(argv: readonly string[], cwd: string): Promise<readonly Told[]> {
  const { out, err } = await run([...argv, '-f', 'json'], { cwd });
  expect(err).toBe('');
  return (JSON.parse(out) as { readonly findings: readonly Told[] }).findings;
}

const filesTold = async (argv: readonly string[], cwd: string): Promise<readonly string[]> => [...new Set((await findings(argv, cwd)).map(({ file }) => file))];

describe('where a config is looked for', () => {
  const strict = 'rules: { kms-events-excluded: off }\n';
  const outer = scratch();
  write(outer, { '.keytrail.yaml': 'rulez: {}\n', 'error.yaml': templates.error, 'repo/error.yaml': templates.error, 'repo/a/b/error.yaml': templates.error, 'repo/a/.keytrail.json': '{"rules":{"kms-events-excluded":"note"}}', 'other/x.yaml': strict });
  mkdirSync(join(outer, 'repo/.git'));
  write(outer, { 'repo/.keytrail.yml': strict });

  test.each<[string, string, readonly string[], number]>([
    ['in the working folder', 'repo', ['error.yaml'], 0],
    ['the nearest above it', 'repo/a/b', ['error.yaml', '--fail-on', 'note'], 1],
    ['the nearest above it, which lowers', 'repo/a/b', ['error.yaml', '--fail-on', 'warning'], 0],
    ['no further than the repository', 'repo', ['error.yaml'], 0],
    ['outside a repository in the working folder', '.', ['error.yaml'], 2],
    ['outside a repository not above it', 'other', ['../error.yaml'], 1],
    ['not at all', '.', ['error.yaml', '--no-config'], 1],
    ['by its name', 'other', ['../error.yaml', '--config', 'x.yaml'], 0],
    ['by a name that is none', 'repo', ['error.yaml', '--config', 'none.yaml'], 2],
    ['for coverage', '.', ['coverage', 'error.yaml'], 2],
    ['not to list the rules', '.', ['rules'], 0],
  ])('%s', async (_, cwd, argv, status) => {
    expect((await run(argv, { cwd: join(outer, cwd) })).status).toBe(status);
  });
});

describe('faults are lines on standard error', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
    ['each with its place', { '.keytrail.yaml': 'strict: true\r\nrulez: {}\r\ninclude: a\r\n' }, ['.'], ".keytrail.yaml:2:1: unknown key 'rulez'; did you mean 'rules'?\n.keytrail.yaml:3:10: 'include' must be a list, not 'a'\n"],
    ['with a name in two lines', { 'a b/c.json': '{"x\\ny": 1}' }, ['.', '--config', 'a b/c.json'], "a b/c.json:1:2: unknown key 'x\\ny'; it is one of rules, strict, include, exclude, coveredBy, trusted, policies, cloudformation, terraform, ignore\n"],
    ['files of parameters that there are not', { '.keytrail.yaml': 'cloudformation:\n  parameterFiles: [none.json]\n' }, ['.'], '.keytrail.yaml:2:20: cannot read these parameters: there is no such file\n'],
    ['a pattern that leads out', { '.keytrail.yaml': 'exclude: ["../x"]\n' }, ['.'], ".keytrail.yaml:1:11: 'exclude.0' can take no file, for patterns are for what lies in the folder of the config or below: '../x'\n"],
    ['two configs', { '.keytrail.yaml': '', '.keytrail.json': '{}' }, ['.'], "keytrail: two config files, '.keytrail.yaml' and '.keytrail.json'; keep one of them\n"],
    ['a config that there is not', {}, ['.', '--config', 'x'], "keytrail: cannot read the config 'x': there is no such file\n"],
    ['both options', {}, ['.', '--config', 'x', '--no-config'], 'keytrail: --config and --no-config do not go together\n'],
  ])('%s', async (_, files, argv, err) => {
    expect(await run(argv, { cwd: repository({ ...files, 'error.yaml': templates.error }) })).toEqual({ status: 2, out: '', err });
  });

  test.each<[string, string, string]>([
    ['nowhere', 'nowhere', 'it is a symbolic link that leads nowhere'],
    ['out of the repository to nowhere', '/nowhere/x.yaml', 'it is a symbolic link that leads nowhere'],
    ['to itself', '.keytrail.yaml', 'symbolic links run in a circle'],
    ['to a folder', 'sub', 'it is not a regular file'],
    ['out of the repository', tmpdir(), 'it is a symbolic link that leads out of the repository; --config names a config that lies elsewhere'],
  ])('a config that is a link %s', async (_, target, reason) => {
    const cwd = repository({ 'error.yaml': templates.error, 'sub/deep/error.yaml': templates.error });
    symlinkSync(target, join(cwd, '.keytrail.yaml'));
    const told = { status: 2, out: '', err: `keytrail: cannot read the config '.keytrail.yaml': ${reason}\n` };
    expect(await run(['.'], { cwd })).toEqual(told);
    expect(await run(['.'], { cwd: join(cwd, 'sub/deep') })).toEqual(told);
  });
});

describe('what it changes', () => {
  test('levels, of which the command line has the last word', async () => {
    const cwd = repository({ '.keytrail.yaml': 'rules: { kms-events-excluded: warning, sink-single-region: "off" }', 'error.yaml': templates.error });
    expect((await findings(['.'], cwd)).map(({ rule, level }) => [rule, level])).toEqual([['kms-events-excluded', 'warning']]);
    expect((await findings(['.', '--rule', 'kms-events-excluded=note'], cwd)).map(({ rule, level }) => [rule, level])).toEqual([['kms-events-excluded', 'note']]);
  });

  test('strict', async () => {
    const gap = `Transform: Unheard-Of\n${templates.clean}`;
    const files = { 'gap.yaml': gap };
    expect(await findings(['.'], repository(files))).toEqual([]);
    expect((await findings(['.'], repository({ ...files, '.keytrail.yaml': 'strict: true' }))).map(({ rule }) => rule)).toEqual(['gap']);
  });

  const tree = { 'infra/a.yaml': templates.error, 'infra/with space/b.yaml': templates.error, 'infra/fixtures/c.yaml': templates.error, 'd.yaml': templates.error };

  test.each<[string, Readonly<Record<string, string>>, string, readonly string[], readonly string[]]>([
    ['include', { '.keytrail.yaml': 'include: ["infra/**"]' }, '.', ['.'], ['infra/a.yaml', 'infra/fixtures/c.yaml', 'infra/with space/b.yaml']],
    ['exclude', { '.keytrail.yaml': 'exclude: ["**/fixtures/**", "infra/with space"]' }, '.', ['.'], ['d.yaml', 'infra/a.yaml']],
    ['both', { '.keytrail.yaml': 'include: [infra]\nexclude: [fixtures]' }, '.', ['.'], ['infra/a.yaml', 'infra/with space/b.yaml']],
    ['files that are named', { '.keytrail.yaml': 'exclude: [fixtures]' }, '.', ['infra/fixtures/c.yaml', 'd.yaml'], ['d.yaml']],
    ['relative to the config', { 'infra/.keytrail.yaml': 'exclude: ["/fixtures"]' }, 'infra', ['.', '../d.yaml'], ['d.yaml', 'infra/a.yaml', 'infra/with space/b.yaml']],
    ['what is read from standard input', { '.keytrail.yaml': 'exclude: [fixtures]' }, '.', ['-', '--stdin-filename', 'fixtures/x.yaml'], []],
  ])('%s', async (_, config, cwd, argv, files) => {
    expect(await filesTold(argv, join(repository({ ...tree, ...config }), cwd))).toEqual(files);
  });

  test('a hook that hands over what is excluded is green', async () => {
    const cwd = repository({ ...tree, '.keytrail.yaml': 'exclude: [fixtures]' });
    expect(await run(['infra/fixtures/c.yaml', '.keytrail.yaml', '-q'], { cwd })).toMatchObject({ status: 0, err: '' });
  });

  test('the config is no template', async () => {
    const config = 'rules: {}\ntrusted: [CloudTrailAdmin*] # AWS::CloudTrail::Trail EventSelectors\n';
    expect((await run(['.'], { cwd: repository({ '.keytrail.yaml': config }) })).status).toBe(3);
    expect((await run(['.', '--config', 'k.yaml', '--stats'], { cwd: repository({ 'k.yaml': config }) })).err).toContain('0 files read');
  });

  test('a sink elsewhere covers the ones here', async () => {
    const cwd = repository({ '.keytrail.yaml': `coveredBy: ["${ARN}"]`, 'error.yaml': templates.error });
    const told = await findings(['.'], cwd);
    expect(told.map(({ rule, level }) => [rule, level])).toEqual([['kms-events-excluded', 'note']]);
    expect(told[0]?.message).toContain(ARN);
  });
});

describe('parameters', () => {
  const template = templates.error.replace('Resources:', 'Parameters:\n  Source: { Type: String, Default: rdsdata.amazonaws.com, AllowedValues: [rdsdata.amazonaws.com, kms.amazonaws.com] }\nResources:').replace('[kms.amazonaws.com]', '[!Ref Source]');
  const files = { 'infra/t.yaml': template, 'infra/prod.json': '{"Source":"kms.amazonaws.com"}', 'infra/dev.json': '{"Source":"rdsdata.amazonaws.com"}' };
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['nothing given', '', [], ['warning']],
    ['a value', 'cloudformation: { parameters: { Source: kms.amazonaws.com, Other: x } }', [], ['error']],
    ['a value, the command line another', 'cloudformation: { parameters: { Source: kms.amazonaws.com } }', ['--param', 'Source=rdsdata.amazonaws.com'], []],
    ['a value, a file another', 'cloudformation: { parameters: { Source: kms.amazonaws.com }, parameterFiles: [infra/dev.json] }', [], []],
    ['files', 'cloudformation: { parameterFiles: [infra/dev.json, ./infra/prod.json] }', [], ['error']],
    ['files, the command line others', 'cloudformation: { parameterFiles: [infra/prod.json] }', ['--params', 'infra/dev.json'], []],
    ['a value that is not allowed', 'cloudformation: { parameters: { Source: x } }', [], ['parse-error warning .keytrail.yaml']],
  ])('%s', async (_, config, argv, levels) => {
    const cwd = repository({ ...files, '.keytrail.yaml': config });
    const told = await findings(['infra/t.yaml', ...argv], cwd);
    expect(told.map(({ rule, level, file }) => (rule === 'kms-events-excluded' ? level : `${rule} ${level} ${file}`)).filter((one) => !one.startsWith('selector-invalid'))).toEqual(levels);
  });
});

describe('power', () => {
  const policy = '{ Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "cloudtrail:*", Resource: "*" }] }';
  const role = (name: string, more: string): string => `  ${name}:\n    Type: AWS::IAM::Role\n    Properties: { AssumeRolePolicyDocument: {}, ${more} }\n`;
  const inline = `Policies: [{ PolicyName: p, PolicyDocument: ${policy} }]`;
  const managed = (name: string, more: string): string => `  ${name}:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: { PolicyDocument: ${policy}, ${more} }\n`;
  const roles = `Parameters: { Env: { Type: String } }\nResources:\n${role('A', `RoleName: !Sub "CloudTrailAdmin-\${Env}", ${inline}`)}${role('B', inline)}${role('CloudTrailAdminC', inline)}${role('D', 'ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"]')}`;
  const policies = `Resources:\n${managed('P', 'ManagedPolicyName: CloudTrailAdminPolicy')}${managed('Q', '')}${role('R', 'ManagedPolicyArns: [!Ref P, !Ref Q]')}`;

  test.each<[string, string, string, number]>([
    ['roles, nobody trusted', roles, '', 4],
    ['roles by name and by logical id', roles, 'trusted: [CloudTrailAdmin*]', 2],
    ['a policy of AWS', roles, 'trusted: [AdministratorAccess]', 3],
    ['a name that may be another', roles, 'trusted: [CloudTrailAdmin-prod]', 4],
    ['everything', roles, 'trusted: ["*"]', 0],
    ['policies, nobody trusted', policies, '', 2],
    ['a policy that a role holds', policies, 'trusted: [CloudTrailAdminPolicy]', 1],
    ['the role that holds them', policies, 'trusted: [R]', 0],
  ])('%s', async (_, template, config, count) => {
    const cwd = repository({ 't.yaml': template, '.keytrail.yaml': config });
    expect((await findings(['.'], cwd)).filter(({ rule }) => rule.startsWith('grant-'))).toHaveLength(count);
  });

  test('documents that are no identity policies', async () => {
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }] });
    const files = { 'policies/boundaries/b.json': document, 'scp/s.json': document, 'i.json': document };
    expect(await filesTold(['.'], repository(files))).toEqual(['i.json', 'policies/boundaries/b.json', 'scp/s.json']);
    expect(await filesTold(['.'], repository({ ...files, '.keytrail.yaml': 'policies: { boundary: ["policies/boundaries/**"], scp: [scp] }' }))).toEqual(['i.json']);
  });
});
