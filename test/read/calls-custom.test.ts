import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../helpers/lint.js';
import { holds, type Case } from '../rules/cases.js';

const excluded = 'kms-events-excluded definite error';

const custom = (properties: string, type = 'Custom::Selectors'): string =>
  `Resources:\n  Call:\n    Type: ${type}\n    Properties:\n      ServiceToken: !GetAtt Provider.Arn\n${properties}`;

const basic = '[{ ReadWriteType: All, ExcludeManagementEventSources: [«kms.amazonaws.com»] }]';
const camel = '[{ readWriteType: All, excludeManagementEventSources: [«kms.amazonaws.com»] }]';

describe('custom resources that are given selectors', () => {
  test.each<Case>([
    ['a type of its own', custom(`      EventSelectors: ${basic}\n`), excluded],
    ['AWS::CloudFormation::CustomResource', custom(`      EventSelectors: ${basic}\n`, 'AWS::CloudFormation::CustomResource'), excluded],
    ['in lower camel case', custom(`      eventSelectors: ${camel}\n`), excluded],
    ['advanced selectors', custom('      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventSource, NotEquals: [«kms.amazonaws.com»] }] }]\n'), excluded],
    ['advanced selectors in lower camel case', custom('      advancedEventSelectors: [{ fieldSelectors: [{ field: eventCategory, equals: [Management] }, { field: eventSource, notEquals: [«kms.amazonaws.com»] }] }]\n'), excluded],
    ['deeper', custom(`      Request:\n        Parameters:\n          - TrailName: t\n            EventSelectors: ${basic}\n`), excluded],
    ['in a JSON string', custom(`      Parameters: '{"TrailName":"t","EventSelectors":[{"ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}]}'\n`), excluded],
    ['an event data store', custom('      EventDataStore: s\n      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventName, NotEquals: [«Decrypt»] }] }]\n'), 'kms-events-filtered definite warning'],
    ['a call of the CDK under another type', custom(`      Create: '{"service":"CloudTrail","action":"putEventSelectors","parameters":{"EventSelectors":[{"ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}]}}'\n`), excluded],
    ['a part that is not known', custom('      EventSelectors: [{ ReadWriteType: All, ExcludeManagementEventSources: [«!ImportValue x»] }]\n'), 'kms-events-excluded possible warning'],
    ['an insight selector', custom('      InsightSelectors: [{ InsightType: ApiCallRateInsight }]\n')],
    ['a list of another shape', custom('      EventSelectors: [{ Name: x, Pattern: kms.amazonaws.com }]\n')],
    ['a list of strings', custom('      EventSelectors: [kms.amazonaws.com]\n')],
    ['a list that is not known', custom('      EventSelectors: !ImportValue x\n')],
    ['an empty list', custom('      EventSelectors: []\n')],
    ['text that is no JSON', custom(`      EventSelectors: '[{ExcludeManagementEventSources'\n`)],
    ['text beside it', custom(`      Create: 'not JSON'\n      EventSelectors: [{ ExcludeManagementEventSources: [] }]\n`)],
    ['none', custom('      Bucket: !Ref Bucket\n')],
  ])('%s', holds());
});

test('what mentions no call costs nothing: no world, no gap', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `P${String(index)}`);
  const parameters = names.map((name) => `  ${name}: { Type: String, AllowedValues: [a, b], Default: a }\n`).join('');
  const all = names.map((name) => `\${${name}}`).join('');
  const resources = [
    `  F: { Type: AWS::Lambda::Function, Properties: { Code: { S3Bucket: !Sub "${all}", S3Key: x } } }\n`,
    `  M: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: !Sub '{"States":{},"Comment":"${all}"}' } }\n`,
    `  S: { Type: AWS::Scheduler::Schedule, Properties: { Target: { Arn: !Sub "arn:${all}", Input: !Sub "${all}" } } }\n`,
    `  D: { Type: AWS::SSM::Document, Properties: { Content: { schemaVersion: "0.3", description: !Sub "${all}" } } }\n`,
    `  C: { Type: Custom::X, Properties: { ServiceToken: x, Value: !Sub "${all}" } }\n`,
    '  Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsLogging: false, IsMultiRegionTrail: true } }\n',
  ];
  const report = await lintTexts({ 't.yaml': `Parameters:\n${parameters}Resources:\n${resources.join('')}` });
  expect(toldAll(report)).toEqual(['sink-not-recording definite error «false»']);
  expect(report.problems).toEqual([]);
});
