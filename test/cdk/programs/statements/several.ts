// Three statements of one role; the same one twice is synthesized once.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:StopLogging'], resources: ['*'] }));
    role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
    role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
