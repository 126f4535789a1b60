/** A role that a construct makes where it is given none. */
export interface ImplicitRole {
  /** The property by which one is given. */
  readonly property: string;
  /** Below the construct. */
  readonly path: string;
  /** Who may take it on; empty where that does not matter. */
  readonly service: string;
}

const role = (property: string, path: string, service: string): ImplicitRole => ({ property, path, service });

const LAMBDA = 'lambda.amazonaws.com';
const ECS = 'ecs-tasks.amazonaws.com';
const EC2 = 'ec2.amazonaws.com';

/** By the class of the construct and the member that is the role (`role` for the one that statements are added to). As the sources of the CDK have it. */
const roles: readonly (readonly [made: RegExp, member: RegExp, role: ImplicitRole])[] = [
  [/^aws-cloudfront\.experimental\.EdgeFunction$/u, /^role$/u, role('role', 'Fn/ServiceRole', LAMBDA)],
  [/^aws-events-targets\.AwsApi$/u, /^role$/u, role('', 'AWSb4cf1abd4e4f4bc699441af7ccd9ec37/ServiceRole', LAMBDA)],
  [/^aws-scheduler-targets\.Universal$/u, /^role$/u, role('role', '', 'scheduler.amazonaws.com')],
  [/^aws-stepfunctions-tasks\.CallAwsServiceCrossRegion$/u, /^role$/u, role('', 'CrossRegionAwsSdk8a0c93f3dbef4b71ac137aaf2048ce7e/ServiceRole', LAMBDA)],
  [/^custom-resources\.AwsCustomResource$/u, /^role$/u, role('role', 'AWS679f53fac002430cb0da5b7982bd2287/ServiceRole', LAMBDA)],
  [/^core\.CustomResourceProvider/u, /^role$/u, role('', 'Role', LAMBDA)],
  [/^aws-codepipeline-actions\.CloudFormation/u, /^deploymentRole$/u, role('deploymentRole', 'Role', 'cloudformation.amazonaws.com')],
  [/^pipelines\./u, /^role$/u, role('role', '', 'codebuild.amazonaws.com')],
  [/^aws-lambda[\w-]*\.\w*Function$/u, /^role$/u, role('role', 'ServiceRole', LAMBDA)],
  [/^aws-ecs\.\w*TaskDefinition$/u, /^(?:task|obtainTask)?[rR]ole$/u, role('taskRole', 'TaskRole', ECS)],
  [/^aws-ecs\.\w*TaskDefinition$/u, /^(?:obtainE|e)xecutionRole$/u, role('executionRole', 'ExecutionRole', ECS)],
  [/^aws-codebuild\.\w*Project$/u, /^role$/u, role('role', 'Role', 'codebuild.amazonaws.com')],
  [/^aws-codepipeline\.Pipeline$/u, /^role$/u, role('role', 'Role', 'codepipeline.amazonaws.com')],
  [/^aws-stepfunctions\.StateMachine$/u, /^role$/u, role('role', 'Role', 'states.amazonaws.com')],
  [/^aws-ec2\.BastionHostLinux$/u, /^role$/u, role('role', 'Resource/InstanceRole', EC2)],
  [/^aws-(?:ec2\.Instance|autoscaling\.AutoScalingGroup)$/u, /^role$/u, role('role', 'InstanceRole', EC2)],
  [/^aws-(?:codedeploy|appsync)\./u, /^(?:role|serviceRole)$/u, role('role', 'ServiceRole', '')],
  [/^aws-chatbot\./u, /^role$/u, role('role', 'ConfigurationRole', '')],
  [/^aws-eks(?:-v2)?\.Nodegroup$/u, /^role$/u, role('nodeRole', 'NodeGroupRole', EC2)],
  [/^aws-eks(?:-v2)?\.FargateProfile$/u, /^(?:role|podExecutionRole)$/u, role('podExecutionRole', 'PodExecutionRole', '')],
  [/^aws-bedrockagentcore\.Runtime$/u, /^role$/u, role('executionRole', 'ExecutionRole', '')],
];

/** The role that a construct makes for itself; of constructs that are not known it is called like the member. */
export function implicitRole(made: string, member: string): ImplicitRole {
  const known = roles.find(([pattern, name]) => pattern.test(made) && name.test(member));
  return known?.[2] ?? role(member, member.charAt(0).toUpperCase() + member.slice(1), '');
}
