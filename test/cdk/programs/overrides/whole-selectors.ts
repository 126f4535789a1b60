// The override brings whole selectors, and the cast is in place.
import * as cdk from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.ALL });
    (trail.node.defaultChild as cdk.CfnResource).addPropertyOverride('EventSelectors', [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }]);
  }
}

const app = new cdk.App();
new AuditStack(app, 'AuditStack');
app.synth();
