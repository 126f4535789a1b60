import { it } from 'vitest';
import { advanced, basic, holds, management, store, trail, type Case } from './cases.js';

const told = 'management-events-unlogged definite error';
const perhaps = 'management-events-unlogged possible warning';
const data = 'DataResources: [{ Type: AWS::S3::Object, Values: [arn:aws:s3] }]';

const cases: readonly Case[] = [
  ['two selectors for data events: the first is told', trail(basic(`IncludeManagementEvents: «false», ${data}`, `IncludeManagementEvents: false, ${data}`)), told],
  ['an exclusion beside it is idle and not told', trail(basic(`IncludeManagementEvents: «false», ExcludeManagementEventSources: [kms.amazonaws.com], ${data}`)), told],
  ['data events only, of a store', store(advanced(['Field: eventCategory, Equals: [«Data»]', 'Field: resources.type, Equals: [AWS::S3::Object]'])), told],
  ['network activity of KMS is no management event', store(advanced(['Field: eventCategory, Equals: [«NetworkActivity»]', 'Field: eventSource, Equals: [kms.amazonaws.com]'])), told],
  ['a string', trail(basic(`IncludeManagementEvents: «"false"», ${data}`)), told],
  ['by the default of a parameter', trail(basic(`IncludeManagementEvents: «!Ref Include», ${data}`), 'Parameters: { Include: { Type: String, Default: "false" } }'), told],
  [
    'by a value that is merely allowed',
    trail(basic(`IncludeManagementEvents: «!Ref Include», ${data}`), 'Parameters: { Include: { Type: String, Default: "true", AllowedValues: ["true", "false"] } }'),
    'management-events-unlogged possible warning when Include=false',
  ],
  ['an unknown parameter', trail(basic(`IncludeManagementEvents: «!Ref Include», ${data}`), 'Parameters: { Include: { Type: String } }'), perhaps],
  ['an unknown category', store(advanced(['Field: eventCategory, Equals: [«!Ref Category»]']), 'Parameters: { Category: { Type: String } }'), perhaps],
  ['an unknown list of categories', store(advanced(['Field: eventCategory, Equals: «!Ref Categories»']), 'Parameters: { Categories: { Type: CommaDelimitedList } }'), perhaps],
  ['a trail for events that go to stores only', trail(advanced(['Field: eventCategory, Equals: [«ActivityAuditLog»]'])), told, 'selector-invalid definite warning'],
  ['none: the key is absent', trail(basic(data))],
  ['none: another selector takes them', trail(basic(`IncludeManagementEvents: false, ${data}`, 'ReadWriteType: All'))],
  ['none: one of two advanced selectors takes them', trail(advanced(['Field: eventCategory, Equals: [Data]', 'Field: resources.type, Equals: [AWS::S3::Object]'], [management]))],
  ['none: a store of Insights events', store(advanced(['Field: eventCategory, Equals: [Insight]']))],
  ['where nothing is recorded: the other rule', trail(basic(`IncludeManagementEvents: false, ${data}`)).replace('IsLogging: true', 'IsLogging: «false»'), 'sink-not-recording definite error'],
];

it.each(cases)('%s', holds());
