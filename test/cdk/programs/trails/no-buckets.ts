// addS3EventSelector and addLambdaEventSelector of nothing add nothing: what they exclude does not matter.
import { App, Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.addS3EventSelector([], { excludeManagementEventSources: [ManagementEventSources.KMS] });
    trail.addLambdaEventSelector([], { excludeManagementEventSources: [ManagementEventSources.KMS] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
