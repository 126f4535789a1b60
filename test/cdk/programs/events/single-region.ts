// A trail of one Region.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail', { isMultiRegionTrail: false, includeGlobalServiceEvents: false, managementEvents: ReadWriteType.ALL });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
