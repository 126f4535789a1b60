// Selectors that are set to undefined are none.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const common = { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new CfnTrail(this, 'Trail', { ...common, eventSelectors: [{ readWriteType: 'WriteOnly' }] });
    trail.eventSelectors = undefined;
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
