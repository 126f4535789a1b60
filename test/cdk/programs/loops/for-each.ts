// forEach with an index makes users, each with a grant.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    ['alice', 'bob'].forEach((name, index) => {
      const user = new iam.User(this, `User${index}`, { userName: name });
      user.addToPolicy(new iam.PolicyStatement({ actions: [index === 0 ? 'cloudtrail:PutEventSelectors' : 'cloudtrail:GetEventSelectors'], resources: ['*'] }));
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
