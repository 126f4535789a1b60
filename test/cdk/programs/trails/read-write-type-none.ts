// ReadWriteType.NONE in a selector goes into the template as it is, where it is no legal value.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const bucket = new Bucket(this, 'Data');
    const trail = new Trail(this, 'Trail');
    trail.addS3EventSelector([{ bucket, objectPrefix: 'invoices/' }], { readWriteType: ReadWriteType.NONE });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
