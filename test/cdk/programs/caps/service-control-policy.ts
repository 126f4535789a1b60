// A service control policy that denies the change of trails, and one that allows everything: neither grants.
import { App, Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnPolicy(this, 'Full', { name: 'full', type: 'SERVICE_CONTROL_POLICY', content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } });
    new CfnPolicy(this, 'KeepTrails', {
      name: 'keep-trails',
      type: 'SERVICE_CONTROL_POLICY',
      content: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: ['cloudtrail:PutEventSelectors', 'cloudtrail:StopLogging'], Resource: '*' }] },
    });
    new iam.Group(this, 'Operators').addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
