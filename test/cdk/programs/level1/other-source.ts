// CfnTrail that excludes the RDS Data API alone.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';

const app = new App();
const stack = new Stack(app, 'AuditStack');
new CfnTrail(stack, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType: 'All', excludeManagementEventSources: ['rdsdata.amazonaws.com'] }] });
app.synth();
