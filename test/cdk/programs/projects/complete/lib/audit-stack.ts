import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';
import type { Settings } from './settings.js';

export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, { excluded, isLogging }: Settings) {
    super(scope, id);
    new CfnTrail(this, 'Trail', { isLogging, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ excludeManagementEventSources: [...excluded] }] });
  }
}
