import { it } from 'vitest';
import { holds, trail, type Case } from './cases.js';

const told = 'ignore-expired definite warning';
const excluded = 'kms-events-excluded definite error';
const quiet = (comment: string): string => trail([`EventSelectors: [{ ExcludeManagementEventSources: [«kms.amazonaws.com»] }] # keytrail-ignore ${comment}`]);

const cases: readonly Case[] = [
  ['the day before', quiet('«kms-events-excluded» until 2026-06-14 -- known'), excluded, told],
  ['years ago', quiet('«kms-events-excluded» until 1999-12-31 -- known'), excluded, told],
  ['where nothing is found', trail(['Tags: [] # keytrail-ignore «kms-events-excluded» until 2026-06-14 -- known']), told],
  ['a day that there is not', quiet('«kms-events-excluded» until 2027-02-29 -- known'), excluded, told],
  ['a day of another form', quiet('«kms-events-excluded» until 31.12.2027 -- known'), excluded, told],
  ['no day', quiet('«kms-events-excluded» until -- known'), excluded, told],
  ['each of several rules', quiet('«kms-events-excluded», «gap» until 2026-06-14 -- known'), excluded, told, told],
  ['in metadata', `Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Metadata: { keytrail: { ignore: [{ rule: «kms-events-excluded», reason: known, until: 2026-06-14 }] } }\n    Properties: { IsLogging: true, IsMultiRegionTrail: true }\n`, told],
  ['none: the day itself', quiet('kms-events-excluded until 2026-06-15 -- known'), excluded],
  ['none: a leap day', quiet('kms-events-excluded until 2028-02-29 -- known'), excluded],
  ['none: a reason that speaks of a day', quiet('kms-events-excluded -- until 2026-06-14'), excluded],
];

it.each(cases)('%s', holds({ today: '2026-06-15' }));
