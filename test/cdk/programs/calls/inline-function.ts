// A function with inline code that takes KMS out of a trail.
import { App, Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

class CostStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new lambda.Function(this, 'Saver', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      timeout: Duration.seconds(30),
      code: lambda.Code.fromInline(`
        const { CloudTrailClient, PutEventSelectorsCommand } = require('@aws-sdk/client-cloudtrail');
        const client = new CloudTrailClient({});
        exports.handler = async () => {
          await client.send(new PutEventSelectorsCommand({
            TrailName: 'audit',
            EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
          }));
        };
      `),
    });
  }
}

const app = new App();
new CostStack(app, 'CostStack');
app.synth();
