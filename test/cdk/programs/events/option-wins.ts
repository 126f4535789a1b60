// NONE changes only the default of later selectors: what a call says itself counts.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.NONE });
    trail.logAllS3DataEvents({ includeManagementEvents: true });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
