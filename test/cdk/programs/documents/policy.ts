// A policy that is attached to roles, users and groups, and gets a statement afterwards.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const policy = new iam.Policy(this, 'Policy', { policyName: 'operators' });
    policy.addStatements(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
    policy.attachToRole(role);
    policy.attachToUser(new iam.User(this, 'User'));
    policy.attachToGroup(new iam.Group(this, 'Group'));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
