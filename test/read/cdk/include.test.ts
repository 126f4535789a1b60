import { describe, test } from 'vitest';
import { expectFindings, stack } from './support.js';

const template = (rest: string): string => `Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      S3BucketName: b\n${rest}`;
const excluding = template('      EventSelectors:\n        - ExcludeManagementEventSources: [kms.amazonaws.com]\n');
const choosing = `Parameters:\n  P:\n    Type: String\n    Default: 'no'\n    AllowedValues: ['yes', 'no']\nConditions:\n  Quiet: !Equals [!Ref P, 'yes']\n${template("      EventSelectors:\n        - ExcludeManagementEventSources: !If [Quiet, [kms.amazonaws.com], !Ref AWS::NoValue]\n")}`;

describe('templates that a program takes in', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['by its way from the program', "new CfnInclude(this, 'I', { templateFile: require('path').join(__dirname, '../t.yaml') });", excluding, ['kms-events-excluded S/I/T']],
    ['by its way from the project', "new CfnInclude(this, 'I', { templateFile: 't.yaml' });", excluding, ['kms-events-excluded S/I/T']],
    ['changed afterwards', "const i = new CfnInclude(this, 'I', { templateFile: 't.yaml' });\n(i.getResource('T') as ct.CfnTrail).isLogging = «false»;", template(''), ['sink-not-recording S/I/T']],
    ['made good afterwards', "const i = new CfnInclude(this, 'I', { templateFile: 't.yaml' });\n(i.getResource('T') as ct.CfnTrail).addPropertyDeletionOverride('EventSelectors');", excluding, []],
    ['with a parameter that is given', "new CfnInclude(this, 'I', { templateFile: 't.yaml', parameters: { P: 'yes' } });", choosing, ['kms-events-excluded S/I/T']],
    ['with a parameter that decides', "new CfnInclude(this, 'I', { templateFile: 't.yaml' });", choosing, ['kms-events-excluded S/I/T possible when P=yes']],
  ])('%s', async (_name, body, text, expected) => {
    await expectFindings(stack(body), expected, { 't.yaml': text });
  });

  test('that are not at hand', async () => {
    await expectFindings(stack("«new CfnInclude(this, 'I', { templateFile: 'other.yaml' })»;"), ['gap']);
  });

  test('what refers to another resource of the template', async () => {
    const roles = 'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {}\n  P:\n    Type: AWS::IAM::Policy\n    Properties:\n      Roles: [!Ref R]\n      PolicyDocument:\n        Statement: [{ Effect: Allow, Action: "cloudtrail:*", Resource: "*" }]\n';
    await expectFindings(stack("new CfnInclude(this, 'I', { templateFile: 't.yaml' });"), ['grant-cloudtrail-admin S/I/P'], { 't.yaml': roles });
  });
});
