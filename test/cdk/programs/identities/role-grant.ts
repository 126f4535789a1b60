// role.grant gives actions on the role, not on trails.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const target = new iam.Role(this, 'Target', { assumedBy: new iam.AccountRootPrincipal() });
    const caller = new iam.User(this, 'Caller');
    target.grant(caller, 'iam:GetRole', 'sts:AssumeRole');
    target.grantPassRole(caller);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
