// The suffix of a URL is a token, which is known at deployment.
import { App, Aws, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      eventSelectors: [{ excludeManagementEventSources: [`kms.${Aws.URL_SUFFIX}`] }],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
