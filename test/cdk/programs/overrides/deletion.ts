// addPropertyDeletionOverride takes away the exclusion that an option brought.
import { App, Stack } from 'aws-cdk-lib';
import { type CfnTrail, ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
    const cfnTrail = trail.node.defaultChild as CfnTrail;
    cfnTrail.addPropertyDeletionOverride('EventSelectors.0.ExcludeManagementEventSources');
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
