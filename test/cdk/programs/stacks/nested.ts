// A trail in a nested stack, which gets what it excludes from its parent.
import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class TrailStack extends NestedStack {
  constructor(scope: Construct, id: string, excluded: string[]) {
    super(scope, id);
    new CfnTrail(this, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ excludeManagementEventSources: excluded }] });
  }
}

class ParentStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new TrailStack(this, 'Audit', ['kms.amazonaws.com']);
  }
}

const app = new App();
new ParentStack(app, 'Parent');
app.synth();
