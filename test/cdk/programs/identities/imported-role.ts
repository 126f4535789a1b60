// A role that is imported by its ARN gets a policy of its own.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = iam.Role.fromRoleArn(this, 'Imported', 'arn:aws:iam::111122223333:role/operator');
    role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
