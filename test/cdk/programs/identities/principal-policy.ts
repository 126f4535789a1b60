// addToPrincipalPolicy, which says whether it added.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const { statementAdded } = role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
    if (!statementAdded) throw new Error('The role takes no policies');
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
