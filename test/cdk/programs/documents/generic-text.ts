// CloudFormation takes a document as text too; CfnResource lets it through.
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnResource(this, 'Operators', {
      type: 'AWS::SSO::PermissionSet',
      properties: {
        InstanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111',
        Name: 'Operators',
        InlinePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }] }),
      },
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
