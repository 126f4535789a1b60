// CfnRole with policies; one of the documents is made by the L2 classes.
import { App, Stack } from 'aws-cdk-lib';
import { CfnRole, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnRole(this, 'Role', {
      assumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      managedPolicyArns: ['arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess'],
      policies: [
        { policyName: 'raw', policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }] } },
        { policyName: 'made', policyDocument: new PolicyDocument({ statements: [new PolicyStatement({ actions: ['cloudtrail:Put*'], resources: ['*'] })] }) },
      ],
    });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
