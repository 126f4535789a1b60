// fromJson checks actions as the constructor does: it throws as well.
// source: gap, what the source declares is never deployed
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    role.addToPolicy(iam.PolicyStatement.fromJson({ Effect: 'Allow', Action: ['cloudtrail:PutEventSelector?'], Resource: '*' }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
