// The environment decides between two values that both log KMS.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', process.env['FULL'] === 'yes' ? { managementEvents: ReadWriteType.ALL } : {});
    trail.logAllS3DataEvents({ includeManagementEvents: true });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
