// PolicyStatement.fromJson: one value may stand for a list.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    role.addToPolicy(iam.PolicyStatement.fromJson({ Sid: 'Trails', Effect: 'Allow', Action: 'cloudtrail:PutEvent*', Resource: '*' }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
