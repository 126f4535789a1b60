import { describe, test } from 'vitest';
import { expectFindings, stack } from './support.js';

const quiet = "EventSelectors: [{ ReadWriteType: 'All', ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }]";
const bare = quiet.replaceAll(/[«»]/gu, '');
const custom = (props: string): string => `new cr.AwsCustomResource(this, 'C', { ${props} });`;

describe('custom resources', () => {
  test.each<[string, string, readonly string[]]>([
    ['onCreate', custom(`onCreate: { service: 'CloudTrail', action: 'putEventSelectors', parameters: { TrailName: 't', ${quiet} } }`), ['kms-events-excluded S/C']],
    ['onUpdate alone', custom(`onUpdate: { service: '@aws-sdk/client-cloudtrail', action: 'PutEventSelectorsCommand', parameters: { TrailName: 't', ${quiet} } }`), ['kms-events-excluded S/C']],
    ['onDelete alone', custom(`onDelete: { service: 'cloudtrail', action: 'PutEventSelectors', parameters: { TrailName: 't', ${quiet} } }`), ['kms-events-excluded S/C.Delete']],
    ['a call in a variable', `const call: cr.AwsSdkCall = { service: 'CloudTrail', action: 'putEventSelectors', parameters: { TrailName: 't', ${quiet} } };\n${custom('onCreate: call, onUpdate: call')}`.replace("«'kms.amazonaws.com'»", "'kms.amazonaws.com'").replace('onCreate: call', 'onCreate: «call»'), ['kms-events-excluded S/C']],
    ['another service', custom(`onCreate: { service: 'S3', action: 'putEventSelectors', parameters: { TrailName: 't', ${bare} } }`), []],
    ['a call that is not known', custom('onCreate: «JSON.parse(process.env.CALL!)»'), ['gap']],
    ['props that are not known', "new cr.AwsCustomResource(this, 'C', «JSON.parse(process.env.PROPS!)»);", ['gap', 'gap']],
    ['stops when it is deleted', custom("onDelete: { service: 'CloudTrail', action: 'stopLogging', parameters: { Name: 't' } }"), []],
    ['a policy that it makes', custom("onCreate: { service: 'IAM', action: 'putRolePolicy', parameters: { RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: «'cloudtrail:*'», Resource: '*' }] }) } }"), ['grant-cloudtrail-admin S/C']],
    ['a provider of one\'s own', `new cdk.CustomResource(this, 'C', { serviceToken: 'arn:x', resourceType: 'Custom::Selectors', properties: { TrailName: 't', ${quiet} } });`, ['kms-events-excluded S/C']],
    ['a provider that takes lower camel case', "new cdk.CustomResource(this, 'C', { serviceToken: 'arn:x', pascalCaseProperties: true, properties: { trailName: 't', eventSelectors: [{ excludeManagementEventSources: [«'kms.amazonaws.com'»] }] } });", ['kms-events-excluded S/C']],
    ['an L1 custom resource', `const c = new cdk.CfnCustomResource(this, 'C', { serviceToken: 'arn:x' });\nc.addPropertyOverride('EventSelectors', [{ ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }]);`, ['kms-events-excluded S/C']],
    ['other properties', "new cdk.CustomResource(this, 'C', { serviceToken: 'arn:x', properties: { Size: 3 } });", []],
  ])('%s', async (_name, body, expected) => {
    await expectFindings(stack(body), expected);
  });
});

describe('templates that are not in view', () => {
  test.each<[string, string]>([
    ['a nested stack', "«new cdk.CfnStack(this, 'N', { templateUrl: 'https://example.com/t.yaml' })»;"],
    ['a StackSet', "«new cdk.CfnStackSet(this, 'N', { stackSetName: 'n', permissionModel: 'SERVICE_MANAGED' })»;"],
  ])('%s', async (_name, body) => {
    await expectFindings(stack(body), ['gap']);
  });
});

describe('calls in other syntaxes', () => {
  test.each<[string, string, readonly string[]]>([
    ['a function', `new lambda.Function(this, 'F', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(\`const { CloudTrail } = require('@aws-sdk/client-cloudtrail');\nnew CloudTrail().putEventSelectors({ TrailName: 't', EventSelectors: [{ ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }] });\`) });`, ['kms-events-excluded S/F']],
    ['a function in files', "new lambda.Function(this, 'F', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset('handler') });", []],
    ['a state machine in a text', `new sfn.StateMachine(this, 'M', { definitionBody: sfn.DefinitionBody.fromString(JSON.stringify({ StartAt: 'Q', States: { Q: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors', Parameters: { TrailName: 't', ${quiet} }, End: true } } })) });`, ['kms-events-excluded S/M']],
    ['a state written out', `const q = new sfn.CustomState(this, 'Q', { stateJson: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors', Parameters: { TrailName: 't', ${quiet} } } });\nnew sfn.StateMachine(this, 'M', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this, 'P').next(q)) });`, ['kms-events-excluded S/M']],
    ['behind a choice', `const q = new tasks.CallAwsService(this, 'Q', { service: 'cloudtrail', action: 'putEventSelectors', iamResources: ['arn:aws:cloudtrail:eu-west-1:111122223333:trail/t'], iamAction: 'cloudtrail:GetTrail', parameters: { TrailName: 't', ${quiet} } });\nconst c = new sfn.Choice(this, 'C').when(sfn.Condition.booleanEquals('$.q', true), q).otherwise(new sfn.Succeed(this, 'D'));\nnew sfn.StateMachine(this, 'M', { definitionBody: sfn.DefinitionBody.fromChainable(c) });`, ['kms-events-excluded S/M']],
    ['a task of no state machine', `new tasks.CallAwsService(this, 'Q', { service: 'cloudtrail', action: 'putEventSelectors', iamResources: ['*'], iamAction: 's3:x', parameters: { TrailName: 't', ${bare} } });`, []],
    ['a schedule', `new scheduler.Schedule(this, 'E', { schedule: scheduler.ScheduleExpression.rate(cdk.Duration.days(1)), target: new targets.Universal({ service: 'cloudtrail', action: 'putEventSelectors', policyStatements: [], input: scheduler.ScheduleTargetInput.fromObject({ TrailName: 't', ${quiet} }) }) });`, ['kms-events-excluded S/E']],
  ])('%s', async (_name, body, expected) => {
    await expectFindings(stack(body), expected);
  });
});
