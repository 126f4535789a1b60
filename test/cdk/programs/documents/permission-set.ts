// CfnPermissionSet with an inline policy and a managed one.
import { App, Stack } from 'aws-cdk-lib';
import { CfnPermissionSet } from 'aws-cdk-lib/aws-sso';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnPermissionSet(this, 'Operators', {
      instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111',
      name: 'Operators',
      inlinePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['cloudtrail:PutEventSelectors', 'cloudtrail:GetEventSelectors'], Resource: '*' }] },
      managedPolicies: ['arn:aws:iam::aws:policy/PowerUserAccess'],
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
