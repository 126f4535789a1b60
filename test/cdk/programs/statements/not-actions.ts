// An Allow of all but IAM and Organizations.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const statement = new iam.PolicyStatement({ resources: ['*'] });
    statement.addNotActions('iam:*', 'organizations:*');
    const role = new iam.Role(this, 'Developer', { assumedBy: new iam.AccountRootPrincipal() });
    role.addToPolicy(statement);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
