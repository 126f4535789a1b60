// Only the RDS Data API is excluded: KMS is logged.
import { App, Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.RDS_DATA_API] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
