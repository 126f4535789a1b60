// A stack class that nobody makes.
// source: possible, a class that is exported may be made elsewhere
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

export class OldStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', { isLogging: false, s3BucketName: 'old' });
  }
}

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail');
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
