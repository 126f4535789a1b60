// The same call beside `managementEvents: ALL`: the first selector takes KMS, so the exclusion does nothing.
import * as cdk from 'aws-cdk-lib';
import { ManagementEventSources, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';

class AuditStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.ALL });
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
  }
}

const app = new cdk.App();
new AuditStack(app, 'AuditStack');
app.synth();
