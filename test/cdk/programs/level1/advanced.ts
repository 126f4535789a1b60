// CfnTrail with an advanced selector: `equalTo` in the CDK is `Equals` in the template.
import { App, Stack, aws_cloudtrail } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new aws_cloudtrail.CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      advancedEventSelectors: [
        {
          name: 'Management events without the noise',
          fieldSelectors: [
            { field: 'eventCategory', equalTo: ['Management'] },
            { field: 'eventSource', notEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] },
          ],
        },
      ],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
