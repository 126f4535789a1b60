import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';
import { selector } from './selectors.js';

export class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const common = { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs' };
    new CfnTrail(this, 'Quiet', { ...common, eventSelectors: [selector()] });
    new CfnTrail(this, 'Complete', { ...common, eventSelectors: [selector({ without: ['rdsdata'] })] });
    new CfnTrail(this, 'Reads', { ...common, eventSelectors: [selector({ type: 'ReadOnly', without: [] })] });
  }
}
