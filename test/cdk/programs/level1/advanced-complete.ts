// Advanced selectors for all management events, and for some data events.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';

const app = new App();
const stack = new Stack(app, 'AuditStack');
new CfnTrail(stack, 'Trail', {
  isLogging: true,
  isMultiRegionTrail: true,
  s3BucketName: 'audit-logs',
  advancedEventSelectors: [
    { name: 'management', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
    { name: 'objects', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Data'] }, { field: 'resources.type', equalTo: ['AWS::S3::Object'] }, { field: 'readOnly', equalTo: ['false'] }] },
  ],
});
app.synth();
