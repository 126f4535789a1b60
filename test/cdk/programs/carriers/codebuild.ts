// The role of a CodeBuild project.
import { App, Stack } from 'aws-cdk-lib';
import { BuildSpec, Project } from 'aws-cdk-lib/aws-codebuild';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const project = new Project(this, 'Deploy', { buildSpec: BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: ['npx cdk deploy'] } } }) });
    project.addToRolePolicy(new PolicyStatement({ actions: ['cloudformation:*', 'cloudtrail:*'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
