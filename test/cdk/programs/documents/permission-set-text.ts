// The inline policy of a CfnPermissionSet as a text of JSON: synthesis takes objects alone, and throws.
// source: gap, what the source declares is never deployed
import { App, Stack } from 'aws-cdk-lib';
import { CfnPermissionSet } from 'aws-cdk-lib/aws-sso';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnPermissionSet(this, 'Operators', {
      instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111',
      name: 'Operators',
      inlinePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }] }),
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
