import { it } from 'vitest';
import { holds, type Case } from './cases.js';

const told = 'grant-cloudtrail-admin definite error';
const template = (resources: string, before = ''): string => `${before}${before === '' ? '' : '\n'}Resources:\n${resources}`;
const policy = (...statements: readonly string[]): string =>
  `  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n${statements.map((one) => `          - { ${one} }\n`).join('')}`;
const role = (...lines: readonly string[]): string => `  R:\n    Type: AWS::IAM::Role\n    Properties:\n${lines.map((line) => `      ${line}\n`).join('')}`;
const everything = 'Effect: Allow, Action: «"cloudtrail:*"», Resource: "*"';
const unmarked = everything.replaceAll(/[«»]/gu, '');
const stage = 'Parameters: { Stage: { Type: String, AllowedValues: [dev, prod], Default: dev } }\nConditions: { Dev: !Equals [!Ref Stage, dev] }';

const cases: readonly Case[] = [
  ['all of CloudTrail on everything', template(policy(everything)), told],
  ['on the trails of an account', template(policy('Effect: Allow, Action: «"cloudtrail:*"», Resource: !Sub "arn:${AWS::Partition}:cloudtrail:*:${AWS::AccountId}:trail/*"')), told],
  ['on the trails of a Region', template(policy('Effect: Allow, Action: «"cloudtrail:*"», Resource: "arn:aws:cloudtrail:eu-west-1:111122223333:*"')), 'grant-cloudtrail-admin definite warning'],
  ['in any case, and with a question mark', template(policy('Effect: Allow, Action: [«CloudTrail:?*»], Resource: "*"')), told],
  ['every action, on trails', template(policy('Effect: Allow, Action: «"*"», Resource: "arn:aws:cloudtrail:*:*:trail/*"')), told],
  ['the broadest of several actions', template(policy('Effect: Allow, Action: [cloudtrail:PutEventSelectors, "cloudtrail:Put*", «"cloudtrail:*"»], Resource: "*"')), told],
  ['AWSCloudTrail_FullAccess', template(role('ManagedPolicyArns: [«arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess»]')), told],
  ['the same by Fn::Sub', template(role('ManagedPolicyArns: [«!Sub "arn:${AWS::Partition}:iam::aws:policy/AWSCloudTrail_FullAccess"»]')), told],
  ['the same by Fn::Join', template(role('ManagedPolicyArns: [«!Join ["", ["arn:", !Ref AWS::Partition, ":iam::aws:policy/AWSCloudTrail_FullAccess"]]»]')), told],
  ['the same by its bare name in SAM, on a function', template('  F:\n    Type: AWS::Serverless::Function\n    Properties: { Policies: [«AWSCloudTrail_FullAccess»] }\n', 'Transform: AWS::Serverless-2016-10-31'), told],
  ['JSON in a block scalar', template('  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: |\n        { "Statement": { "Effect": "Allow",\n          "Action": «"cloudtrail:*"», "Resource": "*" } }\n'), told],
  ['JSON in Fn::Sub', template('  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: !Sub |\n        { "Statement": { "Effect": "Allow", "Action": «"cloudtrail:*"»,\n          "Resource": "arn:${AWS::Partition}:cloudtrail:*:*:*" } }\n'), told],
  ['a document by itself', { 'p.json': '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[«"cloudtrail:*"»],"Resource":["*"]}]}' }, told],
  ['input of put-role-policy', { 'p.json': '{"RoleName":"r","PolicyName":"p","PolicyDocument":"{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Action\\":«\\"cloudtrail:*\\"»,\\"Resource\\":\\"*\\"}}"}' }, told],
  ['once, however many hold it', template(`${policy(everything)}${role('ManagedPolicyArns: [!Ref P]')}${role('ManagedPolicyArns: [!Ref P]').replace('R:', 'S:')}`), told],
  ['possible under another value than the default', template(role('ManagedPolicyArns: [!If [Dev, !Ref AWS::NoValue, «arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess»]]'), stage), 'grant-cloudtrail-admin possible warning when Stage=prod'],
  ['by the default of a parameter', template(policy('Effect: Allow, Action: !If [Dev, «"cloudtrail:*"», "cloudtrail:Get*"], Resource: "*"'), stage), `${told} when Stage=dev`],
  ['one level down by a condition that narrows', template(policy(`${everything}, Condition: { Bool: { aws:MultiFactorAuthPresent: true } }`)), 'grant-cloudtrail-admin definite warning'],
  ['no level down by one that hardly does', template(policy(`${everything}, Condition: { StringEquals: { aws:RequestedRegion: eu-west-1 } }`)), told],
  ['no level down by a Deny on one trail', template(policy(everything, 'Effect: Deny, Action: "*", Resource: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"')), told],
  ['a note within a boundary that does not allow it', template(`${policy('Effect: Allow, Action: "s3:*", Resource: "*"')}${role('PermissionsBoundary: !Ref P', `Policies: [{ PolicyName: p, PolicyDocument: { Statement: { ${everything} } } }]`)}`), 'grant-cloudtrail-admin definite note'],
  ['an unknown boundary lowers nothing', template(role('PermissionsBoundary: !ImportValue ceiling', `Policies: [{ PolicyName: p, PolicyDocument: { Statement: { ${everything} } } }]`)), told],
  ['a user holds keys: a level up', template(role('ManagedPolicyArns: []', `Policies: [{ PolicyName: p, PolicyDocument: { Statement: { ${everything}, Condition: { Bool: { aws:MultiFactorAuthPresent: true } } } } }]`).replace('IAM::Role', 'IAM::User')), told],
  ['none where a Deny covers it all', template(policy(unmarked, 'Effect: Deny, Action: "cloudtrail:*", Resource: "*"'))],
  ['none where the Deny stands in another policy of the role', template(`${policy('Effect: Deny, NotAction: "s3:*", Resource: "*"')}${role('ManagedPolicyArns: [!Ref P]', `Policies: [{ PolicyName: p, PolicyDocument: { Statement: { ${unmarked} } } }]`)}`)],
  ['none on one trail: another rule', template(policy('Effect: Allow, Action: "cloudtrail:*", Resource: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"'))],
  ['none for a permissions boundary', template(`${policy(unmarked)}${role('PermissionsBoundary: !Ref P')}`)],
  ['none for a service control policy', template(`  C:\n    Type: AWS::Organizations::Policy\n    Properties: { Type: SERVICE_CONTROL_POLICY, Content: { Statement: { ${unmarked} } } }\n`)],
  ['none for a trust policy', template(role('AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { AWS: "*" }, Action: "*" } }'))],
  ['none for the policy of a resource', { 'p.json': '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"cloudtrail:*","Resource":"*"}]}' }],
  ['none for cloudtrail-data', template(policy('Effect: Allow, Action: "cloudtrail-data:*", Resource: "*"'))],
  ['none for event data stores', template(policy('Effect: Allow, Action: "cloudtrail:Get*", Resource: "arn:aws:cloudtrail:*:*:eventdatastore/*"'))],
  ['none for reading policies of AWS', template(role('ManagedPolicyArns: [arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess, arn:aws:iam::aws:policy/SecurityAudit]'))],
];

it.each(cases)('%s', holds());
