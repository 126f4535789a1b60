// A counting loop over a list.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const types = ['All', 'WriteOnly'];
    for (let index = 0; index < types.length; index++) {
      new CfnTrail(this, `Trail${index}`, { isLogging: true, s3BucketName: 'audit-logs', isMultiRegionTrail: true, eventSelectors: [{ readWriteType: types[index]! }] });
    }
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
