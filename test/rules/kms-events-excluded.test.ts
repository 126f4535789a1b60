import { it } from 'vitest';
import { advanced, basic, holds, management, resource, store, trail, type Case } from './cases.js';

const told = 'kms-events-excluded definite error';
const perhaps = 'kms-events-excluded possible warning';
const data = 'DataResources: [{ Type: AWS::S3::Object, Values: [arn:aws:s3] }]';

const cases: readonly Case[] = [
  ['one of two excluded sources', trail(basic('ExcludeManagementEventSources: [rdsdata.amazonaws.com, «kms.amazonaws.com»]')), told],
  ['beside a selector for data events only', trail(basic(`IncludeManagementEvents: false, ${data}`, 'ExcludeManagementEventSources: [«kms.amazonaws.com»]')), told],
  ['both halves exclude it: the first is told', trail(basic('ReadWriteType: ReadOnly, ExcludeManagementEventSources: [«kms.amazonaws.com»]', 'ReadWriteType: WriteOnly, ExcludeManagementEventSources: [kms.amazonaws.com]')), told],
  ['NotStartsWith a beginning', store(advanced([management, 'Field: eventSource, NotStartsWith: [s3, «k»]'])), told],
  ['NotEndsWith an ending', store(advanced([management, 'Field: eventSource, NotEndsWith: [«.com»]'])), told],
  ['Equals other sources', store(advanced([management, 'Field: eventSource, Equals: [«s3.amazonaws.com», ec2.amazonaws.com]'])), told],
  ['StartsWith it and NotEquals it', store(advanced([management, 'Field: eventSource, StartsWith: [kms], NotEquals: [«kms.amazonaws.com»]'])), told],
  ['a second selector for another category brings nothing back', trail(advanced([management, 'Field: eventSource, NotEquals: [«kms.amazonaws.com»]'], ['Field: eventCategory, Equals: [NetworkActivity]', 'Field: eventSource, Equals: [kms.amazonaws.com]'])), told],
  ['an unknown item', trail(basic('ExcludeManagementEventSources: [rdsdata.amazonaws.com, «!ImportValue noisy»]')), perhaps],
  ['an unknown item beside a known one', trail(basic('ExcludeManagementEventSources: [«kms.amazonaws.com», !ImportValue noisy]')), told],
  ['an unknown value of NotEquals', trail(advanced([management, 'Field: eventSource, NotEquals: [«!ImportValue noisy»]'])), perhaps],
  ['an unknown second selector may take it', trail(['EventSelectors:', '  - { ExcludeManagementEventSources: [«kms.amazonaws.com»] }', '  - !GetAtt Custom.Selector']), perhaps],
  [
    'a second selector under a condition: where it is missing',
    trail(
      ['EventSelectors:', '  - { ExcludeManagementEventSources: [«kms.amazonaws.com»] }', '  - !If [All, { ReadWriteType: All }, !Ref AWS::NoValue]'],
      'Parameters: { Log: { Type: String, AllowedValues: [all, some] } }\nConditions: { All: !Equals [!Ref Log, all] }',
    ),
    'exclusion-without-effect definite warning when Log=all',
    'kms-events-excluded definite error when Log=some',
  ],
  ['another trail keeps all: a note', trail(basic('ExcludeManagementEventSources: [«kms.amazonaws.com»]')) + resource('Whole', ['IsLogging: true', 'IsMultiRegionTrail: true']), 'kms-events-excluded definite note'],
  ['another trail keeps the writes only', trail(basic('ExcludeManagementEventSources: [«kms.amazonaws.com»]')) + resource('Half', ['IsLogging: true', 'IsMultiRegionTrail: true', ...basic('ReadWriteType: «WriteOnly»')]), told, 'kms-reads-unlogged definite warning'],
  ['an organization trail is not made up for by one of an account', trail(['IsOrganizationTrail: true', ...basic('ExcludeManagementEventSources: [«kms.amazonaws.com»]')]) + resource('Whole', ['IsLogging: true', 'IsMultiRegionTrail: true']), told],
  ['the input of a call', { 'a.json': '{"TrailName":"t","EventSelectors":[{"ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}]}' }, told],
  ['an update of an event data store', { 'a.json': '{"EventDataStore":"e","AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotStartsWith":[«"kms"»]}]}]}' }, told],
  ['none: a star is literal', store(advanced([management, 'Field: eventSource, NotEquals: ["kms*", "*.amazonaws.com"]']))],
  ['none: a beginning of something else', store(advanced([management, 'Field: eventSource, NotStartsWith: [kms-, km.]']))],
  ['none: the ending is among those taken', store(advanced([management, 'Field: eventSource, EndsWith: [.amazonaws.com]']))],
  ['none: the source is taken by itself', store(advanced([management, 'Field: eventSource, Equals: [kms.amazonaws.com]']))],
];

it.each(cases)('%s', holds());

it.each<Case>([['a parameter given on the command line', trail(basic('ExcludeManagementEventSources: [«!Ref Source»]'), 'Parameters: { Source: { Type: String } }'), told]])(
  '%s',
  holds({ parameters: new Map([['Source', 'kms.amazonaws.com']]) }),
);
