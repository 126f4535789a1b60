// CfnResource with the type as a string takes its properties as the template has them.
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnResource(this, 'Trail', {
      type: 'AWS::CloudTrail::Trail',
      properties: {
        IsLogging: true,
        IsMultiRegionTrail: true,
        S3BucketName: 'audit-logs',
        EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
      },
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
