// Management events by their own selector, data events without them.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.ALL });
    trail.logAllS3DataEvents({ includeManagementEvents: false });
    trail.logAllLambdaDataEvents({ includeManagementEvents: false, readWriteType: ReadWriteType.READ_ONLY });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
