// Management events asked for by name: one selector, which takes them all.
import * as cdk from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';

export class AuditStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new cloudtrail.Trail(this, 'Trail', { managementEvents: cloudtrail.ReadWriteType.ALL, trailName: 'audit' });
  }
}

const app = new cdk.App();
new AuditStack(app, 'AuditStack');
app.synth();
