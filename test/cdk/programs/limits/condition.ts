// A grant under a condition that holds: it counts one step less.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const statement = new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] });
    statement.addCondition('Bool', { 'aws:MultiFactorAuthPresent': 'true' });
    new iam.Group(this, 'Operators').addToPolicy(statement);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
