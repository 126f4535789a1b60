// A constant that is false keeps the exclusion away, in three forms.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const QUIET: boolean = false;
const common = { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', {
      ...common,
      eventSelectors: [{ excludeManagementEventSources: [...(QUIET ? ['kms.amazonaws.com'] : [])], ...(QUIET && { readWriteType: 'ReadOnly' }) }],
    });
    if (!QUIET) return;
    new CfnTrail(this, 'Never', { ...common, isLogging: false });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
