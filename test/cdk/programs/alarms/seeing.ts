// The same rule, and a metric filter, beside a trail that logs everything.
import { App, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Rule } from 'aws-cdk-lib/aws-events';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { sendToCloudWatchLogs: true });
    new Rule(this, 'KeyDeletion', { eventPattern: { source: ['aws.kms'], detail: { eventName: ['ScheduleKeyDeletion'] } } });
    new MetricFilter(this, 'Selectors', {
      logGroup: trail.logGroup!,
      metricNamespace: 'Audit',
      metricName: 'Selectors',
      filterPattern: FilterPattern.any(FilterPattern.stringValue('$.eventName', '=', 'PutEventSelectors'), FilterPattern.stringValue('$.eventName', '=', 'StopLogging')),
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
