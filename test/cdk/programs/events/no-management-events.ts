// The only selector takes data events alone.
import { App, Stack } from 'aws-cdk-lib';
import { DataResourceType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.addEventSelector(DataResourceType.LAMBDA_FUNCTION, [`arn:${this.partition}:lambda`], { includeManagementEvents: false });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
