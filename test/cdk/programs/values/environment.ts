// The environment decides; it is empty here.
// source: possible, the environment is not known before the program runs
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { STAGE = 'dev' } = process.env;
    new Trail(this, 'Trail', { managementEvents: STAGE === 'prod' ? ReadWriteType.ALL : ReadWriteType.WRITE_ONLY });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
