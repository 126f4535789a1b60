// onCreate takes KMS away, onDelete brings it back; the names are those of the SDK's third version.
import { App, Stack } from 'aws-cdk-lib';
import * as cr from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new cr.AwsCustomResource(this, 'Selectors', {
      onCreate: {
        service: '@aws-sdk/client-cloudtrail',
        action: 'PutEventSelectorsCommand',
        parameters: { TrailName: 'audit', EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] },
        physicalResourceId: cr.PhysicalResourceId.of('audit-selectors'),
      },
      onDelete: {
        service: '@aws-sdk/client-cloudtrail',
        action: 'PutEventSelectorsCommand',
        parameters: { TrailName: 'audit', EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] },
      },
      policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: [this.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: 'audit' })] }),
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
