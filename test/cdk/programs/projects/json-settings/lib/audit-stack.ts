import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import settings from './settings.json';

export class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', {
      trailName: settings.trail.name,
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      eventSelectors: [{ excludeManagementEventSources: settings.trail.excluded }],
    });
    new iam.Group(this, 'Operators').addToPolicy(new iam.PolicyStatement({ actions: settings.actions, resources: ['*'] }));
  }
}
