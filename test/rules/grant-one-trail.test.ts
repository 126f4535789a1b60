import { it } from 'vitest';
import { holds, type Case } from './cases.js';

const told = 'grant-one-trail definite note';
const arn = '"arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"';
const policy = (...statements: readonly string[]): string =>
  `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n${statements.map((one) => `          - { ${one} }\n`).join('')}`;
const trail = '  T: { Type: AWS::CloudTrail::Trail, Properties: { IsLogging: true, IsMultiRegionTrail: true } }\n';
const allow = (action: string, resource = arn, more = ''): string => `Effect: Allow, Action: ${action}, Resource: ${resource}${more}`;
const put = '«cloudtrail:PutEventSelectors»';
const user = `Resources:\n  U:\n    Type: AWS::IAM::User\n    Properties:\n      Policies: [{ PolicyName: p, PolicyDocument: { Statement: { ${allow(put)} } } }]\n`;

const cases: readonly Case[] = [
  ['by its ARN', policy(allow(put)), told],
  ['by its attribute', policy(allow(put, '!GetAtt T.Arn')) + trail, told],
  ['by an ARN of this account and Region', policy(allow(put, '!Sub "arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/${T}"')) + trail, told],
  ['a wildcard in the action', policy(allow('[cloudtrail:GetTrail, «"cloudtrail:Put*"»]')), told],
  ['NotAction', policy(`Effect: Allow, «NotAction»: ["iam:*", cloudtrail:CreateTrail], Resource: ${arn}`), told],
  ['two trails that are named', policy(allow(put, `[${arn}, ${arn.replace('trail/main', 'trail/other')}]`)), told],
  ['what a Deny leaves', policy(allow(put, '"*"'), `Effect: Deny, Action: "cloudtrail:Put*", NotResource: ${arn}`), told],
  ['a user holds keys: a level up', user, 'grant-one-trail definite warning'],
  ['a weak condition changes nothing', policy(allow(put, arn, ', Condition: { Bool: { aws:SecureTransport: true } }')), told],
  ['a variable that is no variable before 2012', policy(allow(put, '"arn:aws:cloudtrail:eu-west-1:111122223333:trail/${aws:username}"')).replace('2012-10-17', '2008-10-17'), told],
  ['possible: a condition that is not known', policy(allow(put, arn, ', Condition: !ImportValue c')), 'grant-one-trail possible note'],
  ['a document by itself', { 'p.json': `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":«"cloudtrail:PutEventSelectors"»,"Resource":${arn}}}` }, told],
  ['by the value of a parameter', policy(allow(put, '!If [Named, "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main", "arn:aws:s3:::x"]')).replace('Resources', 'Parameters: { Name: { Type: String, Default: main } }\nConditions: { Named: !Not [!Equals [!Ref Name, ""]] }\nResources'), `${told} when Name=main or another value`],
  ['none: a strong condition', policy(allow('cloudtrail:PutEventSelectors', arn, ', Condition: { StringEquals: { aws:PrincipalTag/team: audit } }'))],
  ['none: a deployer of the trail', policy(allow('[cloudtrail:CreateTrail, cloudtrail:UpdateTrail, cloudtrail:PutEventSelectors]'))],
  ['none: a Deny on that trail', policy(allow('cloudtrail:PutEventSelectors'), 'Effect: Deny, Action: "*", Resource: "arn:aws:cloudtrail:*:*:trail/*"')],
  ['none: a name that is too short for a trail', policy(allow('cloudtrail:PutEventSelectors', '"arn:aws:cloudtrail:eu-west-1:111122223333:trail/"'))],
  ['none: the siblings on one trail', policy(allow('[cloudtrail:StopLogging, cloudtrail:UpdateTrail, cloudtrail:DeleteTrail]'))],
  ['none: a pattern of names is another rule', policy(allow(put, '"arn:aws:cloudtrail:eu-west-1:111122223333:trail/main*"')), 'grant-any-trail definite warning'],
];

it.each(cases)('%s', holds({ strict: true }));

const usually: readonly Case[] = [
  ['none unless strict', policy(allow('cloudtrail:PutEventSelectors'))],
  ['none unless strict, of a user', user.replaceAll(/[«»]/gu, '')],
];

it.each(usually)('%s', holds());
