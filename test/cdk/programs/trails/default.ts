// A trail as the CDK makes it by default logs everything.
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new Trail(this, 'Trail');
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
