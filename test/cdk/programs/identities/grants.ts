// Grant.addToPrincipal with actions and ARNs.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Deployer', { assumedBy: new iam.AccountRootPrincipal() });
    iam.Grant.addToPrincipal({ grantee: role, actions: ['cloudtrail:PutEventSelectors', 'cloudtrail:UpdateTrail'], resourceArns: ['*'] });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
