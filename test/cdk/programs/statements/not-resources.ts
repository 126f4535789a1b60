// The action on every trail but one.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const statement = new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'] });
    statement.addNotResources('arn:aws:cloudtrail:eu-west-1:111122223333:trail/organization');
    const group = new iam.Group(this, 'Operators');
    group.addToPolicy(statement);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
