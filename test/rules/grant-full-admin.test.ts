import { it } from 'vitest';
import { holds, type Case } from './cases.js';

const told = 'grant-full-admin definite error';
const template = (resources: string, before = ''): string => `${before}${before === '' ? '' : '\n'}Resources:\n${resources}`;
const holder = (type: string, ...lines: readonly string[]): string => `  H:\n    Type: AWS::${type}\n    Properties:\n${lines.map((line) => `      ${line}\n`).join('')}`;
const inline = (...statements: readonly string[]): string => `Policies: [{ PolicyName: p, PolicyDocument: { Version: "2012-10-17", Statement: [${statements.map((one) => `{ ${one} }`).join(', ')}] } }]`;
const role = (...statements: readonly string[]): string => template(holder('IAM::Role', inline(...statements)));
const admin = 'Effect: Allow, Action: «"*"», Resource: "*"';
const unmarked = admin.replaceAll(/[«»]/gu, '');
const stage = 'Parameters: { Stage: { Type: String, AllowedValues: [dev, prod], Default: dev } }\nConditions: { Dev: !Equals [!Ref Stage, dev] }';
const account = (policies: string): string =>
  `{"GroupDetailList":[{"GroupName":"g","GroupPolicyList":[],"AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]}],"Policies":[{"PolicyName":"p","Arn":"arn:aws:iam::111122223333:policy/p","PolicyVersionList":[${policies}]}]}`;
const version = (isDefault: boolean, action: string): string => `{"IsDefaultVersion":${String(isDefault)},"Document":{"Statement":{"Effect":"Allow","Action":${action},"Resource":"*"}}}`;

const cases: readonly Case[] = [
  ['every action on everything', role(admin), told],
  ['the same for each service', role('Effect: Allow, Action: [«"*:*"»], Resource: ["*"]'), told],
  ['among others', role('Effect: Allow, Action: ["s3:*", «"*"»], Resource: ["arn:aws:s3:::x", "*"]'), told],
  ['AdministratorAccess of a permission set', template(holder('SSO::PermissionSet', 'Name: a', 'ManagedPolicies: [«arn:aws:iam::aws:policy/AdministratorAccess»]')), told],
  ['AdministratorAccess of a partition', template(holder('IAM::Role', 'ManagedPolicyArns: [«!Sub "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"»]')), told],
  ['a policy for a role made elsewhere', template(holder('IAM::Policy', 'Roles: [made-by-hand]', `PolicyDocument: { Statement: { ${admin} } }`)), told],
  ['input of attach-group-policy', { 'p.json': '{"GroupName":"g","PolicyArn":«"arn:aws:iam::aws:policy/AdministratorAccess"»}' }, told],
  ['output of get-policy-version, URL-encoded', { 'p.json': '{"PolicyVersion":{"Document":"%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A«%22%2A%22»%2C%22Resource%22%3A%22%2A%22%7D%7D","VersionId":"v1","IsDefaultVersion":true}}' }, told],
  ['output of get-account-authorization-details: the default version', { 'p.json': account(`${version(false, '"s3:*"')},${version(true, '«"*"»')}`) }, told],
  ['none for a version that is not the default', { 'p.json': account(`${version(false, '"*"')},${version(true, '"s3:*"')}`) }],
  ['by the default of a parameter', template(holder('IAM::Role', 'ManagedPolicyArns: [!If [Dev, «arn:aws:iam::aws:policy/AdministratorAccess», arn:aws:iam::aws:policy/ReadOnlyAccess]]'), stage), `${told} when Stage=dev`],
  ['a role under a condition that is not settled: tried both ways', template(holder('IAM::Role', inline(admin)).replace('Properties', 'Condition: Unknown\n    Properties'), 'Conditions: { Unknown: !Equals [!ImportValue x, y] }'), `${told} when condition Unknown=true`],
  ['one level down by a strong condition', role(`${admin}, Condition: { StringEquals: { aws:PrincipalTag/team: audit } }`), 'grant-full-admin definite warning'],
  ['one level down by a service control policy in view', template(`${holder('IAM::Role', inline(admin))}  C:\n    Type: AWS::Organizations::Policy\n    Properties: { Type: SERVICE_CONTROL_POLICY, Content: { Statement: { Effect: Deny, Action: "cloudtrail:*", Resource: "*" } } }\n`), 'grant-full-admin definite warning'],
  ['a note within a boundary that is a policy of AWS', template(holder('IAM::Role', inline(admin), 'PermissionsBoundary: arn:aws:iam::aws:policy/ReadOnlyAccess')), 'grant-full-admin definite note'],
  ['two statements of one document are two grants', role(admin, admin), told, told],
  ['none where nothing of CloudTrail is left: a Deny', role(unmarked, 'Effect: Deny, Action: "cloudtrail:*", Resource: "*"')],
  ['none where the siblings alone are left: another rule', role(admin, 'Effect: Deny, Action: cloudtrail:PutEventSelectors, Resource: "*"'), 'grant-trail-sabotage definite warning'],
  ['none on a bucket', role('Effect: Allow, Action: "*", Resource: "arn:aws:s3:::x"')],
  ['none on an attribute of a queue', `${role('Effect: Allow, Action: "*", Resource: !GetAtt Q.Arn')}  Q: { Type: AWS::SQS::Queue }\n`],
  ['none on trails alone: another rule', role('Effect: Allow, Action: «"*"», Resource: "arn:aws:cloudtrail:*:*:trail/*"'), 'grant-cloudtrail-admin definite error'],
  ['none for a permissions boundary', template(`${holder('IAM::ManagedPolicy', `PolicyDocument: { Statement: { ${unmarked} } }`)}  R:\n    Type: AWS::IAM::Role\n    Properties: { PermissionsBoundary: !Ref H }\n`)],
  ['none for AdministratorAccess as a boundary', template(holder('IAM::User', 'PermissionsBoundary: arn:aws:iam::aws:policy/AdministratorAccess'))],
  ['none for AdministratorAccess-Amplify', template(holder('IAM::Role', 'ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess-Amplify]'))],
  ['none for a service control policy', { 'p.json': '{"Policy":{"PolicySummary":{"Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"},"Content":"{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}}"}}' }],
];

it.each(cases)('%s', holds());
