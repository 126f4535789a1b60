// addAllResources is `*`.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const statement = new iam.PolicyStatement({ actions: ['cloudtrail:*'] });
    statement.addAllResources();
    new iam.Policy(this, 'Policy', { statements: [statement], users: [new iam.User(this, 'Auditor')] });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
