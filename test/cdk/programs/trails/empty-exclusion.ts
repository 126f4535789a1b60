// An empty list of excluded sources excludes nothing.
import { App, Stack } from 'aws-cdk-lib';
import { DataResourceType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.addEventSelector(DataResourceType.S3_OBJECT, [], { excludeManagementEventSources: [] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
