// The action on the one trail of the stack.
import { App, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    const role = new iam.Role(this, 'Deployer', { assumedBy: new iam.AccountRootPrincipal() });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: [trail.trailArn] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
