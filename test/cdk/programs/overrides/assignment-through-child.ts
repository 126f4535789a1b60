// An assignment to the default child of an L2 replaces what its methods have brought.
import { App, Stack } from 'aws-cdk-lib';
import { type CfnTrail, ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
    const resource = trail.node.defaultChild as CfnTrail;
    resource.eventSelectors = [{ readWriteType: 'All', includeManagementEvents: true }];
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
