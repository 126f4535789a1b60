// Methods of strings and of lists of them.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const actions = 'PutEventSelectors,GetEventSelectors'.split(',').map((name) => ['cloudtrail', name].join(':'));
    const region = 'EU-WEST-1'.toLowerCase();
    new iam.ManagedPolicy(this, 'Operators', {
      statements: [new iam.PolicyStatement({ actions, resources: [`arn:aws:cloudtrail:${region}:111122223333:trail/*`] })],
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
