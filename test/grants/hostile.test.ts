import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/core/source.js';
import { lintTexts } from '../helpers/lint.js';
import { toldOf } from './policies.js';

type Json = Readonly<Record<string, unknown>>;
const document = (...statements: readonly unknown[]): Json => ({ Version: '2012-10-17', Statement: statements });
const allow = (action: unknown, resource: unknown = '*'): Json => ({ Effect: 'Allow', Action: action, Resource: resource });
const times = <T>(count: number, make: (index: number) => T): readonly T[] => Array.from({ length: count }, (_, index) => make(index));

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  // What this process itself took: others run beside it.
  return process.cpuUsage(start).user / 1e6;
}

/** The longest managed policy that IAM takes: 6,144 characters without blanks. IAM and STS quotas. */
const LIMIT = 6_144;

function longest(make: (name: string, index: number) => Json): Json {
  const statements: Json[] = [];
  for (let length = 60, index = 0; length < LIMIT - 250; index++) {
    const statement = make(`s${String(index)}`, index);
    statements.push(statement);
    length += JSON.stringify(statement).length + 1;
  }
  return document(...statements);
}

/** As people write them: other services, and one statement that matters. */
const usual = (seed: number): Json =>
  longest((name, index) => ({ Sid: name, Effect: 'Allow', Action: index === 7 ? 'cloudtrail:Put*' : ['ec2:Describe*', 's3:Get*', `logs:Create${name}`], Resource: index === 7 ? '*' : `arn:aws:s3:::bucket-${String(seed)}/${name}/*` }));

/** Every statement may reach every other. */
const tangled = (seed: number): Json =>
  longest((name, index) => ({ Sid: name, Effect: index % 5 === 4 ? 'Deny' : 'Allow', Action: [`cloudtrail:*${String.fromCharCode(97 + (index % 26))}*`], Resource: `arn:aws:cloudtrail:*:111122223333:trail/${name}${String(seed)}*` }));

const account = (count: number, make: (seed: number) => Json): string =>
  JSON.stringify({ RoleDetailList: times(count, (index) => ({ RoleName: `r${String(index)}`, RolePolicyList: [{ PolicyName: 'p', PolicyDocument: make(index) }] })) });

describe('policies as long as they can be', () => {
  test.each([
    // It is 0.6 and 7 ms for each (`npm run bench`); the bounds only tell a hang from a slow machine.
    ['as people write them', usual, 20],
    ['tangled', tangled, 200],
  ] as const)('%s are read, graded and told without a hang', async (_name, make, bound) => {
    await toldOf(account(20, make));
    const input = account(100, make);
    expect(await seconds(() => toldOf(input))).toBeLessThan((bound * 100) / 1000);
  });

  test.each([
    ['as people write them', usual],
    ['tangled', tangled],
  ] as const)('%s: four times as many take about four times as long', async (_name, make) => {
    await toldOf(account(50, make));
    const small = await seconds(() => toldOf(account(50, make)));
    const large = await seconds(() => toldOf(account(200, make)));
    expect(large).toBeLessThan(small * 4 * 3 + 0.5);
  });
});

describe('more than IAM would take', () => {
  const cases: Readonly<Record<string, Json>> = {
    'thousands of statements': document(...times(5_000, () => allow('s3:GetObject'))),
    'thousands of Denies of one trail each': document(allow('*'), ...times(5_000, (index) => ({ Effect: 'Deny', Action: 'cloudtrail:*', Resource: `arn:aws:cloudtrail:us-east-1:111122223333:trail/t${String(index)}` }))),
    'thousands of actions': document(allow(times(20_000, (index) => `cloudtrail:*a*b*${String(index)}`))),
    'thousands of resources': document(allow('cloudtrail:PutEventSelectors', times(5_000, (index) => `arn:aws:cloudtrail:*:*:trail/*${String(index)}*`))),
    'many globs in one action': document(allow(`cloudtrail:${'*P*u*t'.repeat(2_000)}`)),
    'many globs in one resource': document(allow('cloudtrail:PutEventSelectors', `arn:aws:cloudtrail:*:*:trail/${'*a?'.repeat(2_000)}`)),
    'globs that nearly match': document(allow(`cloudtrail:${'*?'.repeat(500)}x`), { Effect: 'Deny', Action: 'cloudtrail:*', Resource: `arn:aws:cloudtrail:*:*:trail/${'*a'.repeat(500)}` }),
    'stars alone': document(allow('*'.repeat(20_000), '*'.repeat(20_000))),
    'colons alone': document(allow(':'.repeat(20_000), ':'.repeat(20_000))),
    'variables alone': document(allow('cloudtrail:PutEventSelectors', `arn:aws:cloudtrail:*:*:trail/${'${aws:username}'.repeat(2_000)}`)),
    'variables that do not end': document(allow('cloudtrail:PutEventSelectors', `arn:aws:cloudtrail:*:*:trail/${'${'.repeat(10_000)}`)),
    'a long condition': document({ ...allow('cloudtrail:PutEventSelectors'), Condition: Object.fromEntries(times(2_000, (index) => [`StringEquals${String(index)}`, { [`aws:PrincipalTag/${String(index)}`]: times(5, String) }])) }),
  };

  test.each(Object.entries(cases))('%s', async (_name, policy) => {
    expect(await seconds(() => lintTexts({ 'input.json': JSON.stringify(policy) }))).toBeLessThan(8);
  });

  test('hundreds of Allows and Denies of single trails', async () => {
    const trail = (index: number): string => `arn:aws:cloudtrail:us-east-1:111122223333:trail/trail-${String(index)}`;
    const policy = document(...times(300, (index) => allow('cloudtrail:PutEventSelectors', trail(index))), ...times(300, (index) => ({ Effect: 'Deny', Action: 'cloudtrail:PutEventSelectors', Resource: trail(index + 1) })));
    let told: readonly string[] = [];
    expect(await seconds(async () => (told = await toldOf(JSON.stringify(policy))))).toBeLessThan(8);
    expect(told).toEqual(['grant-one-trail definite note «"cloudtrail:PutEventSelectors"»']);
  });
});

describe('what is not as it should be', () => {
  const shapes: readonly unknown[] = [null, true, 1, '', 'x', [], {}, [[]], [{}], { Statement: [] }, [null], { Ref: 'x' }, { 'Fn::If': [] }, '{', '%7B', '%7B%', '[]', '"x"', '{"Statement":{"Effect":"Allow"}}'];

  test.each(['Version', 'Statement'])('%s of any shape', async (key) => {
    for (const shape of shapes) await toldOf(JSON.stringify({ ...document(allow('*')), [key]: shape }));
  });

  test.each(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition', 'Principal'])('%s of any shape', async (key) => {
    for (const shape of shapes) await toldOf(JSON.stringify(document({ ...allow('*'), [key]: shape })));
  });

  test('conditions of any shape', async () => {
    for (const shape of shapes) await toldOf(JSON.stringify(document({ ...allow('*'), Condition: { StringEquals: shape, Null: { 'aws:x': shape } } })));
  });

  const properties: Readonly<Record<string, readonly string[]>> = {
    'AWS::IAM::Role': ['RoleName', 'AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary'],
    'AWS::IAM::User': ['Groups', 'UserName'],
    'AWS::IAM::ManagedPolicy': ['PolicyDocument', 'Roles', 'ManagedPolicyName'],
    'AWS::IAM::UserToGroupAddition': ['GroupName', 'Users'],
    'AWS::SSO::PermissionSet': ['InlinePolicy', 'ManagedPolicies', 'CustomerManagedPolicyReferences', 'PermissionsBoundary'],
    'AWS::Organizations::Policy': ['Content', 'Type'],
    'AWS::Serverless::Function': ['Policies', 'Role', 'PermissionsBoundary'],
    'AWS::Budgets::BudgetsAction': ['Definition'],
    'Custom::AWS': ['Create', 'Update', 'Delete'],
  };

  test.each(Object.entries(properties))('%s', async (type, names) => {
    for (const name of names) for (const shape of shapes) await toldOf(JSON.stringify({ Resources: { X: { Type: type, Properties: { [name]: shape } }, P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(allow('*')) } } } }));
  });

  test.each(['RoleDetailList', 'UserDetailList', 'GroupDetailList', 'Policies', 'PolicyVersion', 'Policy', 'RoleName', 'PolicyArn', 'PolicyDocument', 'Content', 'Type', 'PermissionSetArn'])('%s of any shape', async (key) => {
    for (const shape of shapes) await toldOf(JSON.stringify({ RoleDetailList: [shape], RoleName: 'r', PolicyName: 'p', [key]: shape }));
    for (const shape of shapes) await toldOf(JSON.stringify({ [key]: shape, PolicyDocument: document(allow('*')), PolicyName: 'p' }));
  });

  test('keys that mean something to JavaScript', async () => {
    const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudtrail:PutEventSelectors","Resource":"*","Condition":{"__proto__":{"constructor":["x"]},"constructor":{"__proto__":"y"},"StringEquals":{"toString":"z","hasOwnProperty":[]}}}]}';
    await toldOf(policy);
    await toldOf(`{"Resources":{"__proto__":{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":${policy}}},"constructor":{"Type":"AWS::IAM::Role","Properties":{"ManagedPolicyArns":[{"Ref":"__proto__"}],"__proto__":{}}}}}`);
    await toldOf('{"__proto__":{"Effect":"Allow"},"Statement":[{"__proto__":{"Effect":"Allow","Action":"*","Resource":"*"}}]}');
    expect(({} as Json)['Effect']).toBeUndefined();
  });

  test('deep nesting', async () => {
    for (const depth of [100, 5_000]) {
      const nested = `${'['.repeat(depth)}"*"${']'.repeat(depth)}`;
      await toldOf(`{"Statement":[{"Effect":"Allow","Action":${nested},"Resource":"*"}]}`);
      await toldOf(`{"Statement":${'['.repeat(depth)}{"Effect":"Allow","Action":"*","Resource":"*"}${']'.repeat(depth)}}`);
      await toldOf(`{"RoleName":"r","PolicyName":"p","PolicyDocument":${JSON.stringify(`{"Statement":${nested}}`)}}`);
    }
  });

  test('documents in documents in documents', async () => {
    let call = '{"service":"IAM","action":"putRolePolicy","parameters":{"PolicyDocument":"x"}}';
    for (let depth = 0; depth < 12; depth++) call = JSON.stringify({ service: 'IAM', action: 'putRolePolicy', parameters: { PolicyDocument: call } });
    await toldOf(JSON.stringify({ Resources: { C: { Type: 'Custom::AWS', Properties: { Create: call } } } }));
  });

  test('policies that name each other', async () => {
    const text = 'Resources:\n  A: { Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: !Ref A, Roles: [!Ref A, !Ref R], PolicyDocument: { Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } } }\n  R: { Type: AWS::IAM::Role, Properties: { RoleName: !Ref R, ManagedPolicyArns: [!Ref A, !Ref R], PermissionsBoundary: !Ref A } }\n';
    expect(await toldOf(text)).toEqual(['grant-full-admin definite error «"*"»']);
  });

  test('every place is within its file', async () => {
    const marks = '\uF000\uF001\uFFFC\uFFFD\uE000';
    const report = await lintTexts({ 'input.json': JSON.stringify({ RoleName: marks, PolicyName: 'p', PolicyDocument: JSON.stringify(document(allow(['*', marks], ['*', marks]))) }) }, { strict: true });
    expect(report.findings.map(({ primary }) => textOf(primary.span))).toEqual(['\\"*\\"']);
  });
});
