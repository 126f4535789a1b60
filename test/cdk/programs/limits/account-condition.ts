// addAccountCondition and addConditions put conditions together.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const statement = new iam.PolicyStatement({ actions: ['cloudtrail:UpdateTrail', 'cloudtrail:PutEventSelectors'], resources: ['*'] });
    statement.addConditions({ StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } });
    statement.addAccountCondition('111122223333');
    const role = new iam.Role(this, 'Deployer', { assumedBy: new iam.AccountPrincipal('111122223333') });
    role.addToPolicy(statement);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
