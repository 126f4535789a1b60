// A statement that the boundary in view denies, in a role without another grant.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const boundary = new iam.ManagedPolicy(this, 'Boundary', {
      statements: [
        new iam.PolicyStatement({ actions: ['*'], resources: ['*'] }),
        new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['cloudtrail:*'], resources: ['*'] }),
      ],
    });
    new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal(), permissionsBoundary: boundary, managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
