// fromSdkCalls with ANY_RESOURCE gives PutEventSelectors on every trail.
import { App, Stack } from 'aws-cdk-lib';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsCustomResource(this, 'Selectors', {
      onUpdate: {
        service: 'CloudTrail',
        action: 'putEventSelectors',
        parameters: { TrailName: 'audit', EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] },
        physicalResourceId: PhysicalResourceId.of('selectors'),
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
