// What stands behind a return is never run.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const common = { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', common);
    if (common.isLogging) return;
    new CfnTrail(this, 'Second', { ...common, isLogging: false });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
