// CfnPolicy and CfnManagedPolicy: a raw document keeps the casing of IAM.
import { App, Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnPolicy(this, 'Inline', {
      policyName: 'inline',
      policyDocument: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: ['cloudtrail:PutEventSelectors'], Resource: '*' } },
      roles: ['operator'],
    });
    new CfnManagedPolicy(this, 'Managed', {
      policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudtrail:?ut*', Resource: ['*'] }] },
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
