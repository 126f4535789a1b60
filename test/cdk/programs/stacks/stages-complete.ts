// Stages whose stacks come from a table by name.
import { App, Stack, Stage } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';

const accounts = { dev: '111122223333', prod: '444455556666' } as const;

const app = new App();
for (const [name, account] of Object.entries(accounts)) {
  const stage = new Stage(app, name, { env: { account, region: 'eu-west-1' } });
  new Trail(new Stack(stage, 'Audit'), 'Trail', { managementEvents: ReadWriteType.ALL });
}
app.synth();
