// A custom resource that stops the trail when it is deleted; its statements are written by hand.
import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsCustomResource(this, 'Switch', {
      onCreate: { service: 'CloudTrail', action: 'startLogging', parameters: { Name: 'audit' }, physicalResourceId: PhysicalResourceId.of('switch') },
      onDelete: { service: 'CloudTrail', action: 'stopLogging', parameters: { Name: 'audit' } },
      policy: AwsCustomResourcePolicy.fromStatements([new PolicyStatement({ actions: ['cloudtrail:StartLogging', 'cloudtrail:StopLogging'], resources: ['*'] })]),
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
