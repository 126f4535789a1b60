// A custom resource that reads the selectors of a trail.
import { App, Stack } from 'aws-cdk-lib';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const selectors = new AwsCustomResource(this, 'Selectors', {
      onUpdate: { service: 'CloudTrail', action: 'getEventSelectors', parameters: { TrailName: 'audit' }, physicalResourceId: PhysicalResourceId.of('selectors') },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    });
    this.exportValue(selectors.getResponseField('EventSelectors.0.ReadWriteType'), { name: 'SelectorType' });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
