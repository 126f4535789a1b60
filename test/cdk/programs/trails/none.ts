// NONE without another selector: synthesis throws.
// source: gap, what the source declares is never deployed
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail', { managementEvents: ReadWriteType.NONE });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
