// A function with inline code that describes trails.
import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const reader = new lambda.Function(this, 'Reader', {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: 'index.handler',
      code: lambda.Code.fromInline(['import boto3', 'def handler(event, context):', "    return boto3.client('cloudtrail').describe_trails()"].join('\n')),
    });
    reader.addToRolePolicy(new PolicyStatement({ actions: ['cloudtrail:DescribeTrails'], resources: ['*'] }));
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
