import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, excludeManagementEventSources: string[]) {
    super(scope, id);
    new CfnTrail(this, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ excludeManagementEventSources }] });
  }
}
