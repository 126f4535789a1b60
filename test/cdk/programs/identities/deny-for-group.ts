// A managed policy of Denies for a group whose users may do everything else.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const group = new iam.Group(this, 'Developers');
    group.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
    new iam.ManagedPolicy(this, 'Guard', {
      groups: [group],
      statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, notActions: ['s3:*'], resources: ['*'] })],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
