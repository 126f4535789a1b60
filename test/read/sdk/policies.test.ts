import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../../helpers/lint.js';
import { findingsIn, holds, type Case } from '../../rules/cases.js';

const head = "import { IAM, IAMClient, PutRolePolicyCommand, PutUserPolicyCommand, PutGroupPolicyCommand, CreatePolicyCommand, CreatePolicyVersionCommand, AttachRolePolicyCommand, AttachUserPolicyCommand } from '@aws-sdk/client-iam';";
const v3 = (...lines: readonly string[]): Record<string, string> => ({ 'src/app.ts': [head, ...lines, ''].join('\n') });
const plain = (...lines: readonly string[]): Record<string, string> => ({ 'src/app.ts': [...lines, ''].join('\n') });
const py = (...lines: readonly string[]): Record<string, string> => ({ 'grant.py': ['import json', 'import boto3', "iam = boto3.client('iam')", ...lines, ''].join('\n') });

const granted = 'grant-any-trail definite error';
const DOCUMENT = "{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [«'cloudtrail:PutEventSelectors'»], Resource: '*' }] }";
const admin = 'grant-cloudtrail-admin definite error';
const JSON_TEXT = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": "*"}]}';
const DICTIONARY = "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': [«'cloudtrail:PutEventSelectors'»], 'Resource': '*'}]}";

describe('JavaScript', () => {
  test.each<Case>([
    ['PutRolePolicy', v3(`new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT}) });`), granted],
    ['PutUserPolicy', v3(`new PutUserPolicyCommand({ UserName: 'u', PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT}, null, 2) });`), granted],
    ['PutGroupPolicy', v3(`await new IAM({}).putGroupPolicy({ GroupName: 'g', PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT}) });`), granted],
    ['CreatePolicy', v3(`new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT}) });`), granted],
    ['a text', v3(`new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: '${JSON_TEXT}' });`), granted],
    ['a text with escapes', v3(`new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: "${JSON_TEXT.replaceAll('"', '\\"')}" });`), granted],
    ['a template', v3(`new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: \`{\n  "Version": "2012-10-17",\n  "Statement": {"Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": "*"}\n}\` });`), granted],
    ['a template with a hole', v3(`export const f = (x: any) => new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: \`{"Version": "2012-10-17", "Statement": [{"Sid": "\${x}", "Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": "*"}]}\` });`), granted],
    ['a constant', v3(`const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }] };`, "new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.stringify(«policy») });"), admin],
    ['a version', v3(`new CreatePolicyVersionCommand({ PolicyArn: 'arn:aws:iam::111122223333:policy/p', SetAsDefault: true, PolicyDocument: JSON.stringify(${DOCUMENT}) });`), granted],
    ['a policy of AWS', v3("new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: «'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess'» });"), admin],
    ['version 2', plain("import AWS from 'aws-sdk';", `new AWS.IAM().putRolePolicy({ RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT}) }, () => undefined);`), granted],
    ['a client that is a parameter', plain('export const f = (client: any) =>', `  client.putRolePolicy({ RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT}) });`), granted],
    ['a permission set', plain("import { PutInlinePolicyToPermissionSetCommand } from '@aws-sdk/client-sso-admin';", `new PutInlinePolicyToPermissionSetCommand({ InstanceArn: 'i', PermissionSetArn: 'a', InlinePolicy: JSON.stringify(${DOCUMENT}) });`), granted],
    ['a service control policy', plain("import { CreatePolicyCommand } from '@aws-sdk/client-organizations';", `new CreatePolicyCommand({ Name: 'n', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content: JSON.stringify(${DOCUMENT.replaceAll(/[«»]/gu, '')}) });`)],
    ['a deny', v3(`new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT.replaceAll(/[«»]/gu, '').replace('Allow', 'Deny')}) });`)],
    ['something of that name', plain("import { CreatePolicyCommand } from '@aws-sdk/client-iot';", `new CreatePolicyCommand({ policyName: 'p', policyDocument: JSON.stringify(${DOCUMENT.replaceAll(/[«»]/gu, '')}) });`)],
    ['another service with the same words', plain("import { CreatePolicyCommand } from '@aws-sdk/client-iot';", `new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT.replaceAll(/[«»]/gu, '')}) });`)],
  ])('%s', holds());

  test.each<readonly [string, Record<string, string>, readonly string[]]>([
    ['all of it', v3('export const f = (input: any) => new PutRolePolicyCommand(input);'), ['PutRolePolicyCommand']],
    ['a document', v3("export const f = (d: any) => new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.stringify(d) });"), ['PutRolePolicyCommand']],
    ['a policy that is attached', v3("export const f = (p: any) => new AttachUserPolicyCommand({ UserName: 'u', PolicyArn: p.Arn });"), ['AttachUserPolicyCommand']],
    ['something of that name', plain("export const f = (x: any, y: any) => x.createPolicy(y);"), []],
  ])('told as a gap: %s', async (_name, texts, gaps) => {
    const report = await lintTexts(texts);
    expect(toldAll(report)).toEqual([]);
    expect(report.problems.map(({ rule, span }) => `${rule} ${span.source.text.slice(span.start, span.end)}`)).toEqual(gaps.map((name) => `gap ${name}`));
  });
});

describe('Python', () => {
  test.each<Case>([
    ['put_role_policy', py(`iam.put_role_policy(RoleName='r', PolicyName='p', PolicyDocument=json.dumps(${DICTIONARY}))`), granted],
    ['with options', py(`iam.put_user_policy(UserName='u', PolicyName='p', PolicyDocument=json.dumps(${DICTIONARY}, indent=2))`), granted],
    ['a constant', py(`POLICY = ${DICTIONARY}`, "iam.create_policy(PolicyName='p', PolicyDocument=json.dumps(POLICY))", 'print(json.dumps(POLICY))'), granted],
    ['a constant text', py(`POLICY = json.dumps(${DICTIONARY})`, "iam.create_policy(PolicyName='p', PolicyDocument=POLICY)"), granted],
    ['a text', py(`iam.put_group_policy(GroupName='g', PolicyName='p', PolicyDocument='${JSON_TEXT}')`), granted],
    ['a long text', py(`POLICY = """`, '{', '  "Version": "2012-10-17",', '  "Statement": [{"Effect": "Allow", "Action": [«"cloudtrail:PutEventSelectors"»], "Resource": "*"}]', '}', '"""', "iam.create_policy(PolicyName='p', PolicyDocument=POLICY)"), granted],
    ['a text with escapes', py(`iam.create_policy(PolicyName='p', PolicyDocument="${JSON_TEXT.replaceAll('"', '\\"')}")`), granted],
    ['an f-string', py(`iam.create_policy(PolicyName='p', PolicyDocument=f'{{"Version": "2012-10-17", "Statement": [{{"Sid": "{x}", "Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": "*"}}]}}')`), granted],
    ['texts side by side', py(`iam.create_policy(PolicyName='p', PolicyDocument='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", '`, `    '"Action": «"cloudtrail:PutEventSelectors"», "Resource": "*"}]}')`), granted],
    ['a policy of AWS', py("iam.attach_role_policy(RoleName='r', PolicyArn=«'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess'»)"), admin],
    ['a deny', py(`iam.create_policy(PolicyName='p', PolicyDocument=json.dumps(${DICTIONARY.replaceAll(/[«»]/gu, '').replace('Allow', 'Deny')}))`)],
  ])('%s', holds());
});

test('addresses', async () => {
  const findings = await findingsIn(v3(
    `new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT.replaceAll(/[«»]/gu, '')}) });`,
    `export const f = (role: any) => new PutRolePolicyCommand({ RoleName: role, PolicyName: 'p', PolicyDocument: JSON.stringify(${DOCUMENT.replaceAll(/[«»]/gu, '')}) });`,
  ));
  expect(findings.map(({ subject }) => subject)).toEqual(['r', 'PutRolePolicy in f']);
});
