// The AwsSdkCall stands in a variable, and its policy allows the call on every trail.
import { App, Stack } from 'aws-cdk-lib';
import { AwsCustomResource, AwsCustomResourcePolicy, type AwsSdkCall, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const call: AwsSdkCall = {
      service: 'cloudtrail',
      action: 'PutEventSelectors',
      parameters: {
        TrailName: 'audit',
        AdvancedEventSelectors: [
          {
            Name: 'management',
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Management'] },
              { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
            ],
          },
        ],
      },
      physicalResourceId: PhysicalResourceId.of('audit'),
    };
    new AwsCustomResource(this, 'Selectors', { onCreate: call, onUpdate: call, policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }) });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
