// addPropertyOverride into the document of a policy.
import { App, type CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const policy = new iam.ManagedPolicy(this, 'Policy', { statements: [new iam.PolicyStatement({ actions: ['cloudtrail:Get*'], resources: ['*'] })] });
    const resource = policy.node.defaultChild as CfnResource;
    resource.addPropertyOverride('PolicyDocument.Statement.0.Action', ['cloudtrail:Get*', 'cloudtrail:PutEventSelectors']);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
