// The effect is assigned: what was an Allow denies.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const statement = new iam.PolicyStatement({ actions: ['cloudtrail:*'], resources: ['*'] });
    statement.effect = iam.Effect.DENY;
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    role.addToPolicy(statement);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
