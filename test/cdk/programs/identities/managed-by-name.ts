// AWS managed policies by name, at once and later.
import { App, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new AccountRootPrincipal(),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'), ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess')],
    });
    role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AWSCloudTrail_FullAccess'));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
