// A CfnMapping by Region holds what is excluded.
import { App, Aws, CfnMapping, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const byRegion = new CfnMapping(this, 'Types', { mapping: { 'eu-west-1': { events: 'All' }, 'us-east-1': { events: 'ReadOnly' } } });
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      eventSelectors: [{ readWriteType: byRegion.findInMap(Aws.REGION, 'events') }],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
