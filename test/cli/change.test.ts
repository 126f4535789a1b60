import { existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Files, repository, type Scratch, type Told } from './git.js';

let repo: Scratch;
beforeEach(() => {
  repo = repository();
});
afterEach(() => { repo.remove(); });

const trail = (name: string, selector = 'ReadWriteType: All', more = ''): string =>
  `  ${name}:\n    Type: AWS::CloudTrail::Trail\n${more}    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      S3BucketName: logs\n      EventSelectors:\n        - ${selector}\n`;

const QUIET = 'ExcludeManagementEventSources: [kms.amazonaws.com]';
const resources = (...parts: readonly string[]): string => `Resources:\n${parts.join('')}`;

/** Quiet if a parameter says so. */
const switched = `Parameters:
  Source: { Type: String, Default: rdsdata.amazonaws.com }
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      IsMultiRegionTrail: true
      S3BucketName: logs
      EventSelectors:
        - ExcludeManagementEventSources: [!Ref Source]
`;
const parameters = (source: string): string => JSON.stringify([{ ParameterKey: 'Source', ParameterValue: source }], null, 1);
const config = (text: string): string => `cloudformation:\n  ${text}\n`;

const tfTrail = (name: string, excluded: string): string => `resource "aws_cloudtrail" "${name}" {
  name                  = "${name}"
  s3_bucket_name        = "logs"
  is_multi_region_trail = true
  event_selector {
    exclude_management_event_sources = ${excluded}
  }
}
`;

const granted = (roles: string): string => `Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [${roles}]
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: "cloudtrail:*", Resource: "*" }]
`;

interface Case {
  readonly before: Files;
  readonly after: Files;
  readonly status: number;
  readonly findings?: readonly string[];
  readonly gone?: readonly string[];
  readonly sinks?: readonly string[];
  readonly err?: string;
}

const nothing = { findings: [], gone: [], sinks: [], err: '' };

const cases: readonly (readonly [string, Case])[] = [
  [
    'a file of parameters that switches an exclusion on in a template that nobody touched',
    {
      before: { 'trail.yaml': switched, '.keytrail.yaml': config('parameterFiles: []') },
      after: { 'prod.json': parameters('kms.amazonaws.com'), '.keytrail.yaml': config('parameterFiles: [prod.json]') },
      status: 1,
      findings: ['kms-events-excluded definite error trail.yaml:11 «!Ref Source»'],
      sinks: ['Trail trail.yaml:11 «!Ref Source» -58 ?0 +0'],
    },
  ],
  [
    'one more role that a policy is given to',
    { before: { 'a.yaml': granted('auditor') }, after: { 'a.yaml': granted('auditor, everyone') }, status: 1, findings: ['grant-cloudtrail-admin definite error a.yaml:7 «"cloudtrail:*"»'] },
  ],
  ['one role less that a policy is given to', { before: { 'a.yaml': granted('auditor, everyone') }, after: { 'a.yaml': granted('everyone') }, status: 0 }],
  [
    'lines that move',
    { before: { 'a.yaml': resources(trail('Quiet', QUIET)) }, after: { 'a.yaml': `# A comment\n\n${resources(trail('Other'), trail('Quiet', QUIET))}` }, status: 0, sinks: ['Other a.yaml:4 «Other» -0 ?0 +58'] },
  ],
  [
    'one of two trails mended',
    {
      before: { 'a.yaml': resources(trail('One', QUIET), trail('Two', QUIET)) },
      after: { 'a.yaml': resources(trail('One'), trail('Two', QUIET)) },
      status: 0,
      gone: ['kms-events-excluded a.yaml One'],
      sinks: ['One a.yaml:2 «One» -0 ?0 +58'],
    },
  ],
  [
    'a module that its caller gives what to exclude',
    {
      before: { 'main.tf': 'module "audit" {\n  source  = "./audit"\n  exclude = ["kms.amazonaws.com"]\n}\n', 'audit/main.tf': `variable "exclude" {}\n${tfTrail('main', '[]')}` },
      after: { 'audit/main.tf': `variable "exclude" {}\n${tfTrail('main', 'var.exclude')}` },
      status: 1,
      findings: ['kms-events-excluded definite error audit/main.tf:7 «var.exclude»'],
      sinks: ['module.audit.aws_cloudtrail.main audit/main.tf:7 «var.exclude» -58 ?0 +0'],
    },
  ],
  [
    'a file of variables',
    {
      before: { 'main.tf': `variable "exclude" {}\n${tfTrail('main', 'var.exclude')}`, 'terraform.tfvars': 'exclude = []\n' },
      after: { 'terraform.tfvars': 'exclude = ["kms.amazonaws.com"]\n' },
      status: 1,
      findings: ['kms-events-excluded definite error main.tf:7 «var.exclude»'],
      sinks: ['aws_cloudtrail.main main.tf:7 «var.exclude» -58 ?0 +0'],
    },
  ],
  [
    'a file of variables that is new',
    {
      before: { 'main.tf': `variable "exclude" { default = [] }\n${tfTrail('main', 'var.exclude')}` },
      after: { 'x.auto.tfvars': 'exclude = ["kms.amazonaws.com"]\n' },
      status: 1,
      findings: ['kms-events-excluded definite error main.tf:7 «var.exclude»'],
      sinks: ['aws_cloudtrail.main main.tf:7 «var.exclude» -58 ?0 +0'],
    },
  ],
  [
    'a trail that is gone from its file, and made up for what others lose',
    {
      before: { 'a.yaml': resources(trail('Two', QUIET), trail('Three', 'ReadWriteType: WriteOnly'), trail('One')) },
      after: { 'a.yaml': resources(trail('Two', QUIET), trail('Three', 'ReadWriteType: WriteOnly')) },
      status: 1,
      findings: ['kms-events-excluded definite error a.yaml:9 «kms.amazonaws.com»', 'sink-removed definite error a.yaml:17 «- ReadWriteType: WriteOnly»', 'kms-reads-unlogged definite warning a.yaml:17 «WriteOnly»'],
      sinks: ['One a.yaml:18 «» -58 ?0 +0'],
    },
  ],
  [
    'a file with a trail that is gone',
    { before: { 'a.yaml': resources(trail('One')), 'b.yaml': resources(trail('Two')) }, after: { 'a.yaml': null }, status: 1, findings: ['sink-removed definite error a.yaml:2'], sinks: ['One a.yaml:2 -58 ?0 +0'] },
  ],
  ['a trail that logged nothing and is gone', { before: { 'a.yaml': resources(trail('One', QUIET), trail('Two')) }, after: { 'a.yaml': resources(trail('Two')) }, status: 0, gone: ['kms-events-excluded a.yaml One'] }],
  [
    'a trail that is gone while another one in the template logs everything',
    { before: { 'a.yaml': resources(trail('One'), trail('Two')) }, after: { 'a.yaml': resources(trail('Two')) }, status: 0, findings: ['sink-removed definite note a.yaml:1 «Resources:»'], sinks: ['One a.yaml:2 «Two» -58 ?0 +0'] },
  ],
  ['a trail that has another name', { before: { 'a.yaml': resources(trail('One')) }, after: { 'a.yaml': resources(trail('Two')) }, status: 0 }],
  [
    'a trail in whose place a lesser one stands',
    {
      before: { 'a.yaml': resources(trail('One')) },
      after: { 'a.yaml': resources(trail('Two', 'ReadWriteType: WriteOnly')) },
      status: 1,
      findings: ['sink-removed definite error a.yaml:1 «Resources:»', 'kms-reads-unlogged definite warning a.yaml:9 «WriteOnly»'],
      sinks: ['One a.yaml:2 «Two» -58 ?0 +0', 'Two a.yaml:2 «Two» -0 ?0 +31'],
    },
  ],
  [
    'a trail that becomes conditional',
    {
      before: { 'a.yaml': `Parameters:\n  Stage: { Type: String }\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\n${resources(trail('One'))}` },
      after: { 'a.yaml': `Parameters:\n  Stage: { Type: String }\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\n${resources(trail('One', undefined, '    Condition: IsProd\n'))}` },
      status: 0,
      findings: ['sink-removed possible warning a.yaml:6 «One»'],
    },
  ],
  [
    'a file that cannot be read any more',
    { before: { 'a.yaml': resources(trail('One'), trail('Two')) }, after: { 'a.yaml': `${resources(trail('One'))}  Two: {\n` }, status: 1, findings: ['parse-error definite error a.yaml:10 «{»'] },
  ],
  ['a file that has another name', { before: { 'a.yaml': resources(trail('One', QUIET), trail('Two')) }, after: { 'a.yaml': null, 'sub/b.yaml': resources(trail('One', QUIET), trail('Two')) }, status: 0 }],
  [
    'a file that has another name and is worse',
    {
      before: { 'a.yaml': resources(trail('One', QUIET), trail('Two'), trail('Three')) },
      after: { 'a.yaml': null, 'sub/b.yaml': resources(trail('One', QUIET), trail('Two'), trail('Three', QUIET)) },
      status: 0,
      findings: ['kms-events-excluded definite note sub/b.yaml:25 «kms.amazonaws.com»'],
      sinks: ['Three sub/b.yaml:25 «kms.amazonaws.com» -58 ?0 +0'],
    },
  ],
  [
    'a resource that moves to another file',
    { before: { 'a.yaml': resources(trail('One', QUIET), trail('Two', QUIET)) }, after: { 'a.yaml': resources(trail('Two', QUIET)), 'b.yaml': resources(trail('One', QUIET)) }, status: 0 },
  ],
  [
    'a resource of Terraform that moves within its module, while it is still named where it was',
    {
      before: { 'a.tf': `${tfTrail('main', '["kms.amazonaws.com"]')}output "arn" { value = aws_cloudtrail.main.arn }\n`, 'b.tf': '# empty\n' },
      after: { 'a.tf': 'output "arn" { value = aws_cloudtrail.main.arn }\n', 'b.tf': tfTrail('main', '["kms.amazonaws.com"]') },
      status: 0,
    },
  ],
  [
    'an exclusion that is mended in one file and made in another, for a trail of the same name',
    {
      before: { 'dev/a.yaml': resources(trail('Trail', QUIET)), 'prod/a.yaml': resources(trail('Trail')) },
      after: { 'dev/a.yaml': resources(trail('Trail')), 'prod/a.yaml': resources(trail('Trail', QUIET)) },
      status: 1,
      findings: ['kms-events-excluded definite error prod/a.yaml:9 «kms.amazonaws.com»'],
      gone: ['kms-events-excluded dev/a.yaml Trail'],
      sinks: ['Trail dev/a.yaml:2 «Trail» -0 ?0 +58', 'Trail prod/a.yaml:9 «kms.amazonaws.com» -58 ?0 +0'],
    },
  ],
  [
    'a loss for another reason that is no greater',
    {
      before: { 'a.yaml': resources(trail('One', QUIET)) },
      after: { 'a.yaml': resources(trail('One', 'ReadWriteType: WriteOnly')) },
      status: 0,
      gone: ['kms-events-excluded a.yaml One'],
      sinks: ['One a.yaml:2 «One» -0 ?0 +31'],
    },
  ],
  [
    'a loss that grows',
    {
      before: { 'a.yaml': resources(trail('One', 'ReadWriteType: WriteOnly')) },
      after: { 'a.yaml': resources(trail('One', QUIET)) },
      status: 1,
      findings: ['kms-events-excluded definite error a.yaml:9 «kms.amazonaws.com»'],
      gone: ['kms-reads-unlogged a.yaml One'],
      sinks: ['One a.yaml:9 «kms.amazonaws.com» -31 ?0 +0'],
    },
  ],
  [
    'an ignore that goes away',
    {
      before: { 'a.yaml': resources(trail('One', `${QUIET} # keytrail-ignore kms-events-excluded -- a test account`)) },
      after: { 'a.yaml': resources(trail('One', QUIET)) },
      status: 1,
      findings: ['kms-events-excluded definite error a.yaml:9 «kms.amazonaws.com»'],
    },
  ],
  [
    'an ignore that is new',
    {
      before: { 'a.yaml': resources(trail('One', QUIET), trail('Two', QUIET)) },
      after: { 'a.yaml': resources(trail('One', `${QUIET} # keytrail-ignore kms-events-excluded -- a test account`), trail('Two', QUIET)) },
      status: 0,
      err: 'keytrail: this change accepts 1 finding\n',
    },
  ],
  [
    'an ignore of the config that is new',
    {
      before: { 'a.yaml': resources(trail('One', QUIET)), '.keytrail.yaml': 'strict: false\n' },
      after: { '.keytrail.yaml': 'ignore:\n  - { rule: kms-events-excluded, paths: [a.yaml], reason: a test account }\n' },
      status: 0,
      err: 'keytrail: this change accepts 1 finding\n',
    },
  ],
  [
    'a worse sink, and a config that turns the rule off: it is told and fails nothing',
    {
      before: { 'a.yaml': resources(trail('One')), '.keytrail.yaml': 'rules: { kms-events-excluded: off }\n' },
      after: { 'a.yaml': resources(trail('One', QUIET)) },
      status: 0,
      sinks: ['One a.yaml:9 «kms.amazonaws.com» -58 ?0 +0'],
    },
  ],
  [
    'a config that could not be used before',
    { before: { 'a.yaml': resources(trail('One')), '.keytrail.yaml': 'nonsense: true\n' }, after: { '.keytrail.yaml': 'strict: false\n' }, status: 0, err: 'keytrail: the config as it was before the change cannot be used: its parameters and variables are left out\n' },
  ],
  [
    'a trail that is gone, which the config accepts',
    {
      before: { 'a.yaml': resources(trail('One')) },
      after: { 'a.yaml': 'Resources: {}\n', '.keytrail.yaml': 'ignore:\n  - { rule: sink-removed, paths: [a.yaml], reason: moved to the organisation, until: 2026-07-01 }\n' },
      status: 0,
      sinks: ['One a.yaml:2 «» -58 ?0 +0'],
    },
  ],
  [
    'a trail that is gone while one elsewhere logs everything',
    {
      before: { 'a.yaml': resources(trail('One')), '.keytrail.yaml': 'coveredBy: ["arn:aws:cloudtrail:us-east-1:111122223333:trail/org"]\n' },
      after: { 'a.yaml': 'Resources: {}\n' },
      status: 0,
      findings: ['sink-removed definite note a.yaml:1 «Resources: {}»'],
      sinks: ['One a.yaml:2 «» -58 ?0 +0'],
    },
  ],
  [
    'a module that is not followed any more',
    {
      before: { 'main.tf': 'module "audit" {\n  source = "./audit"\n}\n', 'audit/main.tf': tfTrail('main', '[]') },
      after: { 'main.tf': 'module "audit" {\n  source = "example.com/audit/aws"\n}\n', 'audit/main.tf': null },
      status: 0,
      findings: ['sink-removed possible warning audit/main.tf:1'],
      sinks: ['module.audit.aws_cloudtrail.main audit/main.tf:1 -58 ?0 +0'],
    },
  ],
  [
    'a trail that Terraform moves to a module',
    {
      before: { 'main.tf': tfTrail('main', '[]') },
      after: { 'main.tf': 'module "audit" {\n  source = "./audit"\n}\nmoved {\n  from = aws_cloudtrail.main\n  to   = module.audit.aws_cloudtrail.main\n}\n', 'audit/main.tf': tfTrail('main', '[]') },
      status: 0,
    },
  ],
  ['a call that is gone from a script', { before: { 'a.sh': '#!/bin/sh\naws cloudtrail put-event-selectors --trail-name x --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true}]\'\n' }, after: { 'a.sh': '#!/bin/sh\naws s3 ls\n' }, status: 0 }],
  ['a text that matters to nobody', { before: { 'a.yaml': resources(trail('One', QUIET)), 'readme.md': 'a' }, after: { 'readme.md': 'b' }, status: 0 }],
  ['nothing', { before: { 'a.yaml': resources(trail('One', QUIET)) }, after: {}, status: 0 }],
  [
    'a file where a folder was, and a folder where a file was',
    {
      before: { 'a/b.yaml': resources(trail('One')), 'c.yaml': resources(trail('Two')) },
      after: { 'a/b.yaml': null, a: null, 'c.yaml': null, 'c.yaml/d.yaml': resources(trail('Two')), 'x.yaml': resources(trail('One', QUIET)) },
      status: 1,
      findings: ['kms-events-excluded definite error x.yaml:9 «kms.amazonaws.com»'],
      sinks: ['One x.yaml:9 «kms.amazonaws.com» -58 ?0 +0'],
    },
  ],
  [
    'names of any kind',
    {
      before: { 'ä ö\n"x".yaml': resources(trail('One')), '-x.yaml': resources(trail('Two')) },
      after: { 'ä ö\n"x".yaml': resources(trail('One', QUIET)), '-x.yaml': null },
      status: 1,
      findings: ['sink-removed definite error -x.yaml:2', 'kms-events-excluded definite error ä ö\n"x".yaml:9 «kms.amazonaws.com»'],
      sinks: ['Two -x.yaml:2 -58 ?0 +0', 'One ä ö\n"x".yaml:9 «kms.amazonaws.com» -58 ?0 +0'],
    },
  ],
];

/** Both ways of asking come to the same. */
describe.each([
  ['--staged', (): Promise<Told> => repo.check('--staged')],
  ['--changed-since main', (): Promise<Told> => repo.check('--changed-since main')],
])('%s judges', (option, check) => {
  test.each(cases)('%s', async (_, { before, after, status, ...told }) => {
    repo.commit(before);
    repo.put(after);
    if (option === '--staged') repo.git('add', '--all');
    expect(await check()).toEqual({ ...nothing, status, ...told });
  });
});

describe('what is staged', () => {
  const quiet = resources(trail('One', QUIET));
  const loud = resources(trail('One'));
  const finding = 'kms-events-excluded definite error a.yaml:9';

  test('is judged by the index, whatever lies in the work tree', async () => {
    repo.commit({ 'a.yaml': loud });
    repo.put({ 'a.yaml': quiet });
    expect((await repo.check('--staged')).findings).toEqual([]);
    repo.git('add', '--all');
    repo.put({ 'a.yaml': loud });
    expect((await repo.check('--staged')).findings).toEqual([`${finding} «»`]);
    // The same where it is gone.
    repo.put({ 'a.yaml': null });
    expect((await repo.check('--staged')).findings).toEqual([finding]);
  });

  test('has no file that was only announced, and none that Git does not know', async () => {
    repo.commit({ 'b.yaml': loud });
    repo.put({ 'a.yaml': quiet, 'c.yaml': quiet, 'sub/d.yaml': quiet });
    repo.git('add', '--intent-to-add', 'a.yaml');
    expect(await repo.check('--staged')).toEqual({ ...nothing, status: 0 });
    expect((await repo.check('--changed-since main')).findings).toEqual(['a.yaml:9', 'c.yaml:9', 'sub/d.yaml:9'].map((place) => `kms-events-excluded definite error ${place} «kms.amazonaws.com»`));
  });

  test('lives in a file that is removed from the index and still there', async () => {
    repo.commit({ 'a.yaml': loud });
    repo.git('rm', '--quiet', '--cached', 'a.yaml');
    expect((await repo.check('--staged')).findings).toEqual(['sink-removed definite error a.yaml:2 «One»']);
    expect((await repo.check('--changed-since HEAD')).findings).toEqual([]);
  });

  test('may be the first there is', async () => {
    repo.put({ 'a.yaml': quiet });
    repo.git('add', '--all');
    expect(await repo.check('--staged')).toEqual({ status: 1, findings: [`${finding} «kms.amazonaws.com»`], gone: [], sinks: [], err: '' });
  });

  test('takes the config, parameters and modules from the index', async () => {
    repo.commit({ 'a.yaml': switched, '.keytrail.yaml': config('parameters: { Source: rdsdata.amazonaws.com }'), 'p.json': parameters('rdsdata.amazonaws.com'), 'main.tf': 'module "audit" { source = "./audit" }\n', 'audit/main.tf': tfTrail('main', '[]') });
    repo.put({ '.keytrail.yaml': 'nonsense', 'p.json': '{', 'audit/main.tf': tfTrail('main', '["kms.amazonaws.com"]') });
    expect(await repo.check('--staged --params p.json')).toEqual({ ...nothing, status: 0 });
  });

  test('is compared by the files of parameters of both sides', async () => {
    repo.commit({ 'a.yaml': switched, 'p.json': parameters('rdsdata.amazonaws.com') });
    repo.put({ 'p.json': parameters('kms.amazonaws.com') });
    repo.git('add', '--all');
    expect((await repo.check('--staged --params p.json')).findings).toEqual(['kms-events-excluded definite error a.yaml:11 «!Ref Source»']);
    // What lies outside Git is the same on both sides.
    repo.git('reset', '--quiet', '--hard');
    repo.put({ '.git/q.json': parameters('kms.amazonaws.com') });
    expect((await repo.check('--staged --params .git/q.json')).findings).toEqual([]);
  });

  test('keeps line ends apart from lines', async () => {
    repo.commit({ '.gitattributes': '*.yaml text eol=crlf\n', 'a.yaml': resources(trail('Zero'), trail('One', QUIET)).replaceAll('\n', '\r\n') });
    repo.put({ 'a.yaml': `# More\n${resources(trail('One', QUIET))}`.replaceAll('\n', '\r\n') });
    expect((await repo.check('--changed-since HEAD')).findings).toEqual(['sink-removed definite error a.yaml:2 «Resources:»', 'kms-events-excluded definite error a.yaml:10 «kms.amazonaws.com»']);
    repo.git('add', '--all');
    expect((await repo.check('--staged')).findings).toEqual(['sink-removed definite error a.yaml:2 «Resources:»', 'kms-events-excluded definite error a.yaml:10 «kms.amazonaws.com»']);
  });
});

describe('what is named', () => {
  const two = (selector?: string): Files => ({ 'a.yaml': resources(trail('One', selector)), 'sub/b.yaml': resources(trail('Two', selector)) });

  beforeEach(() => {
    repo.commit({ ...two(), 'p.json': parameters('rdsdata.amazonaws.com'), 'c.yaml': switched, '.keytrail.yaml': config('parameterFiles: [p.json]'), 'readme.md': 'x' });
    repo.put({ ...two(QUIET), 'p.json': parameters('kms.amazonaws.com') });
    repo.git('add', '--all');
  });

  test.each([
    ['', ['a.yaml:9', 'c.yaml:11', 'sub/b.yaml:9']],
    ['.', ['a.yaml:9', 'c.yaml:11', 'sub/b.yaml:9']],
    ['sub', ['sub/b.yaml:9']],
    ['a.yaml', ['a.yaml:9']],
    ['p.json', ['c.yaml:11']],
    ['p.json sub', ['c.yaml:11', 'sub/b.yaml:9']],
    ['a.yaml p.json sub/b.yaml', ['a.yaml:9', 'c.yaml:11', 'sub/b.yaml:9']],
    ['readme.md', []],
  ])('--staged %s', async (paths, places) => {
    const { findings } = await repo.check(['--staged', ...paths.split(' ').filter((path) => path !== '')]);
    expect(findings.map((one) => one.split(' ')[3])).toEqual(places);
  });

  test('is found from a folder below, too', async () => {
    const places = async (line: string): Promise<readonly (string | undefined)[]> => (await repo.check(line, { cwd: `${repo.root}/sub` })).findings.map((one) => one.split(' ')[3]);
    expect(await places('--staged')).toEqual(['sub/b.yaml:9']);
    expect(await places('--staged ../a.yaml')).toEqual(['a.yaml:9']);
    expect(await places('--changed-since main ..')).toEqual(['a.yaml:9', 'c.yaml:11', 'sub/b.yaml:9']);
  });

  test('may be gone: a hook names nothing that is', async () => {
    repo.put({ 'sub/b.yaml': null });
    repo.git('add', '--all');
    const told = ['sink-removed definite error sub/b.yaml:2'];
    expect((await repo.check('--staged readme.md')).findings).toEqual(told);
    expect((await repo.check('--staged sub/b.yaml')).findings).toEqual(told);
    expect((await repo.check('--staged sub')).findings).toEqual(told);
    expect(await repo.check('--staged missing.yaml')).toMatchObject({ status: 2, err: "keytrail: no such file or folder: 'missing.yaml'\n" });
  });

  test('is read whatever it is called', async () => {
    repo.put({ 'trail.txt': resources(trail('Three', QUIET)) });
    repo.git('add', '--all');
    expect((await repo.check('--staged trail.txt')).findings).toEqual(['kms-events-excluded definite error trail.txt:9 «kms.amazonaws.com»']);
  });
});

describe('since a commit', () => {
  test('it is the last one in common that counts', async () => {
    repo.commit({ 'a.yaml': resources(trail('One')) });
    repo.git('checkout', '--quiet', '-b', 'work');
    repo.commit({ 'b.yaml': resources(trail('Two')) });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ 'a.yaml': resources(trail('One', QUIET)) });
    repo.git('checkout', '--quiet', 'work');
    // What main has made worse since is not told as mended here.
    expect(await repo.check('--changed-since main')).toEqual({ ...nothing, status: 0, sinks: ['Two b.yaml:2 «Two» -0 ?0 +58'] });
    repo.git('tag', '--annotate', '--message=x', 'v1', 'main');
    expect((await repo.check('--changed-since v1')).sinks).toHaveLength(1);
  });

  test('a file that a sparse checkout leaves out is not gone', async () => {
    repo.commit({ 'a/a.yaml': resources(trail('One')), 'b/b.yaml': resources(trail('Two')) });
    repo.commit({ 'a/a.yaml': `# x\n${resources(trail('One'))}` });
    repo.git('sparse-checkout', 'set', 'b');
    expect(await repo.check('--changed-since HEAD~1')).toEqual({ ...nothing, status: 0 });
    expect(await repo.check('--staged')).toEqual({ ...nothing, status: 0 });
  });

  test('a link is no text', async () => {
    repo.commit({ 'a.yaml': resources(trail('One')), 'b.yaml': resources(trail('Two', QUIET)) });
    symlinkSync('a.yaml', join(repo.root, 'l.yaml'));
    repo.git('add', '--all');
    expect(await repo.check('--staged')).toEqual({ ...nothing, status: 0 });
    repo.commit({});
    rmSync(join(repo.root, 'l.yaml'));
    symlinkSync('b.yaml', join(repo.root, 'l.yaml'));
    expect(await repo.check('--changed-since HEAD')).toEqual({ ...nothing, status: 0 });
    rmSync(join(repo.root, 'l.yaml'));
    repo.put({ 'l.yaml': resources(trail('Three', QUIET)) });
    expect((await repo.check('--changed-since HEAD')).findings).toEqual(['kms-events-excluded definite error l.yaml:9 «kms.amazonaws.com»']);
  });

  test('a file whose name has another case now, where that is one file', async () => {
    repo.commit({ 'Trail.yaml': resources(trail('One')) });
    renameSync(join(repo.root, 'Trail.yaml'), join(repo.root, 'trail.yaml'));
    repo.git('config', 'core.ignorecase', 'true');
    repo.put({ 'trail.yaml': resources(trail('One', QUIET)) });
    expect((await repo.check('--changed-since HEAD')).findings).toEqual(['kms-events-excluded definite error trail.yaml:9 «kms.amazonaws.com»']);
  });

  test('in a work tree of its own', async () => {
    repo.commit({ 'a.yaml': resources(trail('One')) });
    repo.git('worktree', 'add', '--quiet', 'tree', '-b', 'work');
    const cwd = join(repo.root, 'tree');
    repo.put({ 'tree/a.yaml': resources(trail('One', QUIET)) });
    expect((await repo.check('--changed-since main', { cwd })).findings).toHaveLength(1);
    expect((await repo.check('--staged', { cwd })).findings).toEqual([]);
    expect((await repo.check('--changed-since main')).findings).toEqual([]);
  });

  test('a large file is left out on both sides, and a state of Terraform is not', async () => {
    const padding = ' '.repeat(10 * 1024 * 1024);
    const state = (excluded: string): string =>
      `{"version":4,"terraform_version":"1.9.8","serial":1,"lineage":"x","resources":[{"mode":"managed","type":"aws_cloudtrail","name":"main","instances":[{"attributes":{"name":"t","enable_logging":true,"is_multi_region_trail":true,"event_selector":[{"read_write_type":"All","include_management_events":true,"exclude_management_event_sources":[${excluded}],"data_resource":[]}]}}]}]${padding}}`;
    const large = (selector?: string): string => `${resources(trail('One', selector))}#${padding}\n`;
    repo.commit({ 'a.yaml': large(), 'x.tfstate': state('') });
    repo.put({ 'a.yaml': large(QUIET), 'x.tfstate': state('"kms.amazonaws.com"') });
    repo.git('add', '--all');
    for (const option of ['--staged', '--changed-since HEAD']) {
      const { findings } = await repo.check(option);
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatch(/^kms-events-excluded definite error x\.tfstate:1 /u);
    }
  });

  test('programs that Git knows are not called', async () => {
    repo.commit({ '.gitattributes': '*.yaml filter=x diff=x\n', 'a.yaml': resources(trail('One')) });
    const mark = join(repo.root, '.git', 'called');
    for (const name of ['core.fsmonitor', 'filter.x.clean', 'filter.x.smudge', 'filter.x.process', 'diff.x.textconv', 'diff.x.command', 'diff.external', 'core.pager']) repo.git('config', name, `sh -c 'touch ${mark}; cat' --`);
    repo.put({ 'a.yaml': resources(trail('One', QUIET)) });
    expect((await repo.check('--changed-since HEAD')).findings).toHaveLength(1);
    expect((await repo.check('--staged')).findings).toEqual([]);
    expect(existsSync(mark)).toBe(false);
  });

  test('--fix mends what the change makes worse, and nothing else', async () => {
    repo.commit({ 'a.yaml': resources(trail('One', QUIET)), 'b.yaml': resources(trail('Two')) });
    repo.put({ 'b.yaml': resources(trail('Two', QUIET)) });
    expect(await repo.check('--changed-since HEAD --fix')).toMatchObject({ status: 0, findings: [] });
    expect(readFileSync(join(repo.root, 'a.yaml'), 'utf8')).toContain('kms');
    expect(readFileSync(join(repo.root, 'b.yaml'), 'utf8')).not.toContain('kms');
  });
});

describe('what it cannot do, it says in a line, with status 2', () => {
  test.each([
    ['--changed-since nowhere', "Git knows no commit 'nowhere'"],
    ['--changed-since mian', "Git knows no commit 'mian'; did you mean 'main'?"],
    ['--changed-since HEAD~7', "Git knows no commit 'HEAD~7'"],
    ['--changed-since=--output=x', "--changed-since cannot be '--output=x': it is the name of a commit"],
    ['--staged -', '--staged compares files: standard input is none'],
    ['--staged ..', "--staged judges what changes in one repository, and '..' lies outside it"],
    ['--changed-since other', "'other' and HEAD have no commit in common"],
  ])('%s', async (line, message) => {
    repo.commit({ 'a.yaml': resources(trail('One')) });
    repo.git('checkout', '--quiet', '--orphan', 'other');
    repo.commit({ 'b.yaml': '' });
    repo.git('checkout', '--quiet', 'main');
    expect(await repo.check(line)).toEqual({ ...nothing, status: 2, err: `keytrail: ${message}\n` });
    expect(existsSync(join(repo.root, 'x'))).toBe(false);
  });

  test('a merge that is not done', async () => {
    repo.commit({ 'a.yaml': resources(trail('One')) });
    repo.git('checkout', '--quiet', '-b', 'work');
    repo.commit({ 'a.yaml': resources(trail('Two')) });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ 'a.yaml': resources(trail('Three')) });
    expect(() => repo.git('merge', 'work')).toThrow();
    expect(await repo.check('--staged')).toMatchObject({ status: 2, err: "keytrail: --staged cannot judge a merge that is not done: 'a.yaml' has conflicts\n" });
    // The work tree is there as it lies.
    const { findings } = await repo.check('--changed-since main');
    expect(findings[0]).toMatch(/^parse-error definite error a\.yaml:2 /u);
  });

  test('no commit yet', async () => {
    repo.put({ 'a.yaml': resources(trail('One')) });
    expect(await repo.check('--changed-since HEAD')).toMatchObject({ status: 2, err: "keytrail: Git knows no commit 'HEAD'\n" });
  });

  test('no repository, and no Git', async () => {
    repo.put({ 'a.yaml': resources(trail('One')) });
    rmSync(join(repo.root, '.git'), { recursive: true });
    expect(await repo.check('--staged')).toMatchObject({ status: 2, err: 'keytrail: --staged needs a Git repository, and this is none\n' });
    expect(await repo.check('--changed-since main', { env: { PATH: '/nowhere' } })).toMatchObject({ status: 2, err: "keytrail: --changed-since needs Git, and there is no program 'git'\n" });
  });

  test('a shallow clone', async () => {
    repo.commit({ 'a.yaml': resources(trail('One')) });
    repo.git('branch', 'old');
    repo.commit({ 'a.yaml': resources(trail('One', QUIET)) });
    repo.git('clone', '--quiet', '--depth=1', `file://${repo.root}`, 'clone');
    const cwd = join(repo.root, 'clone');
    const needs = "fetch its history first ('git fetch --unshallow', or 'fetch-depth: 0' for actions/checkout)";
    expect(await repo.check('--changed-since origin/old', { cwd })).toMatchObject({ status: 2, err: `keytrail: Git knows no commit 'origin/old'; this is a shallow clone: ${needs}\n` });
    repo.git('-C', cwd, 'fetch', '--quiet', '--depth=1', 'origin', 'old:refs/remotes/origin/old');
    expect(await repo.check('--changed-since origin/old', { cwd })).toMatchObject({ status: 2, err: `keytrail: this is a shallow clone, without the commit at which 'origin/old' and HEAD parted: ${needs}\n` });
    repo.git('-C', cwd, 'fetch', '--quiet', '--unshallow');
    expect((await repo.check('--changed-since origin/old', { cwd })).findings).toEqual(['kms-events-excluded definite error a.yaml:9 «kms.amazonaws.com»']);
    expect((await repo.check('--changed-since old', { cwd })).err).toBe("keytrail: Git knows no commit 'old'; did you mean 'origin/old'?\n");
  });

  test('what is in a submodule', async () => {
    const inner = repository();
    try {
      inner.commit({ 'a.yaml': resources(trail('One')) });
      repo.commit({ 'b.yaml': resources(trail('Two')) });
      repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub');
      expect(await repo.check('--staged')).toEqual({ ...nothing, status: 0, err: "keytrail: the submodule 'sub' is another one: what that changes is not judged\n" });
    } finally {
      inner.remove();
    }
  });
});
