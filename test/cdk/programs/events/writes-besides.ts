// A second selector that takes writes alone takes nothing away from the first one.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.ALL });
    trail.logAllS3DataEvents({ readWriteType: ReadWriteType.WRITE_ONLY });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
