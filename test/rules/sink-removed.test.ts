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
  ['none: another resource', plan(changeOf('aws_s3_bucket.b', { actions: '["delete"]', before: '{"bucket":"b"}' }), kept)],
];

it.each(cases)('%s', holds());
