// AwsCustomResource sets the selectors of an L2 trail when it is made and when it changes.
import { App, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    new AwsCustomResource(this, 'Selectors', {
      onUpdate: {
        service: 'CloudTrail',
        action: 'putEventSelectors',
        parameters: {
          TrailName: trail.trailArn,
          EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
        },
        physicalResourceId: PhysicalResourceId.of('selectors'),
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [trail.trailArn] }),
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
