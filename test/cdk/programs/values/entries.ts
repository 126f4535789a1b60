// Object.entries over a literal makes a trail for each member.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const trails = { Complete: 'All', Reads: 'ReadOnly' };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [name, readWriteType] of Object.entries(trails)) {
      new CfnTrail(this, `${name}Trail`, { trailName: name, isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType }] });
    }
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
