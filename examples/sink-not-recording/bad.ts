import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';

const client = new CloudTrailClient({});

export async function pause(): Promise<void> {
  await client.send(new StopLoggingCommand({ Name: 'audit' }));
}
