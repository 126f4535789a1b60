// A policy with statements that nobody holds is not synthesized.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const unused = new iam.Policy(this, 'Policy');
    unused.addStatements(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
