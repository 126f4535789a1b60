// Lists that are built by push.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const actions: string[] = ['s3:GetObject'];
    actions.push('cloudtrail:PutEventSelectors', 'cloudtrail:StartLogging');
    const statements: iam.PolicyStatement[] = [];
    statements.push(new iam.PolicyStatement({ actions, resources: ['*'] }));
    new iam.ManagedPolicy(this, 'Operators', { statements });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
