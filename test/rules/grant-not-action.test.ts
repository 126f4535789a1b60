import { it } from 'vitest';
import { holds, type Case } from './cases.js';

const told = 'grant-not-action definite error';
const template = (resources: string, before = ''): string => `${before}${before === '' ? '' : '\n'}Resources:\n${resources}`;
const policy = (...statements: readonly string[]): string =>
  `  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n${statements.map((one) => `          - { ${one} }\n`).join('')}`;
const attached = (arn: string): string => template(`  R:\n    Type: AWS::IAM::Role\n    Properties:\n      ManagedPolicyArns: [${arn}]\n`);
const allBut = (listed: string, more = ''): string => `Effect: Allow, «NotAction»: ${listed}, Resource: "*"${more}`;
const unmarked = (text: string): string => text.replaceAll(/[«»]/gu, '');

const cases: readonly Case[] = [
  ['at the key', template(policy(allBut('["iam:*", "organizations:*"]'))), told],
  ['a single one', template(policy(allBut('iam:CreateUser'))), told],
  ['CloudTrail is listed in part', template(policy(allBut('["cloudtrail:Get*", cloudtrail:DeleteTrail, "cloudtrail-data:*"]'))), told],
  ['an empty list leaves nothing out', template(policy(allBut('[]'))), told],
  ['a name that is misspelt', template(policy(allBut('cloudtrail:PutEventSelector'))), told],
  ['on the trails of a Region', template(policy('Effect: Allow, «NotAction»: "iam:*", Resource: !Sub "arn:aws:cloudtrail:${AWS::Region}:${AWS::AccountId}:*"')), 'grant-not-action definite warning'],
  ['PowerUserAccess', attached('«arn:aws:iam::aws:policy/PowerUserAccess»'), told],
  ['PowerUserAccess of a partition', attached('«!Sub "arn:${AWS::Partition}:iam::aws:policy/PowerUserAccess"»'), told],
  ['PowerUserAccess in SAM, on a state machine', template('  M:\n    Type: AWS::Serverless::StateMachine\n    Properties: { Policies: «PowerUserAccess» }\n', 'Transform: AWS::Serverless-2016-10-31'), told],
  ['in a document by itself', { 'p.json': '{"Statement":{"Effect":"Allow",«"NotAction"»:["iam:*"],"Resource":"*"}}' }, told],
  ['possible: what is listed is not known', template(policy(allBut('!Ref Listed')), 'Parameters: { Listed: { Type: CommaDelimitedList } }'), 'grant-not-action possible note'],
  ['possible: one that is listed is not known', template(policy(allBut('["iam:*", !ImportValue x]'))), 'grant-not-action possible note'],
  ['by a value that is compared with', template(policy(allBut('["iam:*", !If [Safe, "cloudtrail:*", "sns:*"]]')), 'Parameters: { Kind: { Type: String, Default: any } }\nConditions: { Safe: !Equals [!Ref Kind, safe] }'), `${told} when Kind=any or another value`],
  ['one level down by a strong condition', template(policy(allBut('"iam:*"', ', Condition: { IpAddress: { aws:SourceIp: 203.0.113.0/24 } }'))), 'grant-not-action definite warning'],
  ['a Deny with NotAction that spares it', template(policy(allBut('"iam:*"'), 'Effect: Deny, NotAction: ["cloudtrail:Put*"], Resource: "*"')), told],
  ['none where it is listed by name: its siblings', template(policy(allBut('[cloudtrail:PUTEVENTSELECTORS]'))), 'grant-trail-sabotage definite warning'],
  ['none where CloudTrail is listed', template(policy(unmarked(allBut('["iam:*", "cloudtrail:*"]'))))],
  ['none where each way is listed', template(policy(unmarked(allBut('["cloudtrail:Put*", "cloudtrail:Stop*", "cloudtrail:Update*", "cloudtrail:Delete*"]'))))],
  ['none for a Deny with NotAction', template(policy('Effect: Deny, NotAction: "s3:*", Resource: "*"'))],
  ['none where a Deny with NotAction takes it away', template(policy(unmarked(allBut('"iam:*"')), 'Effect: Deny, NotAction: ["s3:*", "cloudtrail:Get*"], Resource: "*"'))],
  ['none on a bucket', template(policy('Effect: Allow, NotAction: s3:DeleteBucket, Resource: "arn:aws:s3:::x"'))],
  ['none on one trail: another rule', template(policy('Effect: Allow, NotAction: "iam:*", Resource: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"'))],
  ['none for a policy of the account with the same name', attached('arn:aws:iam::111122223333:policy/PowerUserAccess')],
  ['none for one whose account is not spelt out', attached('!Sub "arn:aws:iam::${AWS::AccountId}:policy/PowerUserAccess"')],
];

it.each(cases)('%s', holds());
