import type { Rule } from '../src/rule.js';
import { conditionWithoutEffect } from './condition-without-effect.js';
import { grantCloudtrailAdmin } from './grant-cloudtrail-admin.js';
import { grantFullAdmin } from './grant-full-admin.js';
import { grantNotAction } from './grant-not-action.js';
import { grantWildcardAction } from './grant-wildcard-action.js';
import { grantAnyTrail } from './grant-any-trail.js';
import { grantOneTrail } from './grant-one-trail.js';
import { grantTrailSabotage } from './grant-trail-sabotage.js';
import { exclusionWithoutEffect } from './exclusion-without-effect.js';
import { gapRule } from './gap.js';
import { ignoreExpired } from './ignore-expired.js';
import { ignoreUnused } from './ignore-unused.js';
import { ignoreWithoutReason } from './ignore-without-reason.js';
import { kmsAlarmBlind } from './kms-alarm-blind.js';
import { kmsEventsExcluded } from './kms-events-excluded.js';
import { kmsEventsFiltered } from './kms-events-filtered.js';
import { kmsReadsUnlogged } from './kms-reads-unlogged.js';
import { kmsWritesUnlogged } from './kms-writes-unlogged.js';
import { managementEventsUnlogged } from './management-events-unlogged.js';
import { parseErrorRule } from './parse-error.js';
import { selectorInvalid } from './selector-invalid.js';
import { sinkNotRecording } from './sink-not-recording.js';
import { sinkRemoved } from './sink-removed.js';
import { sinkSingleRegion } from './sink-single-region.js';

/** Every rule, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  kmsEventsExcluded,
  managementEventsUnlogged,
  kmsWritesUnlogged,
  kmsReadsUnlogged,
  kmsEventsFiltered,
  sinkNotRecording,
  sinkRemoved,
  sinkSingleRegion,
  selectorInvalid,
  exclusionWithoutEffect,
  kmsAlarmBlind,
  grantCloudtrailAdmin,
  grantFullAdmin,
  grantNotAction,
  grantWildcardAction,
  grantAnyTrail,
  grantOneTrail,
  grantTrailSabotage,
  conditionWithoutEffect,
  parseErrorRule,
  gapRule,
  ignoreUnused,
  ignoreExpired,
  ignoreWithoutReason,
];
