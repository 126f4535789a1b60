// A function: initialPolicy and addToRolePolicy.
import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as Handler, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const handler = new Handler(this, 'Handler', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
      initialPolicy: [new PolicyStatement({ actions: ['cloudtrail:Update*'], resources: ['*'] })],
    });
    handler.addToRolePolicy(new PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
