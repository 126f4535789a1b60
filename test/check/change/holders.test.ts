import { describe, expect, test } from 'vitest';
import { compare, knownOf } from '../../../src/check/change/compare.js';
import { lintTexts } from '../../helpers/lint.js';

type Texts = Readonly<Record<string, string>>;

/** The rules and subjects of findings that are new, or gone, after a change. */
async function changed(before: Texts, after: Texts): Promise<{ readonly there: number; readonly news: readonly string[]; readonly gone: readonly string[] }> {
  const [was, is] = [await lintTexts(before, { strict: true }), await lintTexts(after, { strict: true })];
  const { findings, gone } = compare(is.findings, was.findings.map(knownOf));
  return { there: was.findings.length, news: findings.filter(({ state }) => state === 'new').map(({ rule, subject }) => `${rule} ${subject}`), gone: gone.map(({ rule, subject }) => `${rule} ${subject}`) };
}

const document = "{ Statement: [{ Effect: Allow, Action: 'cloudtrail:*', Resource: '*' }] }";
const trust = '{ Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" }] }';
const declared = (type: string, name: string, more = ''): string => `  ${name}: { Type: AWS::IAM::${type}, Properties: { ${[...(type === 'Role' ? [`AssumeRolePolicyDocument: ${trust}`] : []), ...(more === '' ? [] : [more])].join(', ')} } }\n`;
const policy = (properties: string, type = 'ManagedPolicy'): string => `  P: { Type: AWS::IAM::${type}, Properties: { ${properties}, PolicyDocument: ${document} } }\n`;
const template = (...resources: readonly string[]): Texts => ({ 'a.yaml': `Resources:\n${resources.join('')}` });
const managed = 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess';
const hclDocument = 'jsonencode({ Statement = [{ Effect = "Allow", Action = "cloudtrail:*", Resource = "*" }] })';
const inline = (who: string, type = 'role'): Texts => ({ 'main.tf': `resource "aws_iam_${type}_policy" "p" {\n  ${type}   = ${who}\n  policy = ${hclDocument}\n}\n` });
const elsewhere = (name: string): Texts => ({ 'main.tf': `data "aws_iam_role" "a" {\n  name = "a"\n}\ndata "aws_iam_role" "b" {\n  name = "b"\n}\n${inline(`data.aws_iam_role.${name}.name`)['main.tf'] ?? ''}` });
const attached = (...lines: readonly string[]): Texts => ({ 'main.tf': `resource "aws_iam_policy_attachment" "x" {\n  name = "x"\n  policy_arn = "${managed}"\n${lines.map((line) => `  ${line}\n`).join('')}}\n` });
const budget = (roles: string): Texts => template(`  B: { Type: AWS::Budgets::BudgetsAction, Properties: { Definition: { IamActionDefinition: { PolicyArn: "${managed}", Roles: ${roles} } } } }\n`);
const call = (role: string): Texts => template(`  C: { Type: Custom::AWS, Properties: { Create: '{"service":"IAM","action":"attachRolePolicy","parameters":{"RoleName":"${role}","PolicyArn":"${managed}"}}' } }\n`);
const shared = (first: string, second: string): Texts => ({
  'main.tf': `module "a" {\n  source = "./m"\n  roles = ${first}\n}\nmodule "b" {\n  source = "./m"\n  roles = ${second}\n}\n`,
  'm/main.tf': `variable "roles" {}\nresource "aws_iam_policy_attachment" "x" {\n  name = "x"\n  policy_arn = "${managed}"\n  roles = var.roles\n}\n`,
});
const cdk = (...names: readonly string[]): Texts => ({
  'stack.ts': `import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
export class S extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    new iam.CfnManagedPolicy(this, 'P', { roles: ${JSON.stringify(names)}, policyDocument: { Statement: [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }] } });
  }
}
new S(new cdk.App(), 'S');
`,
});
const imported = (...names: readonly string[]): Texts => ({
  'stack.ts': cdk()['stack.ts']?.replace(/ {4}new iam.*\n/u, `    new iam.ManagedPolicy(this, 'P', { roles: [${names.map((name) => `iam.Role.fromRoleName(this, '${name}', '${name}')`).join(', ')}], statements: [new iam.PolicyStatement({ actions: ['cloudtrail:*'], resources: ['*'] })] });\n`) ?? '',
});
const pulumi = (role: string): Texts => ({
  'index.ts': `import * as aws from '@pulumi/aws';\nnew aws.iam.RolePolicy('p', { role: '${role}', policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }] }) });\n`,
});
const script = (role: string): Texts => ({ 'a.sh': `#!/bin/sh\naws iam attach-role-policy --role-name ${role} --policy-arn ${managed}\n` });
const withParameter = (list: string): Texts => ({ 'a.yaml': `Parameters:\n  A: { Type: CommaDelimitedList }\n  B: { Type: CommaDelimitedList }\nResources:\n${policy(`Roles: !Ref ${list}`)}` });
const when = (...roles: readonly string[]): Texts => ({
  'a.yaml': `Parameters:\n  Env: { Type: String, AllowedValues: [dev, prod], Default: dev }\nConditions:\n  Dev: !Equals [!Ref Env, dev]\nResources:\n${policy(`Roles: [${roles.join(', ')}]`)}`,
});

const ADMIN = 'grant-cloudtrail-admin';

describe('whom a policy is given to is a part of the cause', () => {
  test.each<[string, Texts, Texts, readonly string[]]>([
    ['a managed policy', template(policy('Roles: [auditor]')), template(policy('Roles: [auditor, everyone]')), [`${ADMIN} P`]],
    ['a managed policy that names nobody', template(policy('Path: /x/')), template(policy('Roles: [auditor]')), [`${ADMIN} P`]],
    ['another in his place', template(policy('Roles: [auditor]')), template(policy('Roles: [everyone]')), [`${ADMIN} P`]],
    ['an inline policy', template(policy('PolicyName: x, Roles: [auditor]', 'Policy')), template(policy('PolicyName: x, Roles: [auditor, everyone]', 'Policy')), [`${ADMIN} P`]],
    ['a policy of a role', template(policy('RoleName: a', 'RolePolicy')), template(policy('RoleName: b', 'RolePolicy')), [`${ADMIN} P`]],
    ['a policy of a user', template(policy('UserName: a', 'UserPolicy')), template(policy('UserName: b', 'UserPolicy')), [`${ADMIN} P`]],
    ['a policy of a group', template(policy('GroupName: a', 'GroupPolicy')), template(policy('GroupName: b', 'GroupPolicy')), [`${ADMIN} P`]],
    ['a user of the same name', template(policy('Roles: [a]')), template(policy('Roles: [a], Users: [a]')), [`${ADMIN} P`]],
    ['a group of the same name', template(policy('Roles: [a]')), template(policy('Roles: [a], Groups: [a]')), [`${ADMIN} P`]],
    ['one beside a role in view', template(declared('Role', 'R'), policy('Roles: [!Ref R]')), template(declared('Role', 'R'), policy('Roles: [!Ref R, everyone]')), [`${ADMIN} P`]],
    ['another list that is not known', withParameter('A'), withParameter('B'), [`${ADMIN} P`]],
    ['a part of a name', template(policy('Roles: [!Sub "${AWS::StackName}-a"]')), template(policy('Roles: [!Sub "${AWS::StackName}-b"]')), [`${ADMIN} P`]],
    ['under one more choice', when('a', '!If [Dev, b, a]'), when('a', 'b'), [`${ADMIN} P`]],
    ['a budget', budget('[auditor]'), budget('[auditor, everyone]'), [`${ADMIN} B`]],
    ['a call of the CDK', call('auditor'), call('everyone'), [`${ADMIN} C`]],
    ['in Terraform, a policy of a role', inline('"r"'), inline('"s"'), [`${ADMIN} aws_iam_role_policy.p`]],
    ['in Terraform, a policy of a user', inline('"r"', 'user'), inline('"s"', 'user'), [`${ADMIN} aws_iam_user_policy.p`]],
    ['in Terraform, a policy of a group', inline('"r"', 'group'), inline('"s"', 'group'), [`${ADMIN} aws_iam_group_policy.p`]],
    ['in Terraform, another role of another stack', elsewhere('a'), elsewhere('b'), [`${ADMIN} aws_iam_role_policy.p`]],
    ['in Terraform, an attachment', attached('roles = ["auditor"]'), attached('roles = ["auditor", "everyone"]'), [`${ADMIN} aws_iam_policy_attachment.x`]],
    ['in Terraform, an attachment to users and groups', attached('roles = ["auditor"]'), attached('roles = ["auditor"]', 'users = ["a"]', 'groups = ["b"]'), [`${ADMIN} aws_iam_policy_attachment.x`]],
    ['in Terraform, an attachment of a policy in view', ownAttached('"a"'), ownAttached('"b"'), [`${ADMIN} aws_iam_policy.p`]],
    ['in a module, the second use of it', shared('["a"]', '["b"]'), shared('["a"]', '["b", "c"]'), [`${ADMIN} module.a.aws_iam_policy_attachment.x`]],
    ['in the CDK', cdk('auditor'), cdk('auditor', 'everyone'), [`${ADMIN} S/P`]],
    ['in the CDK, roles by their names', imported('auditor'), imported('auditor', 'everyone'), [`${ADMIN} S/P`]],
    ['in Pulumi', pulumi('a'), pulumi('b'), [`${ADMIN} p`]],
    ['in a script', script('a'), script('b'), [`${ADMIN} b`]],
    ['in a script, a part of a name', script('"$X-a"'), script('"$X-b"'), [ADMIN + ' ${X}-b']],
  ])('%s', async (_, before, after, news) => {
    const { there, ...told } = await changed(before, after);
    expect(there).toBe(1);
    expect(told.news).toEqual(news);
    // A call in a script is about whom it names.
    expect(told.gone).toEqual('a.sh' in before ? [news[0]?.replace(/b$/u, 'a')] : []);
    expect(await changed(before, before)).toEqual({ there: 1, news: [], gone: [] });
  });

  test.each<[string, Texts, Texts]>([
    ['one less', template(policy('Roles: [auditor, everyone]')), template(policy('Roles: [auditor]'))],
    ['nobody left', template(policy('Roles: [auditor]')), template(policy('Path: /x/'))],
    ['a role in view less', template(declared('Role', 'R'), declared('Role', 'Q'), policy('Roles: [!Ref R, !Ref Q]')), template(declared('Role', 'R'), declared('Role', 'Q'), policy('Roles: [!Ref Q]'))],
    ['no role in view left', template(declared('Role', 'R'), policy('Roles: [!Ref R]')), template(declared('Role', 'R'), policy('Path: /x/'))],
    ['the user less, who made it graver', template(declared('User', 'U'), policy('Roles: [auditor], Users: [!Ref U]')), template(declared('User', 'U'), policy('Roles: [auditor]'))],
    ['no user left', template(declared('User', 'U'), policy('Users: [!Ref U]')), template(declared('User', 'U'), policy('Path: /x/'))],
    ['under one choice less', when('a', '!If [Dev, b, c]'), when('a')],
    ['the order', template(policy('Roles: [auditor, everyone]')), template(policy('Roles: [everyone, auditor]'))],
    ['the order of roles in view', template(declared('Role', 'R'), declared('Role', 'Q'), policy('Roles: [!Ref R, !Ref Q]')), template(declared('Role', 'Q'), policy('Roles: [!Ref Q, !Ref R]'), declared('Role', 'R'))],
    ['one that is named twice', template(policy('Roles: [auditor]')), template(policy('Roles: [auditor, auditor]'))],
    ['the id of a resource that it does not matter to', template('  Q: { Type: "AWS::SQS::Queue" }\n', policy('Roles: [a]')), template('  Z: { Type: "AWS::SQS::Queue" }\n', policy('Roles: [a]'))],
    ['lines', template(policy('Roles: [auditor]')), { 'a.yaml': `\n\n# A comment\n${template(policy('Roles: ["auditor"]'))['a.yaml'] ?? ''}` }],
    ['a name in view', template(declared('Role', 'R', 'RoleName: a'), policy('Roles: [!Ref R]')), template(declared('Role', 'R', 'RoleName: a'), policy('Roles: [a]'))],
    ['in Terraform, one less', attached('roles = ["auditor", "everyone"]', 'users = ["u"]'), attached('roles = ["auditor"]')],
    ['in a module, one less', shared('["a"]', '["b", "c"]'), shared('["a"]', '["b"]')],
    ['in the CDK, one less', imported('auditor', 'everyone'), imported('everyone')],
    ['in a script, its line', script('"$X-a"'), { 'a.sh': (script('"$X-a"')['a.sh'] ?? '').replace('\naws', '\n\n\naws') }],
  ])('%s is no other cause', async (_, before, after) => {
    expect(await changed(before, after)).toEqual({ there: 1, news: [], gone: [] });
  });
});

function ownAttached(role: string): Texts {
  return {
    'main.tf': `resource "aws_iam_policy" "p" {\n  name = "own"\n  policy = ${hclDocument}\n}\nresource "aws_iam_role_policy_attachment" "x" {\n  role = ${role}\n  policy_arn = aws_iam_policy.p.arn\n}\n`,
  };
}
