// CfnJson makes keys of a condition that are known at deployment only.
import { App, CfnJson, CfnParameter, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const tag = new CfnParameter(this, 'TagName', { default: 'Team' });
    const condition = new CfnJson(this, 'Condition', { value: { [`aws:PrincipalTag/${tag.valueAsString}`]: 'audit' } });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'], conditions: { StringEquals: condition } }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
