// A custom resource that has nothing to do with CloudTrail.
import { App, Stack } from 'aws-cdk-lib';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

class MailStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsCustomResource(this, 'Verify', {
      onCreate: { service: 'SES', action: 'verifyEmailIdentity', parameters: { EmailAddress: 'audit@example.com' }, physicalResourceId: PhysicalResourceId.of('verify') },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    });
  }
}

const app = new App();
new MailStack(app, 'MailStack');
app.synth();
