// One trail without KMS, and one with it beside it: AWS's own advice for saving cost.
import { App, Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Everything');
    const data = new Trail(this, 'Data');
    data.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
