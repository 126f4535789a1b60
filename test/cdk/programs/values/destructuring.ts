// Destructuring with defaults and renamed members.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const settings: { events?: string; sources?: string[]; logging?: boolean } = { events: 'All' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { events: readWriteType = 'All', sources: excludeManagementEventSources = ['kms.amazonaws.com'], logging: isLogging = true } = settings;
    new CfnTrail(this, 'Trail', { isLogging, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType, excludeManagementEventSources }] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
