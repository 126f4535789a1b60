// The task role and the execution role of a task definition.
import { App, Stack } from 'aws-cdk-lib';
import { ContainerImage, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const task = new FargateTaskDefinition(this, 'Task');
    task.addContainer('Main', { image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox') });
    task.addToTaskRolePolicy(new PolicyStatement({ actions: ['cloudtrail:*'], resources: ['*'] }));
    task.addToExecutionRolePolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
