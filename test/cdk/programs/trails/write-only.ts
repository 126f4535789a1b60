// WRITE_ONLY loses the 27 KMS reads.
import { App, Stack, aws_cloudtrail as cloudtrail } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new cloudtrail.Trail(this, 'Trail', {
      managementEvents: cloudtrail.ReadWriteType.WRITE_ONLY,
      isMultiRegionTrail: true,
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
