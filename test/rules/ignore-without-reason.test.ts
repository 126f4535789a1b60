import { it } from 'vitest';
import { holds, trail, type Case } from './cases.js';

const told = 'ignore-without-reason definite warning';
const excluded = 'kms-events-excluded definite error';
const quiet = (comment: string): string => trail([`EventSelectors: [{ ExcludeManagementEventSources: [«kms.amazonaws.com»] }] # keytrail-ignore ${comment}`]);

const cases: readonly Case[] = [
  ['nothing behind the rule', quiet('«kms-events-excluded»'), excluded, told],
  ['nothing behind the hyphens', quiet('«kms-events-excluded» --'), excluded, told],
  ['blanks behind the hyphens', quiet('«kms-events-excluded» -- \t '), excluded, told],
  ['a dash', quiet('«kms-events-excluded» — known'), excluded, told],
  ['one hyphen', quiet('«kms-events-excluded» - known'), excluded, told],
  ['three hyphens', quiet('«kms-events-excluded» --- known'), excluded, told],
  ['nothing before the reason', quiet('«kms-events-excluded» it is known'), excluded, told],
  ['behind a day', quiet('«kms-events-excluded» until 2027-01-01'), excluded, told],
  ['each of several rules', quiet('«kms-events-excluded», «gap»'), excluded, told, told],
  ['in metadata', `Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Metadata: { keytrail: { ignore: [{ rule: «kms-events-excluded», reason: " " }] } }\n    Properties: { IsLogging: true, IsMultiRegionTrail: true }\n`, told],
  ['none: a reason without a blank', quiet('kms-events-excluded --known'), excluded],
  ['none: a reason with more hyphens', quiet('kms-events-excluded -- known -- twice'), excluded],
];

it.each(cases)('%s', holds({ today: '2026-06-15' }));
