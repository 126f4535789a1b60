// An advanced selector by event names loses some of the KMS events, and a data selector beside it does not bring them back.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const noisy = ['Decrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'];

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      advancedEventSelectors: [
        { fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }, { field: 'eventName', notEquals: noisy }] },
        { fieldSelectors: [{ field: 'eventCategory', equalTo: ['Data'] }, { field: 'resources.type', equalTo: ['AWS::S3::Object'] }] },
      ],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
