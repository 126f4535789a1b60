// A group with a policy, and users in it.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const operators = new iam.Group(this, 'Operators', { groupName: 'operators' });
    operators.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
    const alice = new iam.User(this, 'Alice');
    operators.addUser(alice);
    const bob = new iam.User(this, 'Bob', { groups: [operators] });
    bob.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
