// A switch over a constant.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

function eventsFor(stage: string): ReadWriteType {
  switch (stage) {
    case 'dev':
    case 'sandbox':
      return ReadWriteType.READ_ONLY;
    default:
      return ReadWriteType.ALL;
  }
}

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail', { managementEvents: eventsFor('sandbox') });
    new Trail(this, 'Second', { managementEvents: eventsFor('prod') });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
