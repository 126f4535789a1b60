// What was wrong is put right by an assignment and an override.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new CfnTrail(this, 'Trail', { isLogging: false, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType: 'ReadOnly' }] });
    trail.isLogging = true;
    trail.addPropertyOverride('EventSelectors.0.ReadWriteType', 'All');
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
