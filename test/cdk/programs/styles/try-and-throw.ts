// A helper that throws for other stages, within try and finally.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';

function eventsOf(stage: string): ReadWriteType {
  if (stage === 'prod') return ReadWriteType.ALL;
  if (stage === 'dev') return ReadWriteType.READ_ONLY;
  throw new Error(`There is no stage ${stage}`);
}

const app = new App();
try {
  const stack = new Stack(app, 'AuditStack');
  new Trail(stack, 'Trail', { managementEvents: eventsOf('dev') });
} finally {
  app.synth();
}
