// A rule for events of S3 and a metric filter for refused calls, beside a trail that logs everything.
import { App, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Rule } from 'aws-cdk-lib/aws-events';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { sendToCloudWatchLogs: true });
    new Rule(this, 'Objects', { eventPattern: { source: ['aws.s3'], detailType: ['Object Created'] } });
    new Rule(this, 'Calls', { eventPattern: { source: ['aws.s3'], detail: { eventName: ['DeleteBucket'] } } });
    new MetricFilter(this, 'Refused', {
      logGroup: trail.logGroup!,
      metricNamespace: 'Audit',
      metricName: 'Refused',
      filterPattern: FilterPattern.literal('{ $.errorCode = "AccessDenied" }'),
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
