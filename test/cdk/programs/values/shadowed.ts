// A name is declared again in an inner scope: the outer value is not meant.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

export const excluded = ['kms.amazonaws.com'];
const common = { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const excluded: string[] = [];
    {
      const excluded = ['rdsdata.amazonaws.com'];
      new CfnTrail(this, 'Trail', { ...common, eventSelectors: [{ excludeManagementEventSources: excluded }] });
    }
    new CfnTrail(this, 'Second', { ...common, eventSelectors: [{ excludeManagementEventSources: excluded }] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
