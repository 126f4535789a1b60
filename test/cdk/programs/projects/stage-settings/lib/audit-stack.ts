import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';
import type { Settings } from './settings.js';

export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings, props?: StackProps) {
    super(scope, id, props);
    new CfnTrail(this, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType: settings.events }] });
  }
}
