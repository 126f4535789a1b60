// A stack that cdk-nag does find something in: its check runs here.
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail', { bucket: new Bucket(this, 'Logs') as IBucket });
  }
}

const app = new App();
Aspects.of(app).add(new AwsSolutionsChecks());
new AuditStack(app, 'AuditStack');
app.synth();
