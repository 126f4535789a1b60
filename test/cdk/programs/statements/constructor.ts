// All of a statement in its constructor.
import { App, Stack } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ManagedPolicy(this, 'Operators', {
      statements: [
        new PolicyStatement({
          sid: 'Trails',
          effect: Effect.ALLOW,
          actions: ['cloudtrail:GetEventSelectors', 'cloudtrail:PutEventSelectors'],
          resources: ['*'],
        }),
      ],
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
