// Modules are members of the library itself.
import * as cdk from 'aws-cdk-lib';

const { aws_cloudtrail: cloudtrail } = cdk;
const app = new cdk.App();
const stack = new cdk.Stack(app, 'AuditStack');
const trail = new cloudtrail.Trail(stack, 'Trail');
trail.addEventSelector(cdk.aws_cloudtrail.DataResourceType.S3_OBJECT, ['arn:aws:s3'], {
  excludeManagementEventSources: [cdk.aws_cloudtrail.ManagementEventSources.KMS],
});
app.synth();
