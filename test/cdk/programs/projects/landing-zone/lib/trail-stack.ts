import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { InsightType, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export class TrailStack extends Stack {
  readonly trail: Trail;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const encryptionKey = new Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    this.trail = new Trail(this, 'Trail', {
      trailName: 'organization',
      encryptionKey,
      managementEvents: ReadWriteType.ALL,
      sendToCloudWatchLogs: true,
      cloudWatchLogsRetention: RetentionDays.ONE_YEAR,
      insightTypes: [InsightType.API_CALL_RATE],
    });
    this.trail.logAllS3DataEvents({ includeManagementEvents: false, readWriteType: ReadWriteType.WRITE_ONLY });
  }
}
