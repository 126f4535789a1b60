// Constructor parameters that are members, with defaults.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string, private readonly readWriteType = 'ReadOnly', logging = true) {
    super(scope, id);
    this.declare(logging);
  }

  private declare(isLogging: boolean): void {
    new CfnTrail(this, 'Trail', { isLogging, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType: this.readWriteType }] });
  }
}

const app = new App();
new AuditStack(app, 'Default');
new AuditStack(app, 'Complete', 'All');
new AuditStack(app, 'Stopped', 'All', false);
app.synth();
