// Arrays spread into each other.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const quiet: string[] = [];
const noisy = ['rdsdata.amazonaws.com', 'kms.amazonaws.com'] as const;

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      eventSelectors: [{ excludeManagementEventSources: [...quiet, ...noisy] }],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
