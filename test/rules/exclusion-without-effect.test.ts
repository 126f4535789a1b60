import { it } from 'vitest';
import { advanced, basic, holds, management, store, trail, type Case } from './cases.js';

const told = 'exclusion-without-effect definite warning';
const kms = 'ExcludeManagementEventSources: [kms.amazonaws.com]';
const marked = 'ExcludeManagementEventSources: [«kms.amazonaws.com»]';

const cases: readonly Case[] = [
  ['another selector takes all', trail(basic('ReadWriteType: All', marked)), told],
  ['two others take a half each', trail(basic('ReadWriteType: ReadOnly', 'ReadWriteType: WriteOnly', marked)), told],
  ['the other need take only what this one would', trail(basic(`ReadWriteType: WriteOnly, ${marked}`, 'ReadWriteType: All')), told],
  ['in a selector without management events', trail(basic(`IncludeManagementEvents: false, DataResources: [{ Type: AWS::S3::Object, Values: [arn:aws:s3] }], ${marked}`, 'ReadWriteType: All')), told],
  ['advanced selectors', trail(advanced([management, 'Field: eventSource, NotEquals: [rdsdata.amazonaws.com, «kms.amazonaws.com»]'], [management])), told],
  ['KMS is taken by itself', store(advanced([management, 'Field: eventSource, NotStartsWith: [«kms»]'], [management, 'Field: eventSource, Equals: [kms.amazonaws.com]'])), told],
  ['two exclusions', trail(basic(marked, marked, 'ReadWriteType: All')), told, told],
  ['none where both exclude: a loss', trail(basic(marked, kms)), 'kms-events-excluded definite error'],
  ['none where a half is lost: the loss alone', trail(basic(marked, 'ReadWriteType: WriteOnly')), 'kms-reads-unlogged definite warning'],
  ['none where the other is unknown: a possible loss', trail(['EventSelectors:', `  - { ${marked} }`, '  - !GetAtt Custom.Selector']), 'kms-events-excluded possible warning'],
  ['none where what is excluded is unknown', trail(basic('ReadWriteType: All', 'ExcludeManagementEventSources: [!ImportValue noisy]'))],
  ['none for another source', trail(basic('ReadWriteType: All', 'ExcludeManagementEventSources: [rdsdata.amazonaws.com]'))],
  ['none for a beginning that may be aimed at anything', store(advanced([management, 'Field: eventSource, NotStartsWith: [k]'], [management]))],
  ['none for network activity', trail(advanced([management], ['Field: eventCategory, Equals: [NetworkActivity]', 'Field: eventSource, Equals: [kms.amazonaws.com]']))],
  ['none where nothing is recorded', trail(basic('ReadWriteType: All', kms)).replace('IsLogging: true', 'IsLogging: «false»'), 'sink-not-recording definite error'],
  [
    'in one world',
    trail(basic('ReadWriteType: !If [Cheap, WriteOnly, All]', marked), 'Parameters: { Cost: { Type: String, AllowedValues: [low, high] } }\nConditions: { Cheap: !Equals [!Ref Cost, low] }'),
    'exclusion-without-effect definite warning when Cost=high',
    'kms-reads-unlogged definite warning when Cost=low',
  ],
];

it.each(cases)('%s', holds());
