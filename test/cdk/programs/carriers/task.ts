// CallAwsService with an IAM action of its own and statements besides.
import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const list = new CallAwsService(this, 'List', {
      service: 'cloudtrail',
      action: 'describeTrails',
      iamAction: 'cloudtrail:DescribeTrails',
      iamResources: ['*'],
      additionalIamStatements: [new PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] })],
    });
    new sfn.StateMachine(this, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(list) });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
