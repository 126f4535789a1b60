// PolicyDocument.fromJson with a document in a constant.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const wide = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }],
};

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    new iam.Policy(this, 'Policy', { document: iam.PolicyDocument.fromJson(wide), roles: [role] });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
