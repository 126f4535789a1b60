import { describe, expect, test } from 'vitest';
import { positionAt } from '../../src/core/line-index.js';
import { modelled } from '../../src/read/cloudformation/modelled.js';
import { lintTexts } from '../helpers/lint.js';

/** Ways in which a resource of a template may hold a trail that is not seen. Each is told, at a line of its own. */
const unseen: Readonly<Record<string, string>> = {
  'a nested stack elsewhere': 'Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: https://example.com/x.yaml }',
  'a nested stack whose URL is not known': 'Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: !Ref Unknown }',
  'a nested stack that says nothing': 'Type: AWS::CloudFormation::Stack',
  'a nested stack in a file that is not there': 'Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ./not-there.yaml }',
  'a nested stack in a file that is no template': 'Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: other.yaml }',
  'a StackSet elsewhere': 'Type: AWS::CloudFormation::StackSet\n    Properties: { TemplateURL: https://example.com/x.yaml }',
  'a StackSet whose template depends on what is not known': 'Type: AWS::CloudFormation::StackSet\n    Properties: { TemplateBody: !Ref Unknown }',
  'a StackSet whose template is broken': 'Type: AWS::CloudFormation::StackSet\n    Properties: { TemplateBody: "{" }',
  'an application of SAM elsewhere': 'Type: AWS::Serverless::Application\n    Properties: { Location: { ApplicationId: arn:x, SemanticVersion: 1.0.0 } }',
  'a module': 'Type: My::Company::Trail::MODULE',
  'a product': 'Type: AWS::ServiceCatalog::CloudFormationProduct\n    Properties: { Name: x }',
  'a provisioned product': 'Type: AWS::ServiceCatalog::CloudFormationProvisionedProduct\n    Properties: { ProductName: x }',
  'a type that a function makes': 'Type: !Ref Unknown',
  'no type': 'Properties: { IsLogging: false }',
  'no map': '"AWS::CloudTrail::Trail"',
  'properties that a macro makes': 'Type: AWS::CloudTrail::Trail\n    Properties: { Fn::Transform: { Name: Company, Parameters: {} } }',
  'properties that are no map': 'Type: AWS::CloudTrail::Trail\n    Properties: [IsLogging, false]',
  'selectors that an unknown function makes': 'Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: true, EventSelectors: !Company::Selectors x }',
  'a policy that cannot be read': 'Type: AWS::IAM::ManagedPolicy\n    Properties: { PolicyDocument: "{ broken" }',
  'a policy that is not known': 'Type: AWS::IAM::ManagedPolicy\n    Properties: { PolicyDocument: !Sub "${Unknown}{}" }',
};

const text = (body: string, name = 'Resource'): string => `Parameters: { Unknown: { Type: String } }\nResources:\n  Before: { Type: AWS::SQS::Queue }\n  ${name}:\n    ${body}\n  After: { Type: AWS::SQS::Queue }\n`;

describe('what cannot be followed is told where it stands', () => {
  const told = async (files: Readonly<Record<string, string>>): Promise<readonly number[]> => {
    const report = await lintTexts(files);
    return report.problems.filter(({ span }) => span.source.path === 't.yaml').map(({ span }) => positionAt(span.source, span.start).line);
  };

  test.each(Object.entries(unseen))('%s', async (_name, body) => {
    const lines = await told({ 't.yaml': text(body), 'other.yaml': 'a: 1\n' });
    expect(lines.length).toBeGreaterThan(0);
    // Lines count from 1; the resource begins at the fourth, and what is behind it is not meant.
    const last = 4 + body.split('\n').length;
    expect(lines.every((line) => line >= 4 && line <= last)).toBe(true);
  });

  test.each([
    ['resources that a macro makes', 'Resources:\n  Fn::Transform: { Name: Company }\n'],
    ['resources that an unknown function makes', 'Resources:\n  Fn::Company::Trails: []\n  Q: { Type: AWS::SQS::Queue }\n'],
    ['resources that a loop makes of what is not known', 'Resources:\n  Fn::ForEach::X: [N, !Ref Unknown, { "${N}": { Type: AWS::CloudTrail::Trail } }]\n'],
    ['a loop that is broken', 'Resources:\n  Fn::ForEach::X: { N: 1 }\n  Q: { Type: AWS::SQS::Queue }\n'],
    ['a macro over all of it', 'Transform: Company\nResources:\n  Q: { Type: AWS::SQS::Queue }\n'],
    ['resources that are no map', 'AWSTemplateFormatVersion: 2010-09-09\nResources: [a]\n'],
    ['a snippet of the template that is elsewhere', 'Transform: { Name: AWS::Include, Parameters: { Location: s3://b/k } }\nResources:\n  Q: { Type: AWS::SQS::Queue }\n'],
    ['a snippet of resources that is elsewhere', 'Resources:\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://b/k } }\n  Q: { Type: AWS::SQS::Queue }\n'],
  ])('%s', async (_name, template) => {
    expect((await told({ 't.yaml': template })).length).toBeGreaterThan(0);
  });
});

/** Types whose resources are looked at only for calls, policies or events in them, which these have not. */
test.each([...modelled.keys()])('%s, empty, is read or is nothing', async (type) => {
  const report = await lintTexts({ 't.yaml': text(`Type: ${type}\n    Properties: {}`) });
  expect(report.internalErrors).toEqual([]);
  expect(report.files.recognised).toBe(1);
});

test('a resource that is not followed does not hide the others', async () => {
  const trail = '  Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsLogging: false, IsMultiRegionTrail: true } }\n';
  for (const body of Object.values(unseen)) {
    const report = await lintTexts({ 't.yaml': text(body) + trail });
    expect(report.findings.map(({ rule, subject }) => `${rule} ${subject}`)).toContain('sink-not-recording Trail');
  }
});
