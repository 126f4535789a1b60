import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { positionAt } from '../src/core/line-index.js';
import { lint } from '../src/lint.js';
import type { Report } from '../src/report/report.js';
import { rules } from '../rules/index.js';
import { plain, toldAll } from './helpers/lint.js';

const good = 'Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: false, IsMultiRegionTrail: true }\n';
const goodTold = ['sink-not-recording definite error «false»'];

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

type Texts = Readonly<Record<string, string>>;
const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('');
const json = (value: unknown, path = 't.json'): Texts => ({ [path]: JSON.stringify(value) });
const trail = (properties: string): Texts => ({ 't.yaml': `Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n${properties}` });
const trailJson = (selector: unknown, more: object = {}, times = 1): Texts => json({ ...more, Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: Array.from({ length: times }, () => ({ ReadWriteType: selector })) } } } });
const loop = (items: number): Texts => json({ Transform: 'AWS::LanguageExtensions', Resources: { 'Fn::ForEach::Loop': ['X', Array.from({ length: items }, (_, index) => `a${String(index)}`), { 'T${X}': { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: false } } }] } });
const terraform = (inside: string, before = ''): Texts => ({ 'main.tf': `${before}resource "aws_cloudtrail" "t" {\n  name = "t"\n  s3_bucket_name = "b"\n  is_multi_region_trail = true\n${inside}}\n` });
const selecting = (value: string): string => `  event_selector {\n    read_write_type = ${value}\n  }\n`;
const program = (text: string): Texts => ({ 'app.ts': `import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';\nimport { Stack, App } from 'aws-cdk-lib';\nconst stack = new Stack(new App(), 's');\n${text}\n` });
const logging = (value: string): string => `new CfnTrail(stack, 't', { isLogging: ${value}, isMultiRegionTrail: true, s3BucketName: 'x' });`;

const granting = (action: string): string => `  statement {\n    actions   = ["${action}"]\n    resources = ["*"]\n  }\n`;
/** A trail without KMS and a metric filter that waits for it, with something behind its pattern. */
const alarmed = (behind: string): Texts => json({ Resources: {
  T: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, S3BucketName: 'b', CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['G', 'Arn'] }, EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] } },
  G: { Type: 'AWS::Logs::LogGroup' },
  F: { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: { Ref: 'G' }, FilterPattern: `{ ($.eventSource = kms.amazonaws.com) && ($.eventName = DisableKey)${behind} }`, MetricTransformations: [{ MetricName: 'm', MetricNamespace: 'n', MetricValue: '1' }] } },
} });

/** Trails of which each is there under a condition on a parameter of its own. */
const conditional = (count: number): Texts => {
  const each = <T>(make: (name: string) => T, kind: string): Record<string, T> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`${kind}${String(index)}`, make(String(index))]));
  return json({
    Parameters: each(() => ({ Type: 'String' }), 'P'),
    Conditions: each((index) => ({ 'Fn::Equals': [{ Ref: `P${index}` }, 'x'] }), 'C'),
    Resources: each((index) => ({ Type: 'AWS::CloudTrail::Trail', Condition: `C${index}`, Properties: { IsLogging: false } }), 'T'),
  });
};

/** Trails without KMS, and as many rules of EventBridge that wait for it. */
const watched = (count: number): Texts => json({ Resources: Object.fromEntries(Array.from({ length: count }, (_, index) => [
  [`T${String(index)}`, { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] } }],
  [`R${String(index)}`, { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['aws.kms'], detail: { eventSource: ['kms.amazonaws.com'], eventName: ['DisableKey'] } } } }],
]).flat()) });

async function linted(texts: Texts): Promise<Report> {
  const files = Object.entries({ 'a-good.yaml': good, ...texts, 'z-good.yaml': good }).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text), explicit: true }));
  return lint(files, rules, plain);
}

/** What is told of files beside the good ones, gaps among it: rule, place and message. */
function toldOf(report: Report): readonly string[] {
  const told = [...report.findings.map(({ rule, message, primary: { span } }) => ({ rule, message, span })), ...report.problems];
  return told.filter(({ span }) => !span.source.path.endsWith('-good.yaml')).map(({ rule, message, span }) => {
    const { line, column } = positionAt(span.source, span.start);
    return `${rule} ${span.source.path}:${String(line)}:${String(column)} ${message}`;
  });
}

/** Nothing thrown, and what stands in other files is told as ever. */
function expectTheRest(report: Report): void {
  expect(report.internalErrors).toEqual([]);
  for (const path of ['a-good.yaml', 'z-good.yaml']) {
    expect(toldAll({ ...report, findings: report.findings.filter(({ primary }) => primary.span.source.path === path) })).toEqual(goodTold);
  }
}

/** Rows of the table in docs/security.md: just beyond the limit, and how what is told begins. */
const beyond: Readonly<Record<string, readonly [Texts, RegExp]>> = {
  'nesting in JSON': [{ 't.json': `{"AWS::CloudTrail::Trail":${'['.repeat(512)}${']'.repeat(512)}}` }, /^parse-error t\.json:1:538 .*512 levels/mu],
  'nesting in YAML': [trail(`      Deep: ${'['.repeat(600)}${']'.repeat(600)}\n`), /^parse-error t\.yaml:6:\d+ .*512 levels/mu],
  'nesting in HCL': [terraform(`  x = ${'('.repeat(600)}1${')'.repeat(600)}\n`), /^parse-error main\.tf:5:\d+ .*512 levels/mu],
  'nesting of a program': [program(`const x = ${'['.repeat(100_000)}`), /^(?:gap|parse-error) app\.ts:/mu],
  'aliases of YAML': [trail(`      A: &a [${'x, '.repeat(1000)}]\n      B: [${'*a, '.repeat(101)}]\n`), /^parse-error t\.yaml:7:\d+ .*100000 nodes/mu],
  'faults of one file': [trail('      Twice: 1\n'.repeat(30)), /^parse-error t\.yaml:\d+:\d+ .*19 more keys .* are not listed/mu],
  'what `Fn::ForEach` makes': [loop(10_001), /^gap t\.json:1:\d+ .*10000 members/mu],
  'text of `Fn::Sub`': [trailJson(Array.from({ length: 14 }).reduce((value) => ({ 'Fn::Sub': ['${a}${a}', { a: value }] }), 'ReadOnly')), /^kms-writes-unlogged t\.json:1:\d+ /mu],
  'instances of Terraform': [terraform(`  count = 1001\n${selecting('"ReadOnly"')}`), /^gap main\.tf:\d+:\d+ More than 1000 instances/mu],
  'loops of Terraform': [terraform(selecting('length([for a in range(200) : [for b in range(200) : b]]) == 200 ? "ReadOnly" : "All"')), /^kms-writes-unlogged main\.tf:6:\d+ /mu],
  'the range of Terraform': [terraform(selecting('length(range(1025)) == 1025 ? "ReadOnly" : "All"')), /^kms-writes-unlogged main\.tf:6:\d+ /mu],
  'patterns of Terraform': [terraform(selecting(`can(regex("^(a+)+$", "${'a'.repeat(60)}b")) ? "ReadOnly" : "All"`)), /^kms-writes-unlogged main\.tf:6:\d+ /mu],
  'turns of a loop': [program(`for (let i = 0; i < 1001; i++) { new CfnTrail(stack, 't' + i, { isLogging: false, s3BucketName: 'x' }); }`), /^gap app\.ts:4:\d+ This loop is followed for 1000 turns/mu],
  'calls of a function within itself': [program(`function f(n: number): void { new CfnTrail(stack, 't' + n, { isLogging: false, s3BucketName: 'x' }); f(n + 1); }\nf(0);`), /^gap app\.ts:4:\d+ Calls are nested deeper/mu],
  'nodes evaluated in a template or configuration': [{ 't.json': `{"Resources":{"T":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":true,"EventSelectors":[[${'1,'.repeat(1_000_000)}1],{"ReadWriteType":"ReadOnly"}]}}}}` }, /^kms-events-excluded t\.json:1:\d+ .*may not log/mu],
  'modules of Terraform': [Object.fromEntries(Array.from({ length: 30 }, (_, depth) => [`${'m/'.repeat(depth)}main.tf`, 'module "m" {\n  source = "./m"\n}\n'])), /^gap (?:m\/)+main\.tf:2:\d+ .*too many modules are nested/mu],
  'functions of Terraform': [terraform(selecting('join("", [for a in range(1001) : format("%1000s", "x")]) == "x" ? "All" : "ReadOnly"')), /^kms-writes-unlogged main\.tf:6:\d+ .* when `join/mu],
  'statements of a policy document of Terraform': [{ 'main.tf': `data "aws_iam_policy_document" "d" {\n${granting('cloudtrail:PutEventSelectors')}${granting('s3:GetObject').repeat(20_000)}}\nresource "aws_iam_role_policy" "p" {\n  name = "p"\n  role = "r"\n  policy = data.aws_iam_policy_document.d.json\n}\n` }, /^gap main\.tf:\d+:\d+ /mu],
  'modules of a plan in each other': [json({ format_version: '1.2', terraform_version: '1.9.0', planned_values: { root_module: Array.from({ length: 260 }).reduce<object>((module, _, index) => ({ address: `module.m${String(index)}`, child_modules: [module] }), { resources: [{ address: 'aws_cloudtrail.t', mode: 'managed', type: 'aws_cloudtrail', name: 't', values: { enable_logging: false } }] }) } }, 'plan.json'), /^parse-error plan\.json:1:\d+ .*levels/mu],
  'steps of a program': [program(`for (let i = 0; i < 900; i++) for (let j = 0; j < 900; j++) { i + j; }\n${logging('false')}`), /^gap app\.ts:1:\d+ .*takes more to evaluate/mu],
  'what packages make for a program': [program(`for (let i = 0; i < 90; i++) for (let j = 0; j < 60; j++) { ${'new App(); '.repeat(12)} }\n${logging('false')}`), /^gap app\.ts:1:\d+ .*takes more to evaluate/mu],
  'scripts': [{ 'a.sh': `x=${'$('.repeat(60)}echo ReadOnly${')'.repeat(60)}\naws cloudtrail put-event-selectors --trail-name t --event-selectors "ReadWriteType=$x,IncludeManagementEvents=true"\n` }, /^kms-\S+ a\.sh:2:\d+ .*may not log/mu],
  'filter pattern of an alarm': [alarmed(' '.repeat(16_384)), /^(?![^]*kms-alarm-blind)kms-events-excluded t\.json:1:\d+ /u],
  'callers that selectors tell apart': [json({ Resources: { T: { Type: 'AWS::CloudTrail::EventDataStore', Properties: { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...Array.from({ length: 1000 }, (_, index) => ({ Field: 'userIdentity.arn', NotEquals: [`arn:aws:iam::111122223333:role/r${String(index)}`] }))] }] } } } }), /^kms-\S+ t\.json:1:\d+ .*may not log/mu],
  'Denies': [json({ Version: '2012-10-17', Statement: Array.from({ length: 2000 }, (_, index) => ({ Effect: index % 2 === 0 ? 'Allow' : 'Deny', Action: 'cloudtrail:PutEventSelectors', Resource: `arn:aws:cloudtrail:*:111122223333:trail/t${String(index)}` })) }), /^grant-any-trail t\.json:1:\d+ .*too many Denies/mu],
  'what is named of one finding': [watched(60), /^kms-alarm-blind t\.json:1:\d+ .* and 10 more do not log/mu],
  'text of a program': [program(logging("'x'.repeat(1_000_000_000) === 'y'")), /^sink-not-recording app\.ts:4:\d+ /mu],
};

describe('beyond a limit: it is told, and the rest of the run goes on', () => {
  test.each(Object.entries(beyond))('%s', { timeout: 60_000 }, async (_name, [texts, expected]) => {
    const report = await linted(texts);
    expectTheRest(report);
    expect(toldOf(report).join('\n')).toMatch(expected);
  });

  test('worlds: what was given up is said', async () => {
    const parameters = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`P${String(index)}`, { Type: 'String', AllowedValues: ['All', 'ReadOnly', 'WriteOnly'] }]));
    const selectors = Object.keys(parameters).map((name) => ({ ReadWriteType: { Ref: name } }));
    const report = await linted(json({ Parameters: parameters, Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: selectors } } } }));
    expectTheRest(report);
    expect(report.findings.filter(({ rule, certainty }) => rule.startsWith('kms-') && certainty === 'definite')).toEqual([]);
  });
});

/** Makes of a number an input about as long. */
const growing: Readonly<Record<string, readonly [number, (count: number) => Texts]>> = {
  'a list on one line': [60_000, (count) => ({ 't.json': `{"Resources":{"T":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":false,"Tags":[${'1,'.repeat(count)}1]}}}}` })],
  'a list of faults': [20_000, (count) => ({ 't.json': `{"Resources":{"T":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":false,"Tags":[${'1 '.repeat(count)}]}}}}` })],
  'text without a backslash': [60_000, (count) => ({ 't.json': `{"Resources":{"T":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":false,"Tags":["${'ab","'.repeat(count)}"]}}}}` })],
  'brackets that are not closed': [100_000, (count) => ({ 't.json': `{"AWS::CloudTrail::Trail":${'['.repeat(count)}` })],
  'flow collections that are not closed': [50_000, (count) => trail(`      Deep: ${'['.repeat(count)}\n`)],
  'openings of `Fn::Sub` that do not close': [10_000, (count) => trailJson({ 'Fn::Sub': '${'.repeat(count) })],
  'brackets of HCL that are not closed': [50_000, (count) => terraform(`  x = ${'['.repeat(count)}\n`)],
  'templates of HCL that are not closed': [20_000, (count) => terraform(`  x = "${'${'.repeat(count)}\n`)],
  'comments of a program that do not end': [20_000, (count) => program('/*'.repeat(count))],
  'stars in a policy': [500, (count) => json({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: `cloudtrail:${'*a'.repeat(count)}b`, Resource: '*' }] })],
  'selectors of a wrong type': [3_000, (count) => trailJson(3, { Conditions: {} }, count)],
  'selectors that exclude KMS': [300, (count) => json({ Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: Array.from({ length: count }, () => ({ ExcludeManagementEventSources: ['kms.amazonaws.com'] })) } } } })],
  'exclusions that another selector takes back': [150, (count) => json({ Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: Array.from({ length: count }, (_, index) => (index % 2 === 0 ? { ReadWriteType: 'All' } : { ExcludeManagementEventSources: ['kms.amazonaws.com'] })) } } } })],
  'sources of a wrong name': [3_000, (count) => json({ Resources: { T: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: [{ ExcludeManagementEventSources: Array.from({ length: count }, (_, index) => `s${String(index)}`) }] } } } })],
  'values that a parameter may have': [10_000, (count) => trailJson({ Ref: 'P' }, { Parameters: { P: { Type: 'String', AllowedValues: Array.from({ length: count }, (_, index) => `v${String(index)}`) } } })],
  'resources under conditions of their own': [60, (count) => conditional(count)],
  'alarms for many trails': [60, (count) => watched(count)],
  'ignores for all of a template': [60, (count) => json({ Metadata: { keytrail: { ignore: Array.from({ length: count }, () => ({ rule: 'sink-not-recording', reason: 'known' })) } }, Resources: Object.fromEntries(Array.from({ length: count }, (_, index) => [`T${String(index)}`, { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: false } }])) })],
  'comments above one line, and findings on it': [150, (count) => ({ 't.yaml': `Resources:\n${'  # keytrail-ignore sink-not-recording -- known\n'.repeat(count)}  T: { Type: "AWS::CloudTrail::Trail", Properties: { IsLogging: false } }\n` })],
  'comments for each of many lines': [100, (count) => ({ 't.yaml': `Resources:\n${times(count, (index) => `  # keytrail-ignore ignore-unused -- known\n  # keytrail-ignore sink-single-region -- known\n  T${String(index)}: { Type: "AWS::CloudTrail::Trail", Properties: { IsLogging: false, IsMultiRegionTrail: true } }\n`)}` })],
  'ignores for a template, and of its resources': [60, (count) => json({ Metadata: { keytrail: { ignore: Array.from({ length: count }, () => ({ rule: 'sink-not-recording', reason: 'known' })) } }, Resources: Object.fromEntries(Array.from({ length: count }, (_, index) => [`T${String(index)}`, { Type: 'AWS::CloudTrail::Trail', Metadata: { keytrail: { ignore: [{ rule: 'sink-single-region', reason: 'known' }] } }, Properties: { IsLogging: false } }])) })],
  'a nested stack of many documents': [300, (count) => ({ 'p.yaml': 'Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./t.yaml\n', 't.yaml': times(count, () => `---\n${good}`) })],
  'documents of YAML': [100, (count) => ({ 't.yaml': times(count, () => `---\n${good}`) })],
  'constructs that are looked up': [60, (count) => program(times(count, (index) => `new CfnTrail(stack, 't${String(index)}', { isLogging: false, s3BucketName: 'x' });\nstack.node.findChild('t${String(index)}');\n`))],
  'lists of a program that are gone through': [400, (count) => program(`const list = [${times(count, (index) => `${String(index)}, `)}];\n${times(count, (index) => `list.slice(${String(index)});\n`)}${logging('false')}`)],
  'lines of a program': [2_000, (count) => program(times(count, (index) => `const x${String(index)} = ${String(index)};\n`) + logging('false'))],
};

/** Seconds of this process itself: others run beside it. */
async function seconds(texts: Texts): Promise<number> {
  const start = process.cpuUsage();
  expectTheRest(await linted(texts));
  return process.cpuUsage(start).user / 1e6;
}

/** What is no more than the unrest of the clock and of the collector of garbage. */
const UNREST = 0.5;
const ATTEMPTS = 4;

describe('eight times as much takes some eight times as long', () => {
  test.each(Object.entries(growing))('%s', { timeout: 120_000 }, async (_name, [count, make]) => {
    await seconds(make(count));
    // The collector of garbage works when it likes: what grows too fast does so every time.
    const beyond: number[] = [];
    for (let attempt = 0; attempt < ATTEMPTS && beyond.length === attempt; attempt++) {
      const bound = 10 * (await seconds(make(count))) + UNREST;
      const took = await seconds(make(8 * count));
      if (took >= bound) beyond.push(took / bound);
    }
    expect(beyond.length < ATTEMPTS ? [] : beyond).toEqual([]);
  });
});

test('no list of a file is spread into the arguments of a call: the stack would overflow', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => join('src', path));
  const spread = /\.push\(\.\.\.(?!\))|\.splice\([^()]*\.\.\.|Math\.(?:max|min)\(\.\.\./u;
  const found = sources.filter((path) => readFileSync(join(root, path), 'utf8').split('\n').some((line) => spread.test(line) && !/^\s*(?:\/\/|\/?\*)/u.test(line)));
  expect(found).toEqual([]);
});

test('a program with more cases than anybody decides', { timeout: 60_000 }, async () => {
  const report = await linted(program(`let on = true;\nswitch (process.env.X) {\n${times(8_000, (index) => `case 'c${String(index)}': on = ${String(index % 2 === 0)}; break;\n`)}}\n${logging('on')}`));
  expectTheRest(report);
  expect(toldOf(report).join('\n')).toMatch(/^gap app\.ts:/mu);
});

test('a pattern of an alarm that is no longer than that is read', async () => {
  expect(toldOf(await linted(alarmed(''))).join('\n')).toContain('kms-alarm-blind t.json');
});

/** Rows that other tests go beyond: the file, and the words by which the test is found there. */
const elsewhere: Readonly<Record<string, readonly [string, string]>> = {
  'size of a file': ['read/files.test.ts', "test('files that are too large'"],
  'size of a plan or state of Terraform': ['read/files/overlay.test.ts', "test('what is too large is skipped"],
  'files that say what Git ignores': ['read/files/git-pattern.test.ts', "test('hide nothing beyond 100,000 steps for a path"],
  'worlds': ['limits.test.ts', "test('worlds: what was given up is said'"],
  'stacks in each other, and snippets': ['read/stacks.test.ts', "describe('what leads astray is bounded, and told'"],
  'alternatives of a value of a program': ['read/program/values/values.test.ts', "describe('what depends on something'"],
  'results in one SARIF file for GitHub': ['report/sarif-limits.test.ts', "test('are the 5,000 that are most severe"],
  'comment in Markdown': ['report/pipelines/markdown.test.ts', "test('are cut where they are too long'"],
  'rounds of `--fix`': ['cli/fix/fix.test.ts', "test('rounds that never end do'"],
  'patterns of a config with `*` or `?`': ['config.test.ts', "test('more patterns with wildcards than"],
  'pairs of files, sinks, findings and grants of both sides of a change or a baseline that are held against each other because they may be one': ['check/change/growth.test.ts', "describe('what may be one is looked for"],
};

test('every limit of the documentation has a test, and every test its row', () => {
  const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (.+?) \| .+ \| .+ \|$/gmu)].flatMap(([, name = '']) => (name === 'limit' || name === '---' ? [] : [name]));
  expect([...Object.keys(beyond), ...Object.keys(elsewhere)].sort()).toEqual(rows.sort());
  for (const [path, words] of Object.values(elsewhere)) expect(readFileSync(join(root, 'test', path), 'utf8')).toContain(words);
});
