// A variable that is assigned again before it is used.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const common = { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    let excluded = ['kms.amazonaws.com'];
    excluded = [];
    const selector = { readWriteType: 'ReadOnly', excludeManagementEventSources: excluded };
    selector.readWriteType = 'All';
    new CfnTrail(this, 'Trail', { ...common, eventSelectors: [selector] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
