// NONE with an exclusion: one selector without management events, which excludes KMS besides.
import * as cdk from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';

class AuditStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new cloudtrail.Trail(this, 'Trail', { managementEvents: cloudtrail.ReadWriteType.NONE });
    trail.logAllS3DataEvents({ excludeManagementEventSources: [cloudtrail.ManagementEventSources.KMS] });
  }
}

const app = new cdk.App();
new AuditStack(app, 'AuditStack');
app.synth();
