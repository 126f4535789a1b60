// Objects spread into each other: the later member wins.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const base = { isLogging: true, isMultiRegionTrail: true };
const reads = { readWriteType: 'ReadOnly' };
const everything = { readWriteType: 'All', includeManagementEvents: true };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Audit', { ...base, s3BucketName: 'audit-logs', eventSelectors: [{ ...everything, excludeManagementEventSources: ['kms.amazonaws.com'] }] });
    new CfnTrail(this, 'Complete', { ...base, s3BucketName: 'complete-logs', eventSelectors: [{ ...reads, ...everything }] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
