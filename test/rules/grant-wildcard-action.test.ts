import { it } from 'vitest';
import { holds, type Case } from './cases.js';

const told = 'grant-wildcard-action definite error';
const template = (resources: string, before = ''): string => `${before}${before === '' ? '' : '\n'}Resources:\n${resources}`;
const policy = (...statements: readonly string[]): string =>
  `  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n${statements.map((one) => `          - { ${one} }\n`).join('')}`;
const allow = (action: string, resource = '"*"', more = ''): string => `Effect: Allow, Action: ${action}, Resource: ${resource}${more}`;
const of = (action: string, resource?: string, before?: string): string => template(policy(allow(action, resource)), before);

const cases: readonly Case[] = [
  ['Put*', of('«"cloudtrail:Put*"»'), told],
  ['*Selectors', of('«"cloudtrail:*Selectors"»'), told],
  ['*Event*', of('[cloudtrail:LookupEvents, «"cloudtrail:*Event*"»]'), told],
  ['a question mark, in any case', of('«cloudtrail:put?ventselectors»'), told],
  ['the same name in every service', of('«"*:Put*"»'), told],
  ['beside the name itself: the broader one', of('[cloudtrail:PutEventSelectors, «"cloudtrail:P*"»]'), told],
  ['on the trails of a Region', of('«"cloudtrail:Put*"»', '"arn:aws:cloudtrail:eu-west-1:*:trail/*"'), 'grant-wildcard-action definite warning'],
  ['on a pattern of names', of('«"cloudtrail:Put*"»', '"arn:aws:cloudtrail:*:*:trail/team-*"'), 'grant-wildcard-action definite warning'],
  ['on trails that a service makes for itself', of('«"cloudtrail:Put*"»', '"arn:aws:cloudtrail:*:*:trail/aws-controltower*"'), 'grant-wildcard-action definite note'],
  ['of a SAM function, in a Region: compute goes a level up', template('  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies: [{ Statement: { Effect: Allow, Action: «"cloudtrail:Put*"», Resource: !Sub "arn:aws:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/*" } }]\n', 'Transform: AWS::Serverless-2016-10-31'), told],
  ['input of create-policy-version', { 'p.json': '{"PolicyArn":"arn:aws:iam::111122223333:policy/p","PolicyDocument":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":«\\"cloudtrail:Put*\\"»,\\"Resource\\":\\"*\\"}]}","SetAsDefault":true}' }, told],
  ['by a value that a parameter permits', of('«!Sub "cloudtrail:${Verb}*"»', '"*"', 'Parameters: { Verb: { Type: String, AllowedValues: [Get, Put], Default: Get } }'), 'grant-wildcard-action possible warning when Verb=Put'],
  ['by the default of a parameter', of('«!Sub "cloudtrail:${Verb}*"»', '"*"', 'Parameters: { Verb: { Type: String, Default: Put } }'), told],
  ['possible: a verb that is not known', of('«!Sub "cloudtrail:${Verb}*"»', '"*"', 'Parameters: { Verb: { Type: String } }'), 'grant-any-trail possible note'],
  ['one level down by a conditional Deny that spares named roles', template(policy(allow('«"cloudtrail:Put*"»'), 'Effect: Deny, Action: "cloudtrail:*", Resource: "*", Condition: { ArnNotLike: { aws:PrincipalArn: "arn:aws:iam::*:role/deploy" } }')), 'grant-wildcard-action definite warning'],
  ['none for PutInsightSelectors and its like', of('["cloudtrail:PutInsight*", "cloudtrail:PutEventConfiguration", "cloudtrail:PutResourcePolicy"]')],
  ['none for another service', of('["cloudtrail-data:Put*", "events:Put*", "s3:*Selectors"]')],
  ['none for a wildcard that misses', of('["cloudtrail:Get*", "cloudtrail:List*", "cloudtrail:PutEventSelectors?", "cloudtrail:?utEvent"]')],
  ['none for a wildcard in the prefix: IAM refuses it', of('"cloud*:PutEventSelectors"')],
  ['none for two colons, or none', of('["aws:cloudtrail:Put*", "cloudtrailPut*"]')],
  ['none for the whole service: another rule', of('«"cloudtrail:**"»'), 'grant-cloudtrail-admin definite error'],
  ['none on an event data store', of('"cloudtrail:Put*"', '"arn:aws:cloudtrail:*:*:eventdatastore/*"')],
  ['none on one trail: another rule', of('"cloudtrail:Put*"', '"arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"')],
  ['none where a Deny takes it away', template(policy(allow('"cloudtrail:Put*"'), 'Effect: Deny, Action: "cloudtrail:*Selectors", Resource: "*"'))],
];

it.each(cases)('%s', holds());
