// The read-write type of a selector for data events holds for its management events as well.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const invoices = Bucket.fromBucketName(this, 'Invoices', 'invoices');
    const trail = new Trail(this, 'Trail');
    trail.addS3EventSelector([{ bucket: invoices }], { readWriteType: ReadWriteType.READ_ONLY });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
