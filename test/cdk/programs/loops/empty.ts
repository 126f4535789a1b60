// A loop over an empty list, and one that skips what would be told.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const common = { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const names: string[] = [];
    for (const name of names) new CfnTrail(this, name, { ...common, isLogging: false });
    for (const type of ['ReadOnly', 'All']) {
      if (type !== 'All') continue;
      new CfnTrail(this, type, { ...common, eventSelectors: [{ readWriteType: type }] });
    }
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
