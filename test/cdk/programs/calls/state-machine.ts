// CallAwsService in a state machine: it calls putEventSelectors, and its role may do so on every trail.
import { App, Stack } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

class CostStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const quieten = new tasks.CallAwsService(this, 'Quieten', {
      service: 'cloudtrail',
      action: 'putEventSelectors',
      parameters: {
        TrailName: 'audit',
        EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
      },
      iamResources: ['*'],
      resultPath: sfn.JsonPath.DISCARD,
    });
    new sfn.StateMachine(this, 'Nightly', { definitionBody: sfn.DefinitionBody.fromChainable(quieten.next(new sfn.Succeed(this, 'Done'))) });
  }
}

const app = new App();
new CostStack(app, 'CostStack');
app.synth();
