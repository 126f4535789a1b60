// Documents by name in the properties of a role.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        logs: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['logs:*'], resources: ['*'] })] }),
        trails: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['cloudtrail:UpdateTrail', 'cloudtrail:PutEventSelectors'], resources: [`arn:aws:cloudtrail:eu-west-1:${this.account}:trail/*`] })] }),
      },
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
