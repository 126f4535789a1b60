// NONE with all S3 data events: one selector, without management events.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'DataTrail', { managementEvents: ReadWriteType.NONE });
    trail.logAllS3DataEvents();
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
