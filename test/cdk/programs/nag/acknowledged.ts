// An acknowledgement of the CDK that names a rule of keytrail.
import { App, Stack, Validations } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
    Validations.of(trail).acknowledge({ id: 'kms-events-excluded', reason: 'The trail of the organization logs KMS' });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
