import { Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

export class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    if (this.node.tryGetContext('audit:excludeKms')) {
      trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
    }
  }
}
