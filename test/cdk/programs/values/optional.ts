// Optional chaining and `??` on literals.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

interface Part {
  readonly events?: ReadWriteType;
}

const settings: { readonly audit?: Part; readonly data?: Part } = { audit: {} };

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail', { managementEvents: settings.audit?.events ?? ReadWriteType.ALL });
    new Trail(this, 'Other', { managementEvents: settings.data?.events ?? ReadWriteType.READ_ONLY });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
