// A trail that is there only under a condition, by `cfnOptions.condition`.
import { App, CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const enabled = new CfnParameter(this, 'CreateTrail', { allowedValues: ['true', 'false'], default: 'true' });
    const condition = new CfnCondition(this, 'TrailWanted', { expression: Fn.conditionEquals(enabled, 'true') });
    const trail = new CfnTrail(this, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType: 'WriteOnly' }] });
    trail.cfnOptions.condition = condition;
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
