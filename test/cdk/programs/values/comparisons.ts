// Conditions over constants: only one branch is ever run.
import { App, Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const retentionDays = 90;
const costly: boolean = false;

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    if (retentionDays > 365 && !costly) {
      trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
    } else {
      trail.logAllS3DataEvents();
    }
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
