// for-of over a literal list; the second trail excludes KMS.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const { id, excluded } of [
      { id: 'Security', excluded: [] },
      { id: 'Operations', excluded: ['kms.amazonaws.com'] },
    ]) {
      new CfnTrail(this, id, { isLogging: true, isMultiRegionTrail: false, s3BucketName: 'audit-logs', eventSelectors: [{ excludeManagementEventSources: excluded }] });
    }
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
