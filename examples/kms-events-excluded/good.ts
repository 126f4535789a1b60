import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { ManagementEventSources, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.ALL });
    trail.logAllS3DataEvents();
    trail.logAllLambdaDataEvents({ excludeManagementEventSources: [ManagementEventSources.RDS_DATA_API] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
