// addPropertyOverride on the default child of an L2 trail that has no selectors.
import { App, Stack } from 'aws-cdk-lib';
import { type CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    const cfnTrail = trail.node.defaultChild as CfnTrail;
    cfnTrail.addPropertyOverride('EventSelectors.0.ExcludeManagementEventSources', ['kms.amazonaws.com']);
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
