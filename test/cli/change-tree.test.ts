import { appendFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Files, gitEnv, repository, type Scratch } from './git.js';
import { run, templates } from './support.js';

/** Which files each side of a change has, whatever lies in the work tree. */

let repo: Scratch;
beforeEach(() => {
  repo = repository();
});
afterEach(() => { repo.remove(); });

const nothing = { findings: [], gone: [], sinks: [], err: '' };

/** A trail that logs what `quiet` leaves. */
const moduleText = `variable "quiet" { default = [] }
resource "aws_cloudtrail" "main" {
  name                  = "main"
  s3_bucket_name        = "logs"
  is_multi_region_trail = true
  event_selector {
    exclude_management_event_sources = var.quiet
  }
}
`;
const caller = (source = '../m'): string => `variable "quiet" { default = [] }\nmodule "trail" {\n  source = "${source}"\n  quiet  = var.quiet\n}\n`;
const KMS = '["kms.amazonaws.com"]';
const finding = (file: string, text = 'var.quiet'): string => `kms-events-excluded definite error ${file}:7${text === '' ? '' : ` «${text}»`}`;
const sink = (file: string, text = 'var.quiet'): string => `module.trail.aws_cloudtrail.main ${file}:7${text === '' ? '' : ` «${text}»`} -58 ?0 +0`;

const spec: Files = { 'live/main.tf': caller(), 'm/main.tf': moduleText, 'live/terraform.tfvars': 'quiet = []\n' };
const worse: Files = { 'live/terraform.tfvars': `quiet = ${KMS}\n` };

describe('files that Git does not look for in the work tree are as the index has them', () => {
  test.each(['--staged', '--staged live/terraform.tfvars', '--changed-since HEAD'])('a module outside a sparse checkout: %s', async (line) => {
    repo.commit(spec);
    repo.git('sparse-checkout', 'set', 'live');
    repo.put(worse);
    repo.git('add', '--all');
    expect(await repo.check(line)).toEqual({ ...nothing, status: 1, findings: [finding('m/main.tf', '')], sinks: [sink('m/main.tf', '')] });
  });

  test('a caller outside a sparse checkout', async () => {
    repo.commit({ ...spec, ...worse, 'm/main.tf': moduleText.replace('= var.quiet', '= []') });
    repo.git('sparse-checkout', 'set', 'm');
    repo.put({ 'm/main.tf': moduleText });
    repo.git('add', '--all');
    for (const line of ['--staged', '--changed-since HEAD']) expect((await repo.check(line)).findings).toEqual([finding('m/main.tf')]);
  });

  describe.each(['skip-worktree', 'assume-unchanged'])('with %s', (flag) => {
    beforeEach(() => {
      repo.commit(spec);
      repo.git('update-index', `--${flag}`, 'm/main.tf');
    });

    test('what is edited is no part of the index, and of the work tree it is', async () => {
      repo.put({ ...worse, 'm/main.tf': moduleText.replace('= var.quiet', '= []') });
      repo.git('add', 'live');
      expect(await repo.check('--staged')).toEqual({ ...nothing, status: 1, findings: [finding('m/main.tf', '[]')], sinks: [sink('m/main.tf', '[]')] });
      expect(await repo.check('--changed-since HEAD')).toEqual({ ...nothing, status: 0 });
    });

    test('what is made worse in the work tree alone is new there', async () => {
      repo.put({ 'm/main.tf': moduleText.replace('= var.quiet', `= ${KMS}`) });
      repo.git('add', '--all');
      expect(await repo.check('--staged')).toEqual({ ...nothing, status: 0 });
      expect((await repo.check('--changed-since HEAD')).findings).toEqual([finding('m/main.tf', '"kms.amazonaws.com"')]);
    });
  });

  test('what a partial clone does not have is told, and not fetched', async () => {
    repo.commit(spec);
    repo.git('config', 'uploadpack.allowFilter', 'true');
    repo.git('clone', '--quiet', '--filter=blob:none', '--sparse', `file://${repo.root}`, 'clone');
    repo.git('-C', 'clone', 'sparse-checkout', 'set', 'live');
    repo.put({ 'clone/live/terraform.tfvars': `quiet = ${KMS}\n` });
    const objects = (): string => repo.git('-C', 'clone', 'cat-file', '--batch-check', '--batch-all-objects', '--unordered');
    const before = objects();
    repo.git('-C', 'clone', 'add', '--all');
    const cwd = join(repo.root, 'clone');
    for (const line of ['--staged', '--changed-since HEAD']) expect(await repo.check(line, { cwd })).toEqual({ ...nothing, status: 0, err: 'keytrail: 1 file outside the sparse checkout is not read: this partial clone does not have it\n' });
    expect(objects().split('\n')).toHaveLength(before.split('\n').length + 1);
    // Once it is fetched, it counts.
    repo.git('-C', 'clone', 'cat-file', '-p', 'HEAD:m/main.tf');
    expect(await repo.check('--staged', { cwd })).toMatchObject({ status: 1, findings: [finding('m/main.tf')], err: '' });
  });
});

describe('files that Git does not know', () => {
  const loose: Files = { 'live/main.tf': caller().replace('default = []', `default = ${KMS}`) };

  test.each<[string, Files, string]>([
    ['ignored values', { 'live/terraform.tfvars': 'quiet = []\n' }, '*.tfvars\n'],
    ['values that nobody ignores', { 'live/x.auto.tfvars': 'quiet = []\n' }, ''],
    ['an ignored file that takes the place of a part of a module', { 'm/main_override.tf': 'resource "aws_cloudtrail" "main" {\n  event_selector {\n    exclude_management_event_sources = []\n  }\n}\n' }, '*_override.tf\n'],
    ['an ignored config', { '.keytrail.yaml': 'terraform: { variables: { quiet: [] } }\n' }, '.keytrail.yaml\n'],
  ])('are on neither side of what is staged: %s', async (_, files, ignore) => {
    repo.commit({ 'live/main.tf': caller(), 'm/main.tf': moduleText, '.gitignore': ignore });
    repo.put(loose);
    repo.git('add', '--all');
    repo.put(files);
    expect(await repo.check('--staged')).toEqual({ ...nothing, status: 1, findings: [finding('m/main.tf')], sinks: [sink('m/main.tf')] });
  });

  test('and that Git ignores are on both sides of the work tree; what it does not ignore is new there', async () => {
    repo.commit({ 'live/main.tf': caller(), 'm/main.tf': moduleText, '.gitignore': 'terraform.tfvars\n' });
    repo.put({ ...loose, 'live/terraform.tfvars': 'quiet = []\n' });
    expect(await repo.check('--changed-since HEAD')).toEqual({ ...nothing, status: 0 });
    repo.put({ 'live/x.auto.tfvars': `quiet = ${KMS}\n` });
    expect((await repo.check('--changed-since HEAD')).findings).toEqual([finding('m/main.tf')]);
  });

  test('stand for nothing in another repository inside, nor in a folder without a file of the index', async () => {
    repo.commit({ 'a.yaml': templates.clean });
    repo.put({ 'inner/a.yaml': templates.error, 'd/b.yaml': templates.error });
    repo.git('init', '--quiet', 'inner');
    expect(await repo.check('--staged')).toEqual({ ...nothing, status: 0 });
    // In the work tree a repository inside is as it lies, on both sides.
    expect((await repo.check('--changed-since HEAD')).findings).toEqual(['kms-events-excluded definite error d/b.yaml:9 «kms.amazonaws.com»']);
  });

  test('are modules that `terraform init` brought in: those count as they lie, on both sides', async () => {
    repo.commit({ 'main.tf': caller('example.com/audit/aws'), '.gitignore': '.terraform\n' });
    repo.put({ '.terraform/modules/modules.json': '{"Modules":[{"Key":"trail","Source":"example.com/audit/aws","Dir":".terraform/modules/trail"}]}', '.terraform/modules/trail/main.tf': moduleText });
    repo.put({ 'main.tf': caller('example.com/audit/aws').replace('default = []', `default = ${KMS}`) });
    repo.git('add', '--all');
    expect((await repo.check('--staged')).findings).toEqual([finding('.terraform/modules/trail/main.tf')]);
  });

  test('count for nothing where they are named: that is told', async () => {
    repo.commit({ 'a.yaml': templates.clean, '.gitignore': '*.json\n' });
    repo.put({ 'b.yaml': templates.error, 'p.json': '[]', 'd/c.yaml': templates.error });
    const said = (line: string): Promise<unknown> => repo.check(line).then(({ status, err }) => [status, err]);
    expect(await said('--staged b.yaml')).toEqual([2, "keytrail: --staged judges what is in the index, and 'b.yaml' is not: 'git add' puts it there\n"]);
    expect(await said('--staged a.yaml d')).toEqual([2, "keytrail: --staged judges what is in the index, and 'd' is not: 'git add' puts it there\n"]);
    expect(await said('--staged e.yaml')).toEqual([2, "keytrail: no such file or folder: 'e.yaml'\n"]);
    expect(await said('--staged --params p.json')).toEqual([2, "keytrail: cannot read the parameters in 'p.json': it lies in the work tree, and is no part of what is judged\n"]);
    expect(await said('--changed-since HEAD --params p.json')).toEqual([1, '']);
  });

  test('but by an announcement, are passed over where they are named: hooks name them', async () => {
    repo.commit({ 'a.yaml': templates.clean, 'readme.md': 'x' });
    repo.put({ 'n.yaml': templates.error });
    repo.git('add', '--intent-to-add', 'n.yaml');
    const err = "keytrail: 'n.yaml' is not in the index yet, but only announced: --staged does not judge it\n";
    expect(await repo.check('--staged n.yaml')).toEqual({ ...nothing, status: 0, err });
    repo.put({ 'a.yaml': templates.error });
    repo.git('add', 'a.yaml');
    expect(await repo.check('--staged n.yaml readme.md')).toEqual({ ...nothing, status: 0, err });
    expect(await repo.check('--staged n.yaml a.yaml')).toEqual({ ...nothing, status: 1, findings: ['kms-events-excluded definite error a.yaml:9 «kms.amazonaws.com»'], sinks: ['Trail a.yaml:9 «kms.amazonaws.com» -58 ?0 +0'], err });
  });

  test('alone do not end in "nothing to read" where they are only announced', async () => {
    repo.commit({ 'readme.md': 'x' });
    repo.put({ 'n.yaml': templates.error });
    repo.git('add', '--intent-to-add', 'n.yaml');
    expect((await repo.check('--staged n.yaml')).status).toBe(0);
  });
});

test('a link that is a config and leads nowhere is a fault on the side that has it', async () => {
  repo.commit({ 'a.yaml': templates.clean });
  symlinkSync('nowhere', join(repo.root, '.keytrail.yaml'));
  const broken = { status: 2, err: "keytrail: cannot read the config '.keytrail.yaml': it is a symbolic link that leads nowhere\n" };
  expect((await repo.check('--staged')).status).toBe(0);
  expect(await repo.check('--changed-since HEAD')).toMatchObject(broken);
  repo.git('add', '--all');
  expect(await repo.check('--staged')).toMatchObject(broken);
  repo.commit({});
  rmSync(join(repo.root, '.keytrail.yaml'));
  repo.put({ '.keytrail.yaml': 'strict: false\n', 'a.yaml': templates.error });
  repo.git('add', '--all');
  expect((await repo.check('--staged')).findings).toEqual(['kms-events-excluded definite error a.yaml:9 «kms.amazonaws.com»']);
});

test('a file whose name is no UTF-8 is a gap, whichever side it is on and wherever it is taken from', async ({ skip }) => {
  const name = Buffer.concat([Buffer.from(`${repo.root}/x`), Buffer.from([0xff]), Buffer.from('.yaml')]);
  try {
    writeFileSync(name, templates.error);
  } catch {
    skip('this file system takes no such names');
  }
  const told = async (line: string): Promise<unknown> => {
    const { out } = await run([...line.split(' '), '-f', 'json'], { cwd: repo.root, env: gitEnv });
    const { findings, problems, coverage } = JSON.parse(out) as { readonly findings: readonly unknown[]; readonly problems: readonly { readonly rule: string; readonly file: string }[]; readonly coverage: readonly unknown[] };
    return [findings, coverage, problems.map(({ rule, file }) => `${rule} ${file}`)];
  };
  const gap = [[], [], ['gap x\uFFFD.yaml']];
  repo.git('add', '--all');
  expect(await told('--staged')).toEqual(gap);
  repo.commit({});
  expect(await told('.')).toEqual(gap);
  appendFileSync(name, '# x\n');
  for (const line of ['--staged', '--changed-since HEAD']) expect(await told(line)).toEqual(gap);
  repo.git('add', '--all');
  for (const line of ['--staged', '--changed-since HEAD']) expect(await told(line)).toEqual(gap);
});
