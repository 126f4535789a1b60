import { it } from 'vitest';
import { bareTrail, basic, holds, resource, store, trail, type Case } from './cases.js';

const told = 'sink-not-recording definite error';
const perhaps = 'sink-not-recording possible warning';
const multi = 'IsMultiRegionTrail: true';

const cases: readonly Case[] = [
  ['a trail', bareTrail([multi, 'IsLogging: «false»']), told],
  ['its selectors are not told as well', bareTrail([multi, 'IsLogging: «false»', ...basic('ReadWriteType: ReadOnly, ExcludeManagementEventSources: [kms.amazonaws.com]')]), told],
  ['nor that it is for one Region', bareTrail(['IsLogging: «false»', 'IsMultiRegionTrail: false']), told],
  ['a store, in a string', store(['IngestionEnabled: «"false"»']), told],
  ['a store, as YAML 1.1 has it', store(['IngestionEnabled: «off»']), told],
  ['by the default of a parameter', bareTrail([multi, 'IsLogging: «!Ref On»'], 'Parameters: { On: { Type: String, Default: "false" } }'), told],
  [
    'in one branch',
    bareTrail([multi, 'IsLogging: !If [Prod, true, «false»]'], 'Parameters: { Stage: { Type: String, AllowedValues: [dev, prod], Default: prod } }\nConditions: { Prod: !Equals [!Ref Stage, prod] }'),
    'sink-not-recording possible warning when Stage=dev',
  ],
  ['an unknown parameter', bareTrail([multi, 'IsLogging: «!Ref On»'], 'Parameters: { On: { Type: String } }'), perhaps],
  ['an unknown value of a store', store(['IngestionEnabled: «!ImportValue on»']), perhaps],
  ['another trail keeps all: a note', bareTrail([multi, 'IsLogging: «false»']) + resource('Whole', [multi, 'IsLogging: true']), 'sink-not-recording definite note'],
  ['the other does not record either', bareTrail([multi, 'IsLogging: «false»']) + resource('Other', [multi, 'IsLogging: «false»']), told, told],
  ['output of get-trail-status', { 'status.json': '{"IsLogging":«false»,"StopLoggingTime":1}' }, told],
  ['a store that is being stopped', { 'a.json': '{"EventDataStoreArn":"arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/1","Status":«"STOPPING_INGESTION"»}' }, told],
  ['a store that is made stopped', { 'a.json': '{"Name":"s","StartIngestion":«false»,"AdvancedEventSelectors":[]}' }, told],
  ['none: it is missing, and the template is refused', bareTrail([multi])],
  ['none: ingestion is on by default', store([])],
  ['none: a store that was just made', { 'a.json': '{"EventDataStoreArn":"arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/1","Status":"CREATED"}' }],
  ['none: NoValue is the default', store(['IngestionEnabled: !Ref AWS::NoValue'])],
  ['none: it records', trail([])],
];

it.each(cases)('%s', holds());
