// Template strings put the name of the source together.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const DOMAIN = 'amazonaws.com';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const service = 'kms';
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: `audit-${this.account}`,
      eventSelectors: [{ excludeManagementEventSources: [`${service}.${DOMAIN}`] }],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
