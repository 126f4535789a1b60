import { it } from 'vitest';
import { holds, type Case } from './cases.js';

const told = 'grant-trail-sabotage definite warning';
const policy = (...statements: readonly string[]): string =>
  `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n${statements.map((one) => `          - { ${one} }\n`).join('')}`;
const allow = (action: string, resource = '"*"', more = ''): string => `Effect: Allow, Action: ${action}, Resource: ${resource}${more}`;
const attached = (type: string, arn: string): string => `Resources:\n  H:\n    Type: AWS::IAM::${type}\n    Properties:\n      ManagedPolicyArns: [${arn}]\n`;

const cases: readonly Case[] = [
  ['StopLogging', policy(allow('«cloudtrail:StopLogging»')), told],
  ['DeleteTrail, in any case', policy(allow('[cloudtrail:ListTrails, «cloudtrail:deletetrail»]')), told],
  ['UpdateTrail on the trails of an account', policy(allow('«cloudtrail:UpdateTrail»', '!Sub "arn:aws:cloudtrail:*:${AWS::AccountId}:trail/*"')), told],
  ['Update*', policy(allow('«"cloudtrail:Update*"»')), told],
  ['event data stores', policy(allow('[«cloudtrail:UpdateEventDataStore», cloudtrail:DeleteEventDataStore]', '"arn:aws:cloudtrail:*:*:eventdatastore/*"')), told],
  ['several in one statement are one finding', policy(allow('[cloudtrail:DeleteTrail, «cloudtrail:StopLogging»]')), told],
  ['NotAction that lists PutEventSelectors alone', policy('Effect: Allow, «NotAction»: cloudtrail:PutEventSelectors, Resource: "*"'), told],
  ['what a Deny of PutEventSelectors leaves', policy(allow('«"cloudtrail:*"»'), 'Effect: Deny, Action: "cloudtrail:Put*", Resource: "*"'), told],
  ['SystemAdministrator', attached('Role', '«arn:aws:iam::aws:policy/job-function/SystemAdministrator»'), told],
  ['SystemAdministrator of a group: a level up', attached('Group', '«!Sub "arn:${AWS::Partition}:iam::aws:policy/job-function/SystemAdministrator"»'), 'grant-trail-sabotage definite error'],
  ['a strong condition goes a level down', policy(allow('«cloudtrail:StopLogging»', '"*"', ', Condition: { Bool: { aws:MultiFactorAuthPresent: true } }')), 'grant-trail-sabotage definite note'],
  ['by a value of a parameter', policy(allow('«!Sub "cloudtrail:${Verb}Logging"»')).replace('Resources', 'Parameters: { Verb: { Type: String, AllowedValues: [Start, Stop], Default: Start } }\nResources'), 'grant-trail-sabotage possible note when Verb=Stop'],
  ['a policy under a condition that is not settled: tried both ways', policy(allow('«cloudtrail:StopLogging»')).replace('Resources', 'Conditions: { Unknown: !Equals [!ImportValue x, y] }\nResources').replace('    Properties', '    Condition: Unknown\n    Properties'), `${told} when condition Unknown=true`],
  ['a document by itself', { 'p.json': '{"Statement":[{"Effect":"Allow","Action":[«"cloudtrail:StopLogging"»],"Resource":"*"}]}' }, told],
  ['none beside PutEventSelectors in one statement', policy(allow('[cloudtrail:StopLogging, «cloudtrail:PutEventSelectors»]')), 'grant-any-trail definite error'],
  ['in a statement of its own', policy(allow('«cloudtrail:StopLogging»'), allow('«cloudtrail:PutEventSelectors»')), told, 'grant-any-trail definite error'],
  ['none on one trail, a Region, a pattern', policy(allow('cloudtrail:StopLogging', '["arn:aws:cloudtrail:eu-west-1:111122223333:trail/main", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/*", "arn:aws:cloudtrail:*:*:trail/x*"]'))],
  ['none for trail actions on event data stores', policy(allow('cloudtrail:StopLogging', '"arn:aws:cloudtrail:*:*:eventdatastore/*"'))],
  ['possible: an action that is not known', policy(allow('«!Sub "cloudtrail:Stop${What}"»')).replace('Resources', 'Parameters: { What: { Type: String } }\nResources'), 'grant-trail-sabotage possible note'],
  ['none for its neighbours', policy(allow('[cloudtrail:StartLogging, cloudtrail:CreateTrail, cloudtrail:StopImport, cloudtrail:PutInsightSelectors, cloudtrail:UpdateDashboard, "cloudtrail:Get*"]'))],
  ['none where a Deny takes it away', policy(allow('cloudtrail:StopLogging'), 'Effect: Deny, Action: "cloudtrail:*Logging", Resource: "*"')],
  ['none with a condition that is never true', policy(allow('cloudtrail:StopLogging', '"*"', ', Condition: { StringEquals: { cloudtrail:Name: x } }'))],
];

it.each(cases)('%s', holds());
