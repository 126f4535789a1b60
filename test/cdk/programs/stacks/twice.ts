// One stack class, made twice with other properties.
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

interface AuditStackProps extends StackProps {
  readonly events: ReadWriteType;
}

class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditStackProps) {
    super(scope, id, props);
    new Trail(this, 'Trail', { managementEvents: props.events });
  }
}

const app = new App();
new AuditStack(app, 'Audit', { events: ReadWriteType.ALL, env: { region: 'eu-west-1' } });
new AuditStack(app, 'Cheap', { events: ReadWriteType.WRITE_ONLY, env: { region: 'us-east-1' } });
app.synth();
