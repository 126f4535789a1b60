import { it } from 'vitest';
import { holds, trail, type Case } from './cases.js';

const told = 'ignore-unused definite warning';
const excluded = 'kms-events-excluded definite error';
const quiet = 'EventSelectors: [{ ExcludeManagementEventSources: [«kms.amazonaws.com»] }]';
const ignore = (rules: string): string => `# keytrail-ignore ${rules} -- known`;

const cases: readonly Case[] = [
  ['beside a place at which nothing is found', trail([`Tags: [] ${ignore('«kms-events-excluded»')}`]), told],
  ['above a place at which nothing is found', trail([ignore('«kms-events-excluded»'), 'Tags: []']), told],
  ['one of two rules', trail([`${quiet} ${ignore('kms-events-excluded, «kms-reads-unlogged»')}`]), excluded, told],
  ['a line too far above', trail([ignore('«kms-events-excluded»'), 'Tags: []', quiet]), told, excluded],
  ['behind the last line', `${trail([])}${ignore('«sink-single-region»')}`, told],
  ['a rule that there is not', trail([`${quiet} ${ignore('«kms-event-excluded»')}`]), excluded, told],
  ['no rule', trail(['Tags: [] # «keytrail-ignore» -- known']), told],
  ['a name that is none', trail(['# «keytrail-ignore-next-line» kms-events-excluded -- known', 'Tags: []']), told],
  ['capital letters', trail(['# «KEYTRAIL-IGNORE» kms-events-excluded -- known', 'Tags: []']), told],
  ['another hyphen', trail(['# «keytrail_ignore» kms-events-excluded -- known', 'Tags: []']), told],
  ['none', trail(['# «keytrail:ignore» kms-events-excluded -- known', 'Tags: []']), told],
  ['in metadata', `Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Metadata: { keytrail: { ignore: [{ rule: «gap-in», reason: known }, { rule: «kms-events-excluded», reason: known }] } }\n    Properties: { IsLogging: true, IsMultiRegionTrail: true }\n`, told, told],
  ['metadata of another form', `Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Metadata: { keytrail: { «ignores»: [] } }\n    Properties: { IsLogging: true, IsMultiRegionTrail: true }\n`, told],
  ['none: one that hides something', trail([`${quiet} ${ignore('kms-events-excluded')}`]), excluded],
  ['none: of a rule that is off', trail([`Tags: [] ${ignore('gap, grant-one-trail')}`])],
  ['none: where something was not read', trail([`Tags: [] ${ignore('kms-events-excluded')}`], 'Transform: Defaults')],
  ['none: prose', trail(['Tags: [] # see docs of keytrail-ignore, and keytrail-ignored'])],
  ['none: a text', trail(['Tags: [{ Key: a, Value: "# keytrail-ignore kms-events-excluded -- known" }]'])],
];

it.each(cases)('%s', holds({ today: '2026-06-15' }));
