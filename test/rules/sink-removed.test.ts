import { it } from 'vitest';
import { advancedOf, basicOf, changeOf, planOf, storeOf, trailOf } from '../helpers/plans.js';
import { holds, type Case } from './cases.js';

const told = 'sink-removed definite error';
const perhaps = 'sink-removed possible warning';
const covered = 'sink-removed definite note';
const kms = '"kms.amazonaws.com"';

const plan = (...changes: readonly string[]): Case[1] => ({ 'plan.json': planOf(...changes) });
const deleted = '[«"delete"»]';
const kept = changeOf('aws_cloudtrail.whole', { actions: '["no-op"]', before: trailOf(), after: trailOf() });

/** A template with one resource. */
const template = (type: string, properties: string): string => `Resources:\n  Maker:\n    Type: ${type}\n    Properties:\n${properties}`;
const custom = (property: string, action: string): string => template('Custom::AWS', `      ServiceToken: arn\n      ${property}: '{"service":"CloudTrail","action":${action},"parameters":{"Name":"t"}}'\n`);
const code = (...lines: readonly string[]): string => template('AWS::Lambda::Function', `      Code:\n        ZipFile: |\n${lines.map((line) => `          ${line}\n`).join('')}`);
const whole = '  Whole:\n    Type: AWS::CloudTrail::Trail\n    Properties: { S3BucketName: b, IsLogging: true, IsMultiRegionTrail: true }\n';

const cases: readonly Case[] = [
  ['a trail that is deleted', plan(changeOf('aws_cloudtrail.t', { actions: deleted, before: trailOf() })), told],
  ['a trail that is replaced', plan(changeOf('aws_cloudtrail.t', { actions: '[«"delete"»,"create"]', before: trailOf(), after: trailOf() })), told],
  ['a store', plan(changeOf('aws_cloudtrail_event_data_store.s', { actions: deleted, before: storeOf() })), told],
  ['of the other provider', plan(changeOf('awscc_cloudtrail_trail.t', { actions: deleted, before: '{"is_logging":true,"is_multi_region_trail":true}' })), told],
  ['in a module', plan(changeOf('module.logs[0].aws_cloudtrail.t', { actions: deleted, before: trailOf() })), told],
  ['it logs reads only', plan(changeOf('aws_cloudtrail.t', { actions: deleted, before: trailOf('"event_selector":[{"read_write_type":"ReadOnly"}]') })), told],
  ['it may log, for what it does is sensitive', plan(changeOf('aws_cloudtrail.t', { actions: deleted, before: trailOf(), beforeSensitive: '{"event_selector":true}' })), perhaps],
  ['two of them', plan(changeOf('aws_cloudtrail.t', { actions: deleted, before: trailOf() }), changeOf('aws_cloudtrail.u', { actions: deleted, before: trailOf() })), told, told],
  ['another trail logs all: a note', plan(changeOf('aws_cloudtrail.t', { actions: deleted, before: trailOf() }), kept), covered],
  ['moved without a moved block: a note', plan(changeOf('aws_cloudtrail.t', { actions: deleted, before: trailOf() }), changeOf('module.m.aws_cloudtrail.t', { actions: '["create"]', after: trailOf() })), covered],
  ['what is left of a replacement, and the new one has its address: a note', plan(changeOf('aws_cloudtrail.t', { actions: deleted, before: trailOf(), more: '"deposed":"0a1b2c3d",' }), changeOf('aws_cloudtrail.t', { actions: '["no-op"]', before: trailOf(), after: trailOf() })), covered],
  [
    'advanced selectors that exclude KMS are removed',
    plan(changeOf('aws_cloudtrail.t', { actions: '[«"update"»]', before: trailOf(advancedOf(kms)), after: trailOf('"advanced_event_selector":[]') })),
    perhaps,
  ],
  ['or basic ones take their place', plan(changeOf('aws_cloudtrail.t', { actions: '[«"update"»]', before: trailOf(advancedOf(kms)), after: trailOf(basicOf()) })), perhaps],
  ['none: they kept nothing out', plan(changeOf('aws_cloudtrail.t', { actions: '["update"]', before: trailOf(advancedOf('"rdsdata.amazonaws.com"')), after: trailOf() }))],
  ['none: basic selectors are set back', plan(changeOf('aws_cloudtrail.t', { actions: '["update"]', before: trailOf(basicOf(kms)), after: trailOf() }))],
  ['none: others take their place', plan(changeOf('aws_cloudtrail.t', { actions: '["update"]', before: trailOf(advancedOf(kms)), after: trailOf(advancedOf('"rdsdata.amazonaws.com"')) }))],
  ['none: it did not record', plan(changeOf('aws_cloudtrail.t', { actions: '["delete"]', before: '{"enable_logging":false,"is_multi_region_trail":true}' }))],
  ['none: it logged no KMS events', plan(changeOf('aws_cloudtrail.t', { actions: '["delete"]', before: trailOf(basicOf(kms)) }))],
  ['none: a store of other events', plan(changeOf('aws_cloudtrail_event_data_store.s', { actions: '["delete"]', before: storeOf('"advanced_event_selector":[{"field_selector":[{"field":"eventCategory","equals":["ConfigurationItem"]}]}]') }))],
  ['none: the new one is made first', plan(changeOf('aws_cloudtrail.t', { actions: '["create","delete"]', before: trailOf(), after: trailOf() }))],
  ['none: it is forgotten, and goes on', plan(changeOf('aws_cloudtrail.t', { actions: '["forget"]', before: trailOf() }))],
  ['none: nothing happens', plan(kept)],
  ['a script', { 'a.sh': 'aws cloudtrail «delete-trail» --name t\naws cloudtrail «delete-event-data-store» --event-data-store s\n' }, told, told],
  ['a script that calls something not known', { 'a.sh': '$AWS cloudtrail «delete-trail» --name t\n' }, perhaps],
  ['a call of the CDK', custom('Create', '«"deleteTrail"»'), told],
  ['a call of code in JavaScript', code("const { CloudTrail } = require('@aws-sdk/client-cloudtrail');", "exports.handler = async () => new CloudTrail({}).«deleteTrail»({ Name: 't' });"), told],
  ['a call of code in Python', code('import boto3', 'def handler(event, context):', "  boto3.client('cloudtrail').«delete_event_data_store»(EventDataStore='s')"), told],
  ['a state', template('AWS::StepFunctions::StateMachine', '      Definition: { States: { Gone: { Type: Task, Resource: «"arn:aws:states:::aws-sdk:cloudtrail:deleteTrail"», Parameters: { Name: t } } } }\n'), told],
  ['a step of an automation', template('AWS::SSM::Document', '      Content: { schemaVersion: "0.3", mainSteps: [{ name: gone, action: "aws:executeAwsApi", inputs: { Service: cloudtrail, Api: «DeleteTrail», Name: t } }] }\n'), told],
  ['a call beside another trail that logs all: what it deletes may have seen more', custom('Create', '«"deleteTrail"»') + whole, told],
  ['none: the stack clears up', custom('Delete', '"deleteTrail"')],
  ['none: a provider clears up', code('import boto3', 'def handler(event, context):', "  if event['RequestType'] == 'Delete':", "    boto3.client('cloudtrail').delete_trail(Name='t')")],
  ['none: a method of that name', code('module.exports = (hike) => hike.deleteTrail({ Name: 1 });')],
  ['none: another resource', plan(changeOf('aws_s3_bucket.b', { actions: '["delete"]', before: '{"bucket":"b"}' }), kept)],
];

it.each(cases)('%s', holds());
