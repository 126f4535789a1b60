// A CfnParameter with two allowed values decides what is excluded.
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const excluded = new CfnParameter(this, 'ExcludedSource', { type: 'String', default: 'rdsdata.amazonaws.com', allowedValues: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] });
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      eventSelectors: [{ excludeManagementEventSources: [excluded.valueAsString] }],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
