// AwsApi as the target of a rule, with a statement that allows more than the call.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { AwsApi } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const rule = new Rule(this, 'Daily', { schedule: Schedule.rate(Duration.days(1)) });
    rule.addTarget(
      new AwsApi({
        service: 'CloudTrail',
        action: 'startLogging',
        parameters: { Name: 'audit' },
        policyStatement: new PolicyStatement({ actions: ['cloudtrail:*'], resources: ['*'] }),
      }),
    );
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
