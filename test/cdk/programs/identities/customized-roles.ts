// Role.customizeRoles: roles are made by others, so nothing of them is synthesized.
// source: possible, what the roles hold is made by others
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Operator', { assumedBy: new iam.AccountRootPrincipal() });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
iam.Role.customizeRoles(app, { usePrecreatedRoles: { 'AccessStack/Operator': 'precreated-operator' } });
new AccessStack(app, 'AccessStack');
app.synth();
