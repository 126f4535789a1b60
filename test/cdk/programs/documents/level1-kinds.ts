// The policies of roles, users and groups as resources of their own.
import { App, Stack } from 'aws-cdk-lib';
import { CfnGroupPolicy, CfnRolePolicy, CfnUserPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const grant = (action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
    new CfnRolePolicy(this, 'OfRole', { policyName: 'p', roleName: 'operator', policyDocument: grant('cloudtrail:PutEventSelectors') });
    new CfnUserPolicy(this, 'OfUser', { policyName: 'p', userName: 'alice', policyDocument: grant('cloudtrail:*') });
    new CfnGroupPolicy(this, 'OfGroup', { policyName: 'p', groupName: 'readers', policyDocument: grant('cloudtrail:Get*') });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
