// A boundary by an ARN that is not in view.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.AccountRootPrincipal(),
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(this, 'Boundary', 'arn:aws:iam::111122223333:policy/boundary'),
    });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
