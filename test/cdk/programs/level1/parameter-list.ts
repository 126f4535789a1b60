// The excluded sources come from a parameter with a list as its default.
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const sources = new CfnParameter(this, 'ExcludedSources', { type: 'CommaDelimitedList', default: 'rdsdata.amazonaws.com,kms.amazonaws.com' });
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      eventSelectors: [{ excludeManagementEventSources: sources.valueAsList }],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
