// Trail.onEvent makes a rule for events of CloudTrail; here for KMS, which the trail excludes.
import { App, Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
    const rule = Trail.onEvent(this, 'KeyPolicies');
    rule.addEventPattern({ detail: { eventSource: ['kms.amazonaws.com'], eventName: ['PutKeyPolicy'] } });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
