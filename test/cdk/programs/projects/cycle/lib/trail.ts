import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type AuditStack, BUCKET } from './audit-stack.js';

export function addTrail(stack: AuditStack): CfnTrail {
  return new CfnTrail(stack, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: BUCKET, eventSelectors: [{ readWriteType: 'ReadOnly' }] });
}
