// Two selectors, and both exclude KMS: one finding with two culprits.
import { App, Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const noisy = [ManagementEventSources.RDS_DATA_API, ManagementEventSources.KMS];
    const trail = new Trail(this, 'Trail');
    trail.logAllLambdaDataEvents({ excludeManagementEventSources: noisy });
    trail.logAllS3DataEvents({ excludeManagementEventSources: noisy });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
