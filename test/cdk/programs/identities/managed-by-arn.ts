// AWS managed policies by ARN, and one of the account.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new iam.User(this, 'Admin', {
      managedPolicies: [
        iam.ManagedPolicy.fromManagedPolicyArn(this, 'Administrator', 'arn:aws:iam::aws:policy/AdministratorAccess'),
        iam.ManagedPolicy.fromManagedPolicyName(this, 'Own', 'our-readers'),
      ],
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
