// A copy of a statement with other resources; the first one is used as well.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const one = new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['arn:aws:cloudtrail:eu-west-1:111122223333:trail/build'] });
    const all = one.copy({ resources: ['*'] });
    const builder = new iam.Role(this, 'Builder', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') });
    const operator = new iam.Role(this, 'Operator', { assumedBy: new iam.AccountRootPrincipal() });
    builder.addToPolicy(one);
    operator.addToPolicy(all);
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
