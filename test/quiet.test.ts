import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from './helpers/lint.js';

const trail = (properties: string): string =>
  `Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      S3BucketName: logs\n${properties}`;
const store = (properties: string): string => `Resources:\n  Store:\n    Type: AWS::CloudTrail::EventDataStore\n    Properties:\n      Name: store\n${properties}`;

/** What looks like an exclusion and is none: nothing may be told. */
const quiet: Readonly<Record<string, string>> = {
  'no selectors': trail(''),
  'EventSelectors: []': trail('      EventSelectors: []\n'),
  'AdvancedEventSelectors: []': trail('      AdvancedEventSelectors: []\n'),
  'EventSelectors empty': trail('      EventSelectors:\n'),
  'empty exclusion': trail('      EventSelectors: [{ ExcludeManagementEventSources: [] }]\n'),
  'rdsdata only': trail('      EventSelectors: [{ ExcludeManagementEventSources: [rdsdata.amazonaws.com] }]\n'),
  'rdsdata only, advanced': trail('      AdvancedEventSelectors:\n        - FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventSource, NotEquals: [rdsdata.amazonaws.com] }]\n'),
  'data events beside management events': trail('      EventSelectors: [{ ReadWriteType: All, DataResources: [{ Type: AWS::S3::Object, Values: [arn:aws:s3] }] }]\n'),
  'read and write in two selectors': trail('      EventSelectors: [{ ReadWriteType: ReadOnly }, { ReadWriteType: WriteOnly }]\n'),
  'callers in two selectors': store(
    '      AdvancedEventSelectors:\n        - FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: userIdentity.arn, StartsWith: ["arn:aws:sts::1:assumed-role/x"] }]\n        - FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: userIdentity.arn, NotStartsWith: ["arn:aws:sts::1:assumed-role/x"] }]\n',
  ),
  'NetworkActivity of KMS beside management events': trail(
    '      AdvancedEventSelectors:\n        - FieldSelectors: [{ Field: eventCategory, Equals: [Management] }]\n        - FieldSelectors: [{ Field: eventCategory, Equals: [NetworkActivity] }, { Field: eventSource, Equals: [kms.amazonaws.com] }]\n',
  ),
  'exclusion on data events': trail(
    '      AdvancedEventSelectors:\n        - FieldSelectors: [{ Field: eventCategory, Equals: [Management] }]\n        - FieldSelectors: [{ Field: eventCategory, Equals: [Data] }, { Field: resources.type, Equals: [AWS::S3::Object] }, { Field: eventName, NotEquals: [GetObject] }]\n',
  ),
  'an event data store of configuration items': store('      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [ConfigurationItem] }] }]\n'),
  'an event data store of audit evidence': store('      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Evidence] }] }]\n'),
  'an event data store without selectors': store(''),
  'a key policy that names the service': 'Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy:\n        Statement: [{ Effect: Allow, Principal: { Service: [kms.amazonaws.com, cloudtrail.amazonaws.com] }, Action: "kms:*", Resource: "*" }]\n',
  'an event pattern': 'Resources:\n  Rule:\n    Type: AWS::Events::Rule\n    Properties:\n      EventPattern: { source: [aws.kms], detail: { eventSource: [kms.amazonaws.com] } }\n',
  'a condition that never holds': `Parameters:\n  Env: { Type: String, AllowedValues: [prod] }\nConditions:\n  Dev: !Equals [!Ref Env, dev]\n${trail('      EventSelectors: [{ ExcludeManagementEventSources: !If [Dev, [kms.amazonaws.com], []] }]\n')}`,
  'selectors under another key': 'fixture:\n  Resources:\n    Trail: { Type: AWS::CloudTrail::Trail, Properties: { EventSelectors: [{ ExcludeManagementEventSources: [kms.amazonaws.com] }] } }\n',
  'get-event-selectors of a trail with defaults':
    '{"TrailARN":"arn:aws:cloudtrail:us-east-1:111122223333:trail/t","EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[],"ExcludeManagementEventSources":[]}]}',
  'get-event-selectors with empty operators':
    '{"TrailARN":"arn:aws:cloudtrail:us-east-1:111122223333:trail/t","AdvancedEventSelectors":[{"Name":"m","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"],"StartsWith":[],"EndsWith":[],"NotEquals":[],"NotStartsWith":[],"NotEndsWith":[]}]}]}',
};

describe('no false alarm', () => {
  test.each(Object.entries(quiet))('%s', async (_name, text) => {
    const report = await lintTexts({ 'input.yaml': text });
    expect(toldAll(report)).toEqual([]);
    expect(report.problems).toEqual([]);
  });
});

describe('another sink of the unit that logs all 58 events', () => {
  const two = (second: string): string => `${trail('      EventSelectors: [{ ExcludeManagementEventSources: [kms.amazonaws.com] }]\n')}  Other:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n${second}`;

  test.each([
    ['covers', '      IsLogging: true\n      IsMultiRegionTrail: true\n', 'kms-events-excluded definite note «kms.amazonaws.com»'],
    ['sees one Region only', '      IsLogging: true\n      IsMultiRegionTrail: false\n', 'kms-events-excluded definite error «kms.amazonaws.com»'],
    ['does not record', '      IsLogging: false\n      IsMultiRegionTrail: true\n', 'kms-events-excluded definite error «kms.amazonaws.com»'],
    ['excludes KMS too', '      IsLogging: true\n      IsMultiRegionTrail: true\n      EventSelectors: [{ ExcludeManagementEventSources: [kms.amazonaws.com] }]\n', 'kms-events-excluded definite error «kms.amazonaws.com»'],
    ['may not exist', '      IsLogging: true\n      IsMultiRegionTrail: !ImportValue x\n', 'kms-events-excluded definite error «kms.amazonaws.com»'],
  ])('%s', async (_name, second, expected) => {
    expect(toldAll(await lintTexts({ 't.yaml': two(second) }))).toContain(expected);
  });
});
