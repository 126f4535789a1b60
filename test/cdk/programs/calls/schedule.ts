// EventBridge Scheduler calls CloudTrail by its universal target.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Universal } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';

class CostStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Schedule(this, 'Daily', {
      schedule: ScheduleExpression.rate(Duration.days(1)),
      target: new Universal({
        service: 'cloudtrail',
        action: 'putEventSelectors',
        input: ScheduleTargetInput.fromObject({ TrailName: 'audit', EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] }),
      }),
    });
  }
}

const app = new App();
new CostStack(app, 'CostStack');
app.synth();
