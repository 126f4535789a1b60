// A value of the parent stack becomes a parameter of the nested one.
import { App, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class TrailStack extends NestedStack {
  constructor(scope: Construct, id: string, readWriteType: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType }] });
  }
}

class ParentStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const type = new CfnParameter(this, 'EventType', { allowedValues: ['All', 'WriteOnly'], default: 'All' });
    new TrailStack(this, 'Audit', type.valueAsString);
  }
}

const app = new App();
new ParentStack(app, 'Parent');
app.synth();
