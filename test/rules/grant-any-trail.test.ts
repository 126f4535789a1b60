import { it } from 'vitest';
import { holds, type Case } from './cases.js';

const [error, warning, note] = ['error', 'warning', 'note'].map((level) => `grant-any-trail definite ${level}`) as [string, string, string];
const template = (resources: string, before = ''): string => `${before}${before === '' ? '' : '\n'}Resources:\n${resources}`;
const put = '«cloudtrail:PutEventSelectors»';
const allow = (resource: string, more = ''): string => `Effect: Allow, Action: ${put}, Resource: ${resource}${more}`;
const policy = (...statements: readonly string[]): string =>
  `  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n${statements.map((one) => `          - { ${one} }\n`).join('')}`;
const on = (resource: string, before?: string): string => template(policy(allow(resource)), before);
const under = (condition: string): string => template(policy(allow('"*"', `, Condition: { ${condition} }`)));
const denied = (deny: string): string => template(policy(allow('"*"'), `Effect: Deny, Action: "cloudtrail:*", ${deny}`));
const unmarked = (text: string): string => text.replaceAll(/[«»]/gu, '');
const role = (trust: string): string =>
  template(`  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: ${trust}, Action: "sts:AssumeRole" } }\n      Policies: [{ PolicyName: p, PolicyDocument: { Statement: { ${allow('"arn:aws:cloudtrail:eu-west-1:111122223333:trail/*"')} } } }]\n`);
const own = 'arn:aws:iam::111122223333';
const ownRole = `{"RoleDetailList":[{"RoleName":"r","Arn":"${own}:role/r","AssumeRolePolicyDocument":{"Statement":{"Effect":"Allow","Principal":{"AWS":"${own}:root"},"Action":"sts:AssumeRole"}},"RolePolicyList":[{"PolicyName":"p","PolicyDocument":{"Statement":{"Effect":"Allow","Action":«"cloudtrail:PutEventSelectors"»,"Resource":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/*"}}}],"AttachedManagedPolicies":[]}]}`;

const cases: readonly Case[] = [
  ['on everything', on('"*"'), error],
  ['on every trail', on('"arn:*:cloudtrail:*:*:trail/*"'), error],
  ['on the trails of an account', on('"arn:aws:cloudtrail:*:111122223333:trail/*"'), error],
  ['on an ARN that is cut short', on('"arn:aws:cloudtrail:*"'), error],
  ['on the trails of a Region', on('"arn:aws:cloudtrail:eu-west-1:111122223333:trail/*"'), warning],
  ['on a pattern of names', on('"arn:aws:cloudtrail:eu-west-1:111122223333:trail/dev-*"'), warning],
  ['on a name in any Region', on('"arn:aws:cloudtrail:*:111122223333:trail/main"'), warning],
  ['on a name that the caller is tagged with', on('"arn:aws:cloudtrail:eu-west-1:111122223333:trail/${aws:PrincipalTag/team}"'), warning],
  ['on all but one', template(policy(`Effect: Allow, Action: ${put}, NotResource: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"`)), error],
  ['on trails that a service makes for itself', { 'p.json': '{"RoleName":"r","PolicyArn":«"arn:aws:iam::aws:policy/AWSCodePipeline_FullAccess"»}' }, note],
  ['as AwsCustomResource of the CDK spells it', template(policy('Effect: Allow, Action: «cloudtrail:putEventSelectors», Resource: "*"')), error],
  ['of two resources the wider one decides', on('["arn:aws:cloudtrail:eu-west-1:111122223333:trail/main", "arn:aws:cloudtrail:*:*:trail/*", "arn:aws:s3:::x"]'), error],
  ['possible: a trail that is not known', on('!Ref TrailArn', 'Parameters: { TrailArn: { Type: String } }'), 'grant-any-trail possible note'],
  ['possible: an action that is not known', template(policy('Effect: Allow, Action: [s3:GetObject, «!ImportValue action»], Resource: "*"')), 'grant-any-trail possible note'],
  ['possible: actions that are not known', template(policy('Effect: Allow, Action: «!Ref Actions», Resource: "*"'), 'Parameters: { Actions: { Type: CommaDelimitedList } }'), 'grant-any-trail possible note'],
  ['by the default of a parameter', on('!If [Wide, "*", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"]', 'Parameters: { Reach: { Type: String, AllowedValues: [wide, narrow], Default: wide } }\nConditions: { Wide: !Equals [!Ref Reach, wide] }'), `${error} when Reach=wide`],
  ['a strong condition goes a level down', under('ArnLike: { aws:PrincipalArn: "arn:aws:iam::111122223333:role/deploy" }'), warning],
  ['a weak one does not', under('StringEquals: { aws:PrincipalOrgID: o-1111111111 }'), error],
  ['a condition that is not known: possible', under('StringEquals: { aws:PrincipalTag/team: !ImportValue team }'), 'grant-any-trail possible warning'],
  ['of several values one suffices: `*` is literal here', under('StringEquals: { aws:PrincipalTag/team: [audit, "*"] }'), warning],
  ['a Deny that spares named principals goes a level down', denied('Resource: "*", Condition: { ArnNotLike: { aws:PrincipalArn: "arn:aws:iam::*:role/deploy" } }'), warning],
  ['one that spares everybody does not', denied('Resource: "*", Condition: { ArnNotLike: { aws:PrincipalArn: "*" } }'), error],
  ['nor one that asks for something else', denied('Resource: "*", Condition: { Bool: { aws:MultiFactorAuthPresent: false } }'), error],
  ['possible: a Deny whose action is not known', template(policy(allow('"*"'), 'Effect: Deny, Action: !ImportValue action, Resource: "*"')), 'grant-any-trail possible warning'],
  ['strangers in the trust policy go a level up', role('{ AWS: "arn:aws:iam::444455556666:root" }'), error],
  ['the own account does not', role('{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }'), warning],
  ['the own account does not, where it is spelt out', { 'p.json': ownRole }, warning],
  ['input of put-user-policy: keys go a level up', { 'p.json': '{"UserName":"u","PolicyName":"p","PolicyDocument":{"Statement":{"Effect":"Allow","Action":«"cloudtrail:PutEventSelectors"»,"Resource":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/*"}}}' }, error],
  ['none on one trail: another rule', unmarked(on('"arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"'))],
  ['none on a trail of the template', `${unmarked(on('!GetAtt T.Arn'))}  T: { Type: AWS::CloudTrail::Trail, Properties: { IsLogging: true, IsMultiRegionTrail: true } }\n`],
  ['none on what is no trail', unmarked(on('["arn:aws:cloudtrail:*:*:channel/*", "arn:aws:s3:::*", "arn:aws:cloudtrail:eu-west-1::trail/*", trail]'))],
  ['none without resources: IAM refuses it', template(policy('Effect: Allow, Action: cloudtrail:PutEventSelectors'))],
  ['none where all trails are excepted', template(policy('Effect: Allow, Action: cloudtrail:PutEventSelectors, NotResource: "arn:*:cloudtrail:*:*:*"'))],
  ['none where a Deny leaves one trail', unmarked(denied('NotResource: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"'))],
  ['none where a Deny on every trail covers it', unmarked(denied('Resource: !Sub "arn:${AWS::Partition}:cloudtrail:*:*:trail/*"'))],
  ['none for its neighbours', template(policy('Effect: Allow, Action: [cloudtrail:PutInsightSelectors, cloudtrail:GetEventSelectors, cloudtrail:PutEventSelector, cloudtrail-data:PutAuditEvents], Resource: "*"'))],
];

it.each(cases)('%s', holds());
