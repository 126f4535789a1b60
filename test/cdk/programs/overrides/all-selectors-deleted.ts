// Without selectors a trail logs all management events.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const common = { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new CfnTrail(this, 'Trail', { ...common, eventSelectors: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }] });
    trail.addPropertyDeletionOverride('EventSelectors');
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
