// Two selectors for data events, one of which excludes KMS: the other one logs it.
import { App, Stack } from 'aws-cdk-lib';
import * as ct from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new ct.Trail(this, 'Trail');
    trail.logAllLambdaDataEvents({ excludeManagementEventSources: [ct.ManagementEventSources.KMS, ct.ManagementEventSources.RDS_DATA_API] });
    trail.logAllS3DataEvents();
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
