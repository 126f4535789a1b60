import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Files, gitEnv, repository, type Scratch } from './git.js';
import { type Outcome, run, scratch, write } from './support.js';

const QUIET = 'ExcludeManagementEventSources: [kms.amazonaws.com]';
const template = (selector = 'ReadWriteType: All', name = 'L'): string =>
  `Resources:\n  ${name}:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      S3BucketName: logs\n      EventSelectors:\n        - ReadWriteType: All\n          ${selector === 'ReadWriteType: All' ? 'IncludeManagementEvents: true' : selector}\n`;
const broken = (text: string): string => `<<<<<<< HEAD\n${text}`;
/** Cut off in the list that takes the events away. */
const cut = template(QUIET).replace(' [kms.amazonaws.com]\n', ' [');
const large = (text: string): string => `${text}# ${'x'.repeat(10 * 2 ** 20)}\n`;
const loud = { 'other.yaml': template(undefined, 'Other') };
const tf = (...lines: readonly string[]): string => `resource "aws_cloudtrail" "main" {\n  name = "main"\n  s3_bucket_name = "logs"\n  is_multi_region_trail = true\n  event_selector {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;
const variable = (value: string): string => `variable "excluded" {\n  default = ${value}\n}\n`;
const KMS = '["kms.amazonaws.com"]';
const quietTf = tf('exclude_management_event_sources = var.excluded');
/** With a quote too many, the last call is within quotes that nothing closes. */
const script = (text: string): string => `#!/bin/sh\n${text}aws cloudtrail put-event-selectors --trail-name L --event-selectors '[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'\naws cloudtrail put-event-selectors --trail-name M --event-selectors file://m.json\n`;

let repo: Scratch;
beforeEach(() => {
  repo = repository();
});
afterEach(() => { repo.remove(); });

const keytrail = async (line: string): Promise<Outcome> => run(line.split(' '), { cwd: repo.root, env: gitEnv });

/** What no format may say of what was not read. */
const praise = /better|fixed|no longer|logged before|"absent"|starts logging/iu;

describe('what is not read on one side is neither gone nor unharmed', () => {
  test.each<[string, Files, Files, number, readonly string[]]>([
    ['a mark of a conflict', { 'l.yaml': template(QUIET) }, { 'l.yaml': broken(template(QUIET)) }, 1, ['l.yaml']],
    ['a trail that logged everything', { 'l.yaml': template() }, { 'l.yaml': broken(template()) }, 1, ['l.yaml']],
    ['cut off in the middle', { 'l.yaml': template(QUIET) }, { 'l.yaml': cut }, 1, ['l.yaml']],
    ['too large', { 'l.yaml': template(QUIET) }, { 'l.yaml': large(template(QUIET)) }, 0, ['l.yaml']],
    ['too large, and in order', { 'l.yaml': template() }, { 'l.yaml': large(template()) }, 0, ['l.yaml']],
    ['another file of the module', { 'main.tf': quietTf, 'variables.tf': variable(KMS) }, { 'variables.tf': `${variable(KMS)}}\n` }, 1, ['variables.tf']],
    ['values of the module', { 'main.tf': quietTf, 'variables.tf': variable('[]'), 'terraform.tfvars': `excluded = ${KMS}\n` }, { 'terraform.tfvars': `excluded = ${KMS}\n}\n` }, 1, ['terraform.tfvars']],
    ['another name as well', { 'l.yaml': template(QUIET) }, { 'l.yaml': null, 'm.yaml': broken(template(QUIET)) }, 1, ['m.yaml']],
    ['a quote that is not closed', { 'a.sh': script('') }, { 'a.sh': script("echo it's\n") }, 0, ['a.sh']],
  ])('%s', async (_, before, after, status, unread) => {
    repo.commit({ ...loud, ...before });
    repo.put(after);
    const line = (format: string): string => `--changed-since HEAD -f ${format}`;
    for (const format of ['pretty', 'markdown', 'github', 'sarif', 'junit', 'gitlab']) {
      const outcome = await keytrail(line(format));
      expect([format, outcome.status, outcome.err]).toEqual([format, status, '']);
      // Rules and messages speak of what is gone in their own words.
      const said = format === 'sarif' ? JSON.stringify((JSON.parse(outcome.out) as { runs: { results: { baselineState?: string }[] }[] }).runs[0]?.results.map(({ baselineState }) => baselineState)) : outcome.out;
      expect(said).not.toMatch(praise);
      expect(said).not.toMatch(/[1-9] gone/u);
    }
    const { comparison } = JSON.parse((await keytrail(line('json'))).out) as { comparison: { gone: unknown; sinks: unknown; unread: unknown } };
    expect(comparison).toMatchObject({ gone: [], sinks: [], unread });
    expect((await keytrail(line('pretty'))).out).toContain(`not compared: ${unread[0] ?? ''}`);
    expect((await keytrail(line('markdown'))).out).toContain(`Not compared: \`${unread[0] ?? ''}\`,`);
  });

  test('what was unread before and is as it was says nothing', async () => {
    repo.commit({ 'l.yaml': template(QUIET), 'b.yaml': broken(template()) });
    repo.put({ 'l.yaml': template() });
    const { gone, sinks } = await repo.check('--changed-since HEAD');
    expect([gone, sinks]).toEqual([['kms-events-excluded l.yaml L'], ['L l.yaml:2 «L» -0 ?0 +58']]);
  });

  test('what was unread before and is read now is new, and no better', async () => {
    repo.commit({ ...loud, 'b.yaml': broken(template(QUIET)) });
    repo.put({ 'b.yaml': template(QUIET) });
    const { status, findings, gone, sinks } = await repo.check('--changed-since HEAD');
    expect([status, findings.map((one) => one.split(' ')[0]), gone, sinks]).toEqual([1, ['kms-events-excluded'], ['parse-error b.yaml '], []]);
    expect((await keytrail('--changed-since HEAD -f markdown')).out).not.toContain('logged before');
  });

  test('one that is mended beside one that is broken is told', async () => {
    repo.commit({ 'a.yaml': template(QUIET), 'b.yaml': template(QUIET) });
    repo.put({ 'a.yaml': template(), 'b.yaml': broken(template(QUIET)) });
    const { gone, sinks } = await repo.check('--changed-since HEAD');
    expect([gone, sinks]).toEqual([['kms-events-excluded a.yaml L'], ['L a.yaml:2 «L» -0 ?0 +58']]);
  });
});

const all = scratch();

describe('a baseline, where something cannot be parsed', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = mkdtempSync(join(all, 'baseline-'));
    write(cwd, { 'a.yaml': template(QUIET), 'b.yaml': template(QUIET), 'main.tf': quietTf, 'variables.tf': variable(KMS) });
  });
  const check = async (line: string): Promise<Outcome> => run(['--baseline', 'known.json', ...line.split(' ').filter((word) => word !== '')], { cwd });
  const known = (): string => readFileSync(join(cwd, 'known.json'), 'utf8');
  const gone = async (line = ''): Promise<readonly string[]> => (JSON.parse((await check(`${line} -f json`)).out) as { comparison: { gone: { file: string }[] } }).comparison.gone.map(({ file }) => file);

  test('is neither written nor begun, and the run ends with 2', async () => {
    write(cwd, { 'b.yaml': broken(template(QUIET)) });
    const { status, err } = await check('--update-baseline');
    expect([status, err]).toEqual([2, "keytrail: the baseline 'known.json' is left as it is: not everything could be parsed. Mend it, leave it out, or accept it by an ignore or --rule parse-error=off\n  b.yaml\n"]);
    expect(() => known()).toThrow('ENOENT');
  });

  test('stays as it was, and nothing is told as gone', async () => {
    await check('--update-baseline');
    const before = known();
    write(cwd, { 'a.yaml': template(), 'b.yaml': broken(template(QUIET)) });
    expect(await gone()).toEqual([]);
    expect((await check('')).status).toBe(1);
    expect((await check('--update-baseline')).status).toBe(2);
    expect(known()).toBe(before);
    writeFileSync(join(cwd, 'b.yaml'), template(QUIET));
    expect(await gone()).toEqual(['a.yaml']);
    expect((await check('--update-baseline')).status).toBe(0);
    expect(known()).not.toContain('a.yaml');
  });

  test.each([
    ['a template', 'b.yaml', broken(template(QUIET)), ['a.yaml']],
    ['a part of a module', 'variables.tf', `${variable(KMS)}}\n`, ['a.yaml']],
  ])('keeps the entries of %s where that is accepted', async (_, path, text, left) => {
    await check('--update-baseline');
    write(cwd, { 'a.yaml': template(), [path]: text });
    expect(await gone('--rule parse-error=off')).toEqual(left);
    expect((await check('--rule parse-error=off --update-baseline')).status).toBe(0);
    expect(['a.yaml', 'b.yaml', 'main.tf'].filter((name) => known().includes(`"path": "${name}"`))).toEqual(['b.yaml', 'main.tf']);
  });

  test('is written where all was read, and something was only said twice', async () => {
    write(cwd, { 'b.yaml': template(QUIET).replace('      IsLogging: true\n', '      IsLogging: true\n      IsLogging: true\n') });
    expect((await check('--update-baseline')).status).toBe(0);
    expect(known()).toContain('parse-error');
  });
});
