// A permissions boundary that does not allow CloudTrail.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const boundary = new iam.ManagedPolicy(this, 'Boundary', { statements: [new iam.PolicyStatement({ actions: ['s3:*', 'logs:*'], resources: ['*'] })] });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal(), permissionsBoundary: boundary });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
