// An event rule on KMS calls beside the only trail, which logs reads alone.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail', { managementEvents: ReadWriteType.READ_ONLY });
    const rule = new Rule(this, 'KeyDeletion', {
      eventPattern: { source: ['aws.kms'], detailType: ['AWS API Call via CloudTrail'], detail: { eventSource: ['kms.amazonaws.com'], eventName: ['ScheduleKeyDeletion', 'DisableKey'] } },
    });
    rule.addTarget(new SnsTopic(new Topic(this, 'Topic')));
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
