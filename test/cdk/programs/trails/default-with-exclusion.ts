// The selector of the data events excludes KMS, and no other one takes management events: all KMS events are lost.
import * as cdk from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';

class AuditStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const trail = new Trail(this, 'Trail', { sendToCloudWatchLogs: true });
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
  }
}

const app = new cdk.App();
new AuditStack(app, 'AuditStack', { env: { region: 'eu-central-1' } });
app.synth();
