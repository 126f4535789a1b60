// BoolIfExists is true where there is no second factor at all.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new iam.ManagedPolicy(this, 'Operators', {
      statements: [
        new iam.PolicyStatement({
          actions: ['cloudtrail:PutEventSelectors'],
          resources: ['*'],
          conditions: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
        }),
      ],
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
