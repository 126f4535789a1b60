import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from './helpers/lint.js';
import { computed } from './helpers/computed.js';

interface Case {
  readonly parameters?: string;
  readonly mappings?: string;
  readonly conditions?: string;
  /** Under `Properties` of a multi-Region trail. */
  readonly properties?: string;
  /** Beside `Type`. */
  readonly resource?: string;
  readonly given?: Readonly<Record<string, string>>;
  readonly expected: readonly string[];
}

const section = (name: string, body: string | undefined): string => (body === undefined ? '' : `${name}:\n${body}\n`);

const template = ({ parameters, mappings, conditions, properties = '', resource = '' }: Case): string =>
  `${section('Parameters', parameters)}${section('Mappings', mappings)}${section('Conditions', conditions)}Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
${resource}    Properties:
      S3BucketName: logs
      IsMultiRegionTrail: true
${properties.includes('IsLogging') ? '' : '      IsLogging: true\n'}${properties}
`;

const excludeIf = (condition: string): string => `      EventSelectors:\n        - ExcludeManagementEventSources: !If [${condition}, [kms.amazonaws.com], !Ref AWS::NoValue]`;
const environment = (more: string): string => `  Env: { Type: String${more} }`;
const isDev = '  IsDev: !Equals [!Ref Env, dev]';

const cases: Readonly<Record<string, Case>> = {
  'a condition on a parameter without default: with the assumption': {
    parameters: environment(', AllowedValues: [dev, prod]'),
    conditions: isDev,
    properties: excludeIf('IsDev'),
    expected: ['kms-events-excluded definite error «kms.amazonaws.com» when Env=dev'],
  },
  'the default excludes': {
    parameters: environment(', Default: dev'),
    conditions: isDev,
    properties: excludeIf('IsDev'),
    expected: ['kms-events-excluded definite error «kms.amazonaws.com» when Env=dev'],
  },
  'the default does not, another value would: possible': {
    parameters: environment(', Default: prod'),
    conditions: isDev,
    properties: excludeIf('IsDev'),
    expected: ['kms-events-excluded possible warning «kms.amazonaws.com» when Env=dev'],
  },
  'given on the command line': {
    parameters: environment(', Default: prod'),
    conditions: isDev,
    properties: excludeIf('IsDev'),
    given: { Env: 'dev' },
    expected: ['kms-events-excluded definite error «kms.amazonaws.com»'],
  },
  'through both branches: told once, without assumption': {
    parameters: environment(', AllowedValues: [dev, prod]'),
    conditions: isDev,
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: !If [IsDev, [kms.amazonaws.com], [rdsdata.amazonaws.com, kms.amazonaws.com]]',
    expected: ['kms-events-excluded definite error «kms.amazonaws.com»'],
  },
  'AllowedValues that merely permit it': {
    parameters: '  Source: { Type: String, Default: rdsdata.amazonaws.com, AllowedValues: [rdsdata.amazonaws.com, kms.amazonaws.com] }',
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: [!Ref Source]',
    expected: ['kms-events-excluded possible warning «!Ref Source» when Source=kms.amazonaws.com'],
  },
  'AllowedValues that permit it, without default': {
    parameters: '  Source: { Type: String, AllowedValues: [rdsdata.amazonaws.com, kms.amazonaws.com] }',
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: [!Ref Source]',
    expected: ['kms-events-excluded possible warning «!Ref Source» when Source=kms.amazonaws.com'],
  },
  'AllowedValues that do not permit it': {
    parameters: '  Type: { Type: String, AllowedValues: [All] }',
    properties: '      EventSelectors:\n        - ReadWriteType: !Ref Type',
    expected: [],
  },
  'a list parameter of which every value is allowed': {
    parameters: '  Sources: { Type: CommaDelimitedList, Default: rdsdata.amazonaws.com, AllowedValues: [rdsdata.amazonaws.com, kms.amazonaws.com] }',
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: !Ref Sources',
    expected: ['kms-events-excluded possible warning «!Ref Sources» when Sources=kms.amazonaws.com'],
  },
  'an unknown parameter: possible': {
    parameters: '  Sources: { Type: CommaDelimitedList }',
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: !Ref Sources',
    expected: ['kms-events-excluded possible warning «!Ref Sources»'],
  },
  'an SSM parameter: possible': {
    parameters: '  Sources: { Type: "AWS::SSM::Parameter::Value<List<String>>", Default: /sources }',
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: !Ref Sources',
    expected: ['kms-events-excluded possible warning «!Ref Sources»'],
  },
  'an import: possible': {
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: !Split [",", !ImportValue sources]',
    expected: ['kms-events-excluded possible warning «!Split [",", !ImportValue sources]»'],
  },
  'unknown logging': {
    parameters: '  Logging: { Type: String }',
    properties: '      IsLogging: !Ref Logging',
    expected: ['sink-not-recording possible warning «!Ref Logging»'],
  },
  'logging that AllowedValues let switch off': {
    parameters: '  Logging: { Type: String, Default: "true", AllowedValues: ["true", "false"] }',
    properties: '      IsLogging: !Ref Logging',
    expected: ['sink-not-recording possible warning «!Ref Logging» when Logging=false'],
  },
  'an impossible combination: nothing': {
    parameters: environment(', AllowedValues: [dev, prod]'),
    conditions: `${isDev}\n  IsProd: !Equals [!Ref Env, prod]\n  Both: !And [!Condition IsDev, !Condition IsProd]`,
    properties: excludeIf('Both'),
    expected: [],
  },
  'correlated conditions: excluded in one selector and taken by another in the same world': {
    parameters: environment(', AllowedValues: [dev, prod]'),
    conditions: `${isDev}\n  NotDev: !Not [!Condition IsDev]`,
    properties: `${excludeIf('IsDev')}\n        - !If [NotDev, !Ref AWS::NoValue, { ReadWriteType: All }]`,
    expected: ['exclusion-without-effect definite warning «kms.amazonaws.com» when Env=dev'],
  },
  'a condition on the trail itself': {
    parameters: environment(', AllowedValues: [dev, prod]'),
    conditions: isDev,
    resource: '    Condition: IsDev\n',
    properties: '      EventSelectors: [{ ReadWriteType: ReadOnly }]',
    expected: ['kms-writes-unlogged definite error «ReadOnly» when Env=dev'],
  },
  'a condition that cannot be settled is tried both ways': {
    parameters: '  A: { Type: CommaDelimitedList }',
    conditions: '  Some: !Equals [!Join ["", !Ref A], x]',
    properties: excludeIf('Some'),
    expected: ['kms-events-excluded definite error «kms.amazonaws.com» when condition Some=true'],
  },
  'Or, Not, nested': {
    parameters: environment(', AllowedValues: [dev, test, prod]'),
    conditions: '  Quiet: !Or [!Equals [!Ref Env, dev], !Equals [test, !Ref Env]]',
    properties: excludeIf('Quiet'),
    expected: ['kms-events-excluded definite error «kms.amazonaws.com» when Env=dev or test'],
  },
  'two parameters': {
    parameters: '  A: { Type: String, AllowedValues: [y, n] }\n  B: { Type: String, AllowedValues: [y, n] }',
    conditions: '  Both: !And [!Equals [!Ref A, y], !Equals [!Ref B, y]]',
    properties: excludeIf('Both'),
    expected: ['kms-events-excluded definite error «kms.amazonaws.com» when A=y & B=y'],
  },
  'a Region': {
    conditions: '  Home: !Equals [!Ref AWS::Region, us-east-1]',
    properties: excludeIf('Home'),
    expected: ['kms-events-excluded definite error «kms.amazonaws.com» when AWS::Region=us-east-1'],
  },
  'the URL suffix: not in China': {
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: [!Sub "kms.${AWS::URLSuffix}"]',
    expected: [
      'kms-events-excluded definite error «!Sub "kms.${AWS::URLSuffix}"» when AWS::Partition=aws or aws-us-gov',
      'selector-invalid possible note «!Sub "kms.${AWS::URLSuffix}"» when AWS::Partition=aws-cn',
    ],
  },
  'a mapping keyed by a parameter': {
    parameters: environment(', Default: prod'),
    mappings: '  Per:\n    prod: { out: [rdsdata.amazonaws.com] }\n    dev: { out: [kms.amazonaws.com] }',
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: !FindInMap [Per, !Ref Env, out]',
    expected: ['kms-events-excluded possible warning «!FindInMap [Per, !Ref Env, out]» when Env=dev'],
  },
  'a mapping with a default value': {
    mappings: '  Per:\n    prod: { out: [rdsdata.amazonaws.com] }',
    properties: '      EventSelectors:\n        - ExcludeManagementEventSources: !FindInMap [Per, dev, out, { DefaultValue: [kms.amazonaws.com] }]',
    expected: ['kms-events-excluded definite error «kms.amazonaws.com»'],
  },
  'If on the whole list of selectors': {
    parameters: environment(', AllowedValues: [dev, prod]'),
    conditions: isDev,
    properties: '      EventSelectors: !If [IsDev, [{ ReadWriteType: WriteOnly }], !Ref AWS::NoValue]',
    expected: ['kms-reads-unlogged definite warning «WriteOnly» when Env=dev'],
  },
  'a NoEcho parameter is not quoted': {
    parameters: '  Secret: { Type: String, NoEcho: true, AllowedValues: [hush, loud] }',
    conditions: '  Hush: !Equals [!Ref Secret, hush]',
    properties: excludeIf('Hush'),
    expected: ['kms-events-excluded definite error «kms.amazonaws.com» when Secret=hidden value 1'],
  },
};

describe('worlds', () => {
  test.each(Object.entries(cases))('%s', async (_name, one) => {
    const report = await lintTexts({ 't.yaml': template(one) }, { parameters: new Map(Object.entries(one.given ?? {})) });
    expect(toldAll(report)).toEqual(one.expected);
  });
});

test('every branch of Fn::If has its own place', async () => {
  const text = template({
    parameters: environment(', AllowedValues: [dev, prod]'),
    conditions: isDev,
    properties: '      EventSelectors:\n        - ReadWriteType: !If [IsDev, ReadOnly, WriteOnly]',
    expected: [],
  });
  expect(toldAll(await lintTexts({ 't.yaml': text }))).toEqual([
    'kms-writes-unlogged definite error «ReadOnly» when Env=dev',
    'kms-reads-unlogged definite warning «WriteOnly» when Env=prod',
  ]);
});

test('above the cap an input is given up, told, and what hangs on it is possible', async () => {
  const many = Array.from({ length: 140 }, (_, index) => `v${String(index)}`);
  const text = template({
    parameters: environment(`, AllowedValues: [${many.join(', ')}]`),
    conditions: '  First: !Equals [!Ref Env, v0]',
    properties: `${excludeIf('First')}\n      IsOrganizationTrail: !Ref Env`,
    expected: [],
  });
  const report = await lintTexts({ 't.yaml': text });
  expect(report.problems.map(({ rule, message }) => `${rule} ${message}`)).toEqual(['gap Too many combinations: `Env` is left open']);
  expect(toldAll(report)).toEqual(['kms-events-excluded definite error «kms.amazonaws.com» when condition First=true']);
});

test('values that are only compared, and with none of the literals, are alike', async () => {
  const many = Array.from({ length: 40 }, (_, index) => `v${String(index)}`);
  const text = template({ parameters: environment(`, Default: v3, AllowedValues: [${many.join(', ')}]`), conditions: '  First: !Not [!Equals [!Ref Env, v0]]', properties: excludeIf('First'), expected: [] });
  const report = await lintTexts({ 't.yaml': text });
  expect(report.problems).toEqual([]);
  expect(toldAll(report)).toEqual(['kms-events-excluded definite error «kms.amazonaws.com» when Env=v3 or another value']);
});

test('conditions are found by their name as it is spelt', async () => {
  const text = template({
    parameters: environment(', AllowedValues: [dev, prod]'),
    conditions: '  No: !Equals [!Ref Env, dev]',
    properties: excludeIf('No'),
    expected: [],
  });
  expect(toldAll(await lintTexts({ 't.yaml': text }))).toEqual(['kms-events-excluded definite error «kms.amazonaws.com» when Env=dev']);
});

describe('many conditions that have nothing to do with each other', () => {
  const conditions = Array.from({ length: 12 }, (_, index) => `P${String(index)}`);
  const head = `Parameters:\n${conditions.map((name) => `  ${name}: { Type: String, AllowedValues: [live, idle] }\n`).join('')}Conditions:\n${conditions.map((name) => `  Is${name}: !Equals [!Ref ${name}, live]\n`).join('')}`;

  test('on one trail: bounded, told, and none of them hides what they may do', async () => {
    const selectors = conditions.map((name) => `        - !If [Is${name}, kms.amazonaws.com, !Ref AWS::NoValue]\n`).join('');
    const text = `${head}Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      EventSelectors:\n      - ExcludeManagementEventSources:\n${selectors}`;
    const start = computed();
    const report = await lintTexts({ 't.yaml': text });
    // A second on any machine of these days; two for one that is busy with other tests.
    expect(computed() - start).toBeLessThan(2000);
    expect(report.problems.filter(({ message }) => message.startsWith('Too many combinations')).length).toBeGreaterThan(0);
    expect(report.findings.map(({ rule }) => rule)).toEqual(['kms-events-excluded']);
  });

  test('each on a role: every one is tried, and nothing is given up', async () => {
    const role = (name: string): string =>
      `  Role${name}:\n    Condition: Is${name}\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {}\n      Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: "cloudtrail:*", Resource: "*" }] } }]\n`;
    const report = await lintTexts({ 't.yaml': `${head}Resources:\n${conditions.map(role).join('')}` });
    expect(report.problems).toEqual([]);
    expect(report.findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(conditions.map((name) => `grant-cloudtrail-admin Role${name}`));
    expect(report.findings.map(({ assumptions }) => assumptions.map(({ input, label }) => `${input}=${label}`).join())).toEqual(conditions.map((name) => `${name}=live`));
  });

  test('a Deny in a policy that names its role still counts when they are read apart from the others', async () => {
    const more = conditions.map((name) => `  Other${name}: { Condition: Is${name}, Type: AWS::IAM::Group, Properties: { ManagedPolicyArns: ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"] } }\n`).join('');
    const role = '  Role: { Type: AWS::IAM::Role, Properties: { RoleName: deployer, Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: "cloudtrail:*", Resource: "*" }] } }] } }\n';
    const deny = (named: string): string => `  Guard: { Type: AWS::IAM::Policy, Properties: { PolicyName: g, PolicyDocument: { Statement: [{ Effect: Deny, Action: "cloudtrail:*", Resource: "*" }] }, Roles: [${named}] } }\n`;
    for (const named of ['!Ref Role', 'deployer', '!Sub "${Role}"']) {
      const report = await lintTexts({ 't.yaml': `${head}Resources:\n${role}${deny(named)}${more}` });
      expect(report.findings.map(({ rule }) => rule)).toEqual([]);
    }
  });

  test('conditions that exclude each other are never both taken', async () => {
    const chain = conditions.map((name, index) => `        - !If [Is${name}, ${index === 0 ? 'kms.amazonaws.com' : 'rdsdata.amazonaws.com'}, !Ref AWS::NoValue]\n`).slice(0, 2).join('');
    const text = `Parameters: { P0: { Type: String, AllowedValues: [on, off] } }\nConditions:\n  IsP0: !Equals [!Ref P0, on]\n  IsP1: !Not [!Condition IsP0]\nResources:\n  Trail:\n    Condition: IsP1\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      EventSelectors:\n      - ExcludeManagementEventSources:\n${chain}`;
    expect((await lintTexts({ 't.yaml': text })).findings.map(({ rule }) => rule)).toEqual([]);
  });
});
