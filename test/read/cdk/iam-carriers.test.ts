import { describe, test } from 'vitest';
import { expectFindings, program } from './support.js';

const PUT = "'cloudtrail:PutEventSelectors'";
const WIDE = `new iam.PolicyStatement({ actions: [«${PUT}»], resources: ['*'] })`;
const FUNCTION = "{ runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') }";

const IMPORTS = [
  "import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';",
  "import { aws_ecs as ecs, aws_codebuild as codebuild, aws_ec2 as ec2, aws_autoscaling as autoscaling, aws_eks as eks, aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_events_targets as eventTargets, pipelines, CustomResourceProvider, CustomResourceProviderRuntime } from 'aws-cdk-lib';",
  '',
].join('\n');

/** A stack `S` whose constructor has this body, with more imports. */
const stack = (body: string): string => program(`${IMPORTS}class S extends cdk.Stack {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    ${body}\n  }\n}\nnew S(new cdk.App(), 'S');\n`);

/** Addresses are those of synthesis. */
const rows = (name: string, all: readonly (readonly [string, string, readonly string[]])[]): void => {
  describe(name, () => {
    test.each(all)('%s', async (_name, body, expected) => {
      await expectFindings(stack(body), expected);
    });
  });
};

const any = (path: string): readonly string[] => [`grant-any-trail S/${path}/DefaultPolicy`];

rows('functions', [
  ['addToRolePolicy', `new lambda.Function(this, 'F', ${FUNCTION}).addToRolePolicy(${WIDE});`, any('F/ServiceRole')],
  ['initialPolicy', `new lambda.Function(this, 'F', { ...${FUNCTION}, initialPolicy: [${WIDE}] });`, any('F/ServiceRole')],
  ['of another language', `new NodejsFunction(this, 'F').addToRolePolicy(${WIDE});`, any('F/ServiceRole')],
  ['with a role of its own', `const r = new iam.Role(this, 'R', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }); new lambda.Function(this, 'F', { ...${FUNCTION}, role: r }).addToRolePolicy(${WIDE});`, any('R')],
  ['its role', `new lambda.Function(this, 'F', ${FUNCTION}).role!.addToPrincipalPolicy(${WIDE});`, any('F/ServiceRole')],
  ['its role, if it has one', `new lambda.Function(this, 'F', ${FUNCTION}).role?.addToPrincipalPolicy(${WIDE});`, any('F/ServiceRole')],
  ['its principal', `new lambda.Function(this, 'F', ${FUNCTION}).grantPrincipal.addToPrincipalPolicy(${WIDE});`, any('F/ServiceRole')],
  ['its alias', `const f = new lambda.Function(this, 'F', ${FUNCTION}); new lambda.Alias(this, 'A', { aliasName: 'live', version: f.currentVersion }).addToRolePolicy(${WIDE});`, any('F/ServiceRole')],
  ['one of several that share a class', `class Own extends lambda.Function { constructor(s: Construct, n: string) { super(s, n, ${FUNCTION}); this.addToRolePolicy(${WIDE}); } } new Own(this, 'F');`, any('F/ServiceRole')],
  ['an imported one has no role', `lambda.Function.fromFunctionArn(this, 'F', 'arn:aws:lambda:eu-west-1:111122223333:function:x').addToRolePolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] }));`, []],
  ['an imported one with a role', `const r = iam.Role.fromRoleName(this, 'R', 'op'); lambda.Function.fromFunctionAttributes(this, 'F', { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:x', role: r }).addToRolePolicy(${WIDE});`, ['grant-any-trail S/R/Policy']],
  ['a single one', `new lambda.SingletonFunction(this, 'F', { uuid: 'aaaa-bbbb', ...${FUNCTION} }).addToRolePolicy(${WIDE});`, any('SingletonLambdaaaaabbbb/ServiceRole')],
  ['a Deny besides', `const f = new lambda.Function(this, 'F', ${FUNCTION}); f.addToRolePolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] })); f.addToRolePolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [${PUT}], resources: ['*'] }));`, []],
]);

rows('other compute', [
  ['the role of a task', `new ecs.FargateTaskDefinition(this, 'T').addToTaskRolePolicy(${WIDE});`, any('T/TaskRole')],
  ['the role that starts a task', `new ecs.FargateTaskDefinition(this, 'T').addToExecutionRolePolicy(${WIDE});`, any('T/ExecutionRole')],
  ['the task role as a member', `new ecs.FargateTaskDefinition(this, 'T').taskRole.addToPrincipalPolicy(${WIDE});`, any('T/TaskRole')],
  ['the role of a task that is given', `const r = new iam.Role(this, 'R', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }); new ecs.FargateTaskDefinition(this, 'T', { taskRole: r }).addToTaskRolePolicy(${WIDE});`, any('R')],
  ['a project', `new codebuild.PipelineProject(this, 'P').addToRolePolicy(${WIDE});`, any('P/Role')],
  ['an instance', `new ec2.Instance(this, 'I', {} as ec2.InstanceProps).role.addToPrincipalPolicy(${WIDE});`, any('I/InstanceRole')],
  ['a bastion', `new ec2.BastionHostLinux(this, 'I', {} as ec2.BastionHostLinuxProps).role.addToPrincipalPolicy(${WIDE});`, any('I/Resource/InstanceRole')],
  ['a group of instances', `new autoscaling.AutoScalingGroup(this, 'A', {} as autoscaling.AutoScalingGroupProps).addToRolePolicy(${WIDE});`, any('A/InstanceRole')],
  ['a service account', `const c = new eks.Cluster(this, 'C', {} as eks.ClusterProps); c.addServiceAccount('sa').addToPrincipalPolicy(${WIDE});`, any('C/sa/Role')],
  ['a service account of its own', `const c = new eks.Cluster(this, 'C', {} as eks.ClusterProps); new eks.ServiceAccount(this, 'A', { cluster: c }).role.addToPrincipalPolicy(${WIDE});`, any('A/Role')],
  ['a state machine', `new sfn.StateMachine(this, 'M', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this, 'P')) }).addToRolePolicy(${WIDE});`, any('M/Role')],
]);

rows('calls of APIs', [
  ['a custom resource on anything', `new cr.AwsCustomResource(this, 'C', { onUpdate: { service: 'CloudTrail', action: «'putEventSelectors'», parameters: {} }, policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: cr.AwsCustomResourcePolicy.ANY_RESOURCE }) });`, ['grant-any-trail S/C/CustomResourcePolicy']],
  ['a command of version 3', `new cr.AwsCustomResource(this, 'C', { onUpdate: { service: '@aws-sdk/client-cloudtrail', action: «'PutEventSelectorsCommand'», parameters: {} }, policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }) });`, ['grant-any-trail S/C/CustomResourcePolicy']],
  ['on one trail', `new cr.AwsCustomResource(this, 'C', { onDelete: { service: 'CloudTrail', action: «'putEventSelectors'», parameters: {} }, policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'] }) });`, ['grant-one-trail S/C/CustomResourcePolicy']],
  ['of another service', `new cr.AwsCustomResource(this, 'C', { onUpdate: { service: 'S3', action: 'putBucketTagging', parameters: {} }, policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }) });`, []],
  ['within another role', `new cr.AwsCustomResource(this, 'C', { onUpdate: { service: 'CloudTrail', action: 'putEventSelectors', assumedRoleArn: 'arn:aws:iam::111122223333:role/x', parameters: {} }, policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }) });`, []],
  ['by statements', `new cr.AwsCustomResource(this, 'C', { onUpdate: { service: 'S3', action: 'x', parameters: {} }, policy: cr.AwsCustomResourcePolicy.fromStatements([${WIDE}]) });`, ['grant-any-trail S/C/CustomResourcePolicy']],
  ['what its function gets besides', `new cr.AwsCustomResource(this, 'C', { onUpdate: { service: 'S3', action: 'x', parameters: {} }, policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }) }).grantPrincipal.addToPrincipalPolicy(${WIDE});`, any('AWS679f53fac002430cb0da5b7982bd2287/ServiceRole')],
  ['a task', `const t = new tasks.CallAwsService(this, 'T', { service: 'cloudtrail', action: «'putEventSelectors'», iamResources: ['*'], parameters: {} }); new sfn.StateMachine(this, 'M', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this, 'P').next(t)) });`, any('M/Role')],
  ['a task with an action of its own', `const t = new tasks.CallAwsService(this, 'T', { service: 'cloudtrail', action: 'describeTrails', iamAction: «'cloudtrail:*'», iamResources: ['*'] }); new sfn.StateMachine(this, 'M', { definition: t });`, ['grant-cloudtrail-admin S/M/Role/DefaultPolicy']],
  ['statements of a task', `const t = new tasks.CallAwsService(this, 'T', { service: 'cloudtrail', action: 'describeTrails', iamResources: ['*'], additionalIamStatements: [${WIDE}] }); new sfn.StateMachine(this, 'M', { definition: t });`, any('M/Role')],
  ['a task within a branch', `const t = new tasks.CallAwsService(this, 'T', { service: 'cloudtrail', action: «'putEventSelectors'», iamResources: ['*'] }); const p = new sfn.Parallel(this, 'P'); p.branch(t); new sfn.StateMachine(this, 'M', { definitionBody: sfn.DefinitionBody.fromChainable(p) });`, any('M/Role')],
  ['a task in another Region', `new tasks.CallAwsServiceCrossRegion(this, 'T', { service: 'cloudtrail', action: «'putEventSelectors'», iamResources: ['*'], region: 'us-east-1' });`, any('CrossRegionAwsSdk8a0c93f3dbef4b71ac137aaf2048ce7e/ServiceRole')],
  ['the target of a rule', `new events.Rule(this, 'R', { targets: [new eventTargets.AwsApi({ service: 'CloudTrail', action: «'putEventSelectors'» })] });`, any('AWSb4cf1abd4e4f4bc699441af7ccd9ec37/ServiceRole')],
  ['the target of a rule, added', `const r = new events.Rule(this, 'R'); r.addTarget(new eventTargets.AwsApi({ service: 's3', action: 'x', policyStatement: ${WIDE} }));`, any('AWSb4cf1abd4e4f4bc699441af7ccd9ec37/ServiceRole')],
  ['a statement takes the place of the call', `new events.Rule(this, 'R', { targets: [new eventTargets.AwsApi({ service: 'CloudTrail', action: 'putEventSelectors', policyStatement: new iam.PolicyStatement({ actions: ['cloudtrail:GetTrail'], resources: ['*'] }) })] });`, []],
  ['the target of a schedule', `new scheduler.Schedule(this, 'D', { schedule: scheduler.ScheduleExpression.rate(cdk.Duration.days(1)), target: new targets.Universal({ service: 'cloudtrail', action: «'stopLogging'» }) });`, ['grant-trail-sabotage S/SchedulerRoleForTarget-2dcaeb/DefaultPolicy', 'sink-not-recording S/D']],
  ['statements of the target of a schedule', `new scheduler.Schedule(this, 'D', { schedule: scheduler.ScheduleExpression.rate(cdk.Duration.days(1)), target: new targets.Universal({ service: 's3', action: 'putBucketTagging', policyStatements: [${WIDE}] }) });`, any('SchedulerRoleForTarget-94533b')],
]);

rows('pipelines and providers', [
  ['a pipeline', `new codepipeline.Pipeline(this, 'P').addToRolePolicy(${WIDE});`, any('P/Role')],
  ['an action that may do everything', `const p = new codepipeline.Pipeline(this, 'P'); p.addStage({ stageName: 'Deploy', actions: [new actions.CloudFormationCreateUpdateStackAction({ actionName: 'Apply', stackName: 'x', templatePath: new codepipeline.Artifact().atPath('t'), adminPermissions: «true» })] });`, ['grant-full-admin S/P/Deploy/Apply/Role/DefaultPolicy']],
  ['an action that may not', `const p = new codepipeline.Pipeline(this, 'P'); p.addStage({ stageName: 'Deploy', actions: [new actions.CloudFormationCreateUpdateStackAction({ actionName: 'Apply', stackName: 'x', templatePath: new codepipeline.Artifact().atPath('t'), adminPermissions: false })] });`, []],
  ['addToDeploymentRolePolicy', `const a = new actions.CloudFormationCreateUpdateStackAction({ actionName: 'Apply', stackName: 'x', templatePath: new codepipeline.Artifact().atPath('t'), adminPermissions: false }); new codepipeline.Pipeline(this, 'P', { stages: [{ stageName: 'Deploy', actions: [a] }] }); a.addToDeploymentRolePolicy(${WIDE});`, any('P/Deploy/Apply/Role')],
  ['the synthesis step', `new pipelines.CodePipeline(this, 'P', { synth: new pipelines.CodeBuildStep('Synth', { commands: [], rolePolicyStatements: [${WIDE}] }) });`, any('P/Pipeline/Build/Synth/CdkBuildProject/Role')],
  ['a step before a stage', `const p = new pipelines.CodePipeline(this, 'P', { synth: new pipelines.ShellStep('Synth', { commands: [] }) }); p.addStage(new cdk.Stage(this, 'Prod'), { pre: [new pipelines.CodeBuildStep('Pre', { commands: [], rolePolicyStatements: [${WIDE}] })] });`, any('P/Pipeline/Prod/Pre/Pre/Role')],
  ['a provider of custom resources', `CustomResourceProvider.getOrCreate(this, 'Custom::X', { codeDirectory: 'x', runtime: CustomResourceProviderRuntime.NODEJS_22_X, policyStatements: [{ Effect: 'Allow', Action: [«${PUT}»], Resource: '*' }] });`, ['grant-any-trail S/Custom::XCustomResourceProvider/Role']],
  ['a provider that gets more', `const p = CustomResourceProvider.getOrCreateProvider(this, 'Custom::X', { codeDirectory: 'x', runtime: CustomResourceProviderRuntime.NODEJS_22_X }); p.addToRolePolicy({ Effect: 'Allow', Action: «'cloudtrail:*'», Resource: '*' });`, ['grant-cloudtrail-admin S/Custom::XCustomResourceProvider/Role']],
]);

describe('classes that nothing in view makes', () => {
  test('what one of them comes to is not taken for what another does', async () => {
    const own = (name: string, body: string): string => `export class ${name} extends Construct {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    ${body}\n  }\n}\n`;
    await expectFindings(program(own('First', `new lambda.Function(this, 'F', ${FUNCTION});`) + own('Second', `new lambda.Function(this, 'F', ${FUNCTION}).addToRolePolicy(${WIDE});`)), ['grant-any-trail ?/F/ServiceRole/DefaultPolicy']);
  });
});
