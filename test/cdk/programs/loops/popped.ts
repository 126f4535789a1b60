// Lists that are changed before they are used: pop, splice and length.
// source: possible, lists that shrink are not followed
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const actions = ['cloudtrail:GetTrail', 'cloudtrail:PutEventSelectors'];
    actions.pop();
    const others = ['cloudtrail:StopLogging', 'cloudtrail:LookupEvents'];
    others.splice(0, 1);
    new iam.ManagedPolicy(this, 'Readers', { statements: [new iam.PolicyStatement({ actions: [...actions, ...others], resources: ['*'] })] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
