// A managed policy with a path in its name.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const group = new iam.Group(this, 'Administrators');
    group.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('job-function/SystemAdministrator'));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
