// A statement that is built by its setters, after it was handed over.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const statement = new iam.PolicyStatement();
    role.addToPolicy(statement);
    statement.sid = 'Audit';
    statement.addActions('cloudtrail:DescribeTrails');
    statement.addActions('cloudtrail:Put*', 'logs:PutLogEvents');
    statement.addResources(`arn:${this.partition}:cloudtrail:*:${this.account}:trail/*`);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
