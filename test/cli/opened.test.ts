import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { built } from '../helpers/built.js';
import { scratch, templates, write } from './support.js';

/** What the command opens of a repository whose author wishes us ill, and how it gets through folders that are no ordinary ones. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = scratch();
const cli = join(folder, 'dist', 'cli.cjs');
const env = { PATH: process.env['PATH'] ?? '' };

beforeAll(() => {
  built(join(folder, 'dist'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}, 60_000);

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
  readonly findings: readonly { readonly file: string }[];
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

function keytrail(cwd: string, ...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args, '-f', 'json'], { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28, timeout: 60_000, killSignal: 'SIGKILL' });
  const report = JSON.parse(stdout === '' ? '{ "findings": [], "problems": [] }' : stdout) as Pick<Ended, 'findings' | 'problems'>;
  return { status, stderr, ...report };
}

describe('nothing outside', () => {
  const secret = templates.error;
  const repository = join(folder, 'repository');
  const outside = join(folder, 'outside');

  /** Everything that names, leads or points elsewhere. */
  beforeAll(() => {
    write(outside, { 'secret.yaml': secret, 'params.json': '{"A": "secret"}', 'secret.tfvars': 'a = "secret"\n', 'module/main.tf': '', 'code.ts': 'export const a = 1;\n', 'patterns': '*.yaml\n', 'sub/a.yaml': secret });
    write(repository, {
      '.git/HEAD': 'ref: refs/heads/main\n',
      'template.yaml': `Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ../outside/secret.yaml }\n  Other:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: link.yaml }\n  Third:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ${outside}/secret.yaml }\n  Included:\n    Fn::Transform: { Name: AWS::Include, Parameters: { Location: ../outside/secret.yaml } }\n`,
      'serverless.yml': 'service: s\nprovider: { name: aws }\nresources: ${file(../outside/secret.yaml)}\n',
      'main.tf': 'module "m" {\n  source = "../outside/module"\n}\nresource "aws_cloudtrail" "t" {\n  name = file("../outside/secret.yaml")\n  s3_bucket_name = templatefile("link.yaml", {})\n}\n',
      'app.ts': "import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';\nimport { App, Stack } from 'aws-cdk-lib';\nimport { a } from '../outside/code.js';\nimport * as b from './link-code.js';\nnew CfnInclude(new Stack(new App(), 's'), 'i' + a + b, { templateFile: '../outside/secret.yaml' });\n",
      'setup.sh': 'source ../outside/patterns\naws cloudtrail put-event-selectors --trail-name t --event-selectors file://../outside/secret.yaml\naws cloudtrail create-trail --cli-input-json file://link.yaml\n',
      'cdk.out/manifest.json': JSON.stringify({ version: '36.0.0', artifacts: { s: { type: 'aws:cloudformation:stack', properties: { templateFile: '../../outside/secret.yaml' } } } }),
      'samconfig.toml': 'version = 0.1\n[default.deploy.parameters]\ntemplate_file = "../outside/secret.yaml"\nparameter_overrides = "file://../outside/params.json"\n',
    });
    for (const [link, target] of Object.entries({ 'link.yaml': 'secret.yaml', 'link-folder': 'sub', 'link-code.ts': 'code.ts', 'terraform.tfvars': 'secret.tfvars', 'a.auto.tfvars': 'secret.tfvars', '.gitignore': 'patterns', 'tsconfig.json': 'params.json', 'cdk.json': 'params.json', 'package.json': 'params.json' })) {
      symlinkSync(join(outside, target), join(repository, link));
    }
  });

  const hasStrace = spawnSync('strace', ['-V']).status === 0 && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

  test.skipIf(!hasStrace)('is opened, by the calls to the system (strace)', { timeout: 60_000 }, () => {
    const trace = join(folder, 'trace');
    const { status } = spawnSync('strace', ['-f', '-qq', '-s', '4096', '-e', 'trace=open,openat,execve,connect,socket', '-o', trace, process.execPath, cli, '.', '-f', 'sarif', '--strict'], { cwd: repository, env, encoding: 'utf8' });
    expect([0, 1]).toContain(status);
    const lines = readFileSync(trace, 'utf8').split('\n');
    const opened = lines.flatMap((line) => /\bopen(?:at)?\([^"]*"([^"]*)"[^=]*= \d+/u.exec(line)?.[1] ?? []);
    expect(opened.filter((path) => path.startsWith(repository)).length).toBeGreaterThan(5);
    expect(opened.filter((path) => path.startsWith(outside))).toEqual([]);
    // Of the machine, what Node.js and its libraries open themselves.
    const elsewhere = opened.filter((path) => path.startsWith('/') && ![repository, join(folder, 'dist'), join(folder, 'node_modules')].some((place) => path === place || path.startsWith(place + sep)));
    expect(elsewhere.filter((path) => !/^\/(?:proc|sys|dev|usr|lib(?:64)?|opt|etc\/(?:ld\.so|ssl|localtime|nsswitch))(?:\/|\.|$)/u.test(path) && path !== join(folder, 'package.json'))).toEqual([]);
    expect(lines.filter((line) => /\bexecve\(/u.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /\bconnect\(|\bsocket\((?!AF_UNIX)/u.test(line))).toEqual([]);
  });

  test('is told of in what is read', () => {
    const { findings, problems, status } = keytrail(repository, '.');
    expect(status).not.toBe(2);
    expect([...findings, ...problems].map(({ file }) => file).filter((file) => file.startsWith('..') || file.includes('outside'))).toEqual([]);
    expect(JSON.stringify([findings, problems])).not.toContain('kms.amazonaws.com');
  });

  test('is a config, by a link that nobody named', () => {
    const place = join(folder, 'linked');
    write(place, { '.git/HEAD': '', 'a.yaml': templates.error });
    writeFileSync(join(outside, 'passwords'), 'root: hunter2\n');
    symlinkSync('../outside/passwords', join(place, '.keytrail.yaml'));
    const { status, stderr } = keytrail(place, 'a.yaml');
    expect([status, stderr]).toEqual([2, "keytrail: cannot read the config '.keytrail.yaml': it is a symbolic link that leads out of the repository; --config names a config that lies elsewhere\n"]);
    expect(keytrail(place, 'a.yaml', '--config', '../outside/passwords').stderr).toContain("unknown key 'root'");
  });

  test.each(['cloudformation: { parameterFiles: ["../outside/passwords"] }', 'terraform: { varFiles: ["../outside/passwords"] }', 'terraform: { varFiles: ["vars"] }'])('is read for a config: %s', (config) => {
    const place = join(folder, `config-${String(config.length)}`);
    write(place, { '.git/HEAD': '', 'a.yaml': templates.error, '.keytrail.yaml': `${config}\n` });
    writeFileSync(join(outside, 'passwords'), 'root: hunter2\n');
    symlinkSync('../outside/passwords', join(place, 'vars'));
    const { status, stderr } = keytrail(place, 'a.yaml');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^\.keytrail\.yaml:1:\d+: cannot read these (?:parameters|variables): it lies outside the repository\n$/u);
    // Named on the command line, it is meant.
    expect(keytrail(place, 'a.yaml', '--no-config', '--params', '../outside/params.json').status).toBe(1);
  });
});

describe('folders that are no ordinary ones', () => {
  test('20,000 entries in one', { timeout: 60_000 }, () => {
    const place = join(folder, 'huge');
    mkdirSync(place);
    for (let index = 0; index < 20_000; index++) writeFileSync(join(place, `f${String(index)}.${index % 4 === 0 ? 'yaml' : 'txt'}`), '');
    writeFileSync(join(place, 'f10000.yaml'), templates.error);
    expect(keytrail(place, '.')).toMatchObject({ status: 1, stderr: '', findings: [{ file: 'f10000.yaml' }], problems: [] });
  });

  test('1,000 in each other', { timeout: 60_000 }, () => {
    const place = join(folder, 'deep');
    const bottom = join(place, ...Array.from({ length: 1000 }, () => 'd'));
    mkdirSync(bottom, { recursive: true });
    writeFileSync(join(bottom, 'a.yaml'), templates.error);
    writeFileSync(join(place, 'b.yaml'), templates.error);
    expect(keytrail(place, '.')).toMatchObject({ status: 1, stderr: '', findings: [{ file: 'b.yaml' }, { file: `${'d/'.repeat(1000)}a.yaml` }], problems: [] });
  });

  // The system has no way to what lies deeper than 4,096 bytes by its path, but only from folder to folder.
  test.skipIf(process.platform !== 'linux')('deeper than a path may be long', { timeout: 60_000 }, () => {
    const place = join(folder, 'deeper');
    mkdirSync(place);
    writeFileSync(join(place, 'b.yaml'), templates.error);
    const name = 'n'.repeat(200);
    execFileSync('sh', ['-c', `cd "$1" && for i in $(seq 30); do mkdir ${name} && cd -P ${name} || exit 1; done`, 'sh', place]);
    const { findings, problems, status, stderr } = keytrail(place, '.');
    expect([status, stderr, findings.map(({ file }) => file)]).toEqual([1, '', ['b.yaml']]);
    expect(problems.map(({ message }) => message)).toEqual(['This was not read: its name is too long']);
    execFileSync('rm', ['-rf', place]);
  });

  test('links between folders, each of which leads to all others', { timeout: 60_000 }, () => {
    const place = join(folder, 'links');
    write(place, { '.git/HEAD': '' });
    for (let index = 0; index < 30; index++) {
      write(place, { [`${String(index)}/a.yaml`]: templates.error });
      for (let other = 0; other < 30; other++) symlinkSync(`../${String(other)}`, join(place, String(index), `to-${String(other)}`));
    }
    const { findings, status } = keytrail(place, '.');
    expect([status, findings.length]).toEqual([1, 30]);
  });

  test('sockets, pipes and devices in place of what is looked for', { timeout: 60_000 }, async () => {
    const place = join(folder, 'odd');
    write(place, { '.git/HEAD': '', 'a.yaml': templates.error, 'main.tf': 'resource "aws_cloudtrail" "t" {\n  name = file("pipe.txt")\n  s3_bucket_name = "b"\n  enable_logging = false\n}\n', 'nested.yaml': 'Resources:\n  C:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: pipe.txt }\n' });
    execFileSync('mkfifo', ['pipe.txt', 'pipe.yaml', '.gitignore', 'terraform.tfvars', 'tsconfig.json', 'cdk.json', 'samconfig.toml'].map((name) => join(place, name)));
    symlinkSync('/dev/zero', join(place, 'zero.yaml'));
    symlinkSync('/dev/stdin', join(place, 'x.auto.tfvars'));
    const server = createServer();
    await new Promise<void>((resolve) => { server.listen(join(place, 'socket.yaml'), resolve); });
    const { findings, problems, status } = keytrail(place, '.');
    await new Promise((resolve) => { server.close(resolve); });
    expect(status).toBe(1);
    expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(['a.yaml', 'main.tf']));
    expect(problems.filter(({ message }) => message.includes('not a regular file') || message.includes('symbolic link')).map(({ file }) => file)).toEqual(expect.arrayContaining(['pipe.yaml', 'socket.yaml', 'zero.yaml']));
  });

  test('a pipe in place of the config is no reason to wait', () => {
    const place = join(folder, 'config-pipe');
    write(place, { '.git/HEAD': '', 'a.yaml': templates.error });
    execFileSync('mkfifo', [join(place, '.keytrail.yaml')]);
    expect(keytrail(place, 'a.yaml')).toMatchObject({ status: 2, stderr: "keytrail: cannot read the config '.keytrail.yaml': it is not a regular file\n" });
  });

  test('names that are none: line breaks, bytes that are no UTF-8, what steers a terminal, backslashes', { timeout: 60_000 }, () => {
    const place = join(folder, 'names');
    mkdirSync(place);
    const names = ['a\nb.yaml', 'a\\b.yaml', 'a\u001B[31m.yaml', '\u202Egnp.yaml', `${'n'.repeat(250)}.yaml`, '::error::x.yaml', '..\\..\\c.yaml'];
    for (const name of names) writeFileSync(join(place, name), templates.error);
    writeFileSync(Buffer.concat([Buffer.from(`${place}/bad`), Buffer.from([0xff, 0xfe]), Buffer.from('.yaml')]), templates.error);
    const { findings, problems, status } = keytrail(place, '.');
    expect(status).toBe(1);
    expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(names));
    expect(problems.map(({ file, message }) => [file, message])).toEqual([['bad\uFFFD\uFFFD.yaml', 'This was not read: its name is not valid UTF-8']]);
    for (const format of ['pretty', 'github', 'markdown', 'junit', 'gitlab', 'sarif']) {
      const { stdout } = spawnSync(process.execPath, [cli, '.', '-f', format], { cwd: place, env, encoding: 'utf8' });
      // eslint-disable-next-line no-control-regex -- they are what must not be there
      expect(stdout, format).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/u);
      // What programs read holds the name as it is.
      if (['pretty', 'github', 'markdown'].includes(format)) expect(stdout, format).not.toContain('\u202E');
      expect(stdout.split('\n').filter((line) => line.startsWith('::error::')), format).toEqual([]);
    }
    expect(existsSync(join(place, 'a\\b.yaml'))).toBe(true);
    // A backslash separates names on Windows alone.
    expect(keytrail(place, 'a\\b.yaml').findings.map(({ file }) => file)).toEqual(['a\\b.yaml']);
    expect(keytrail(place, 'sub\\none.yaml')).toMatchObject({ status: 2 });
  });
});
