// A Record is looked up with a key that is a constant.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

type Stage = 'dev' | 'prod';

const eventsOf: Record<Stage, ReadWriteType> = { dev: ReadWriteType.WRITE_ONLY, prod: ReadWriteType.ALL };
const stage: Stage = 'dev';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail', { managementEvents: eventsOf[stage] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
