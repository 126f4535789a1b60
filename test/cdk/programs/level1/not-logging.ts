// A trail that does not log: its selectors are not told besides.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';

const app = new App();
const stack = new Stack(app, 'AuditStack');
new CfnTrail(stack, 'Trail', {
  isLogging: false,
  isMultiRegionTrail: true,
  s3BucketName: 'audit-logs',
  eventSelectors: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }],
});
app.synth();
