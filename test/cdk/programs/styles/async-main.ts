// An asynchronous main function, and no call of synth.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';

async function settings(): Promise<{ readonly events: ReadWriteType }> {
  return Promise.resolve({ events: ReadWriteType.WRITE_ONLY });
}

async function main(): Promise<void> {
  const { events } = await settings();
  const app = new App();
  const stack = new Stack(app, 'AuditStack');
  new Trail(stack, 'Trail', { managementEvents: events });
}

void main();
