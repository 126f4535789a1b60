// The filter takes away what would grant.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const actions = ['PutEventSelectors', 'GetEventSelectors', 'DescribeTrails'].filter((name) => !name.startsWith('Put')).map((name) => `cloudtrail:${name}`);
    new iam.ManagedPolicy(this, 'Readers', { statements: [new iam.PolicyStatement({ actions, resources: ['*'] })] });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
