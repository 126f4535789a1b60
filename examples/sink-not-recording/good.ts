import { CloudTrailClient, GetTrailStatusCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';

const client = new CloudTrailClient({});

export async function ensure(): Promise<void> {
  const { IsLogging } = await client.send(new GetTrailStatusCommand({ Name: 'audit' }));
  if (IsLogging !== true) await client.send(new StartLoggingCommand({ Name: 'audit' }));
}
