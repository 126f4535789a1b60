// The selectors of an L1 are assigned after it was made.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new CfnTrail(this, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' });
    trail.eventSelectors = [{ excludeManagementEventSources: ['kms.amazonaws.com'] }];
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
