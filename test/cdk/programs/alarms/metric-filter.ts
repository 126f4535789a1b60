// A metric filter on the deletion of keys, fed by a trail that does not log KMS.
import { App, Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const logs = new LogGroup(this, 'Logs');
    const trail = new Trail(this, 'Trail', { sendToCloudWatchLogs: true, cloudWatchLogGroup: logs });
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
    const filter = new MetricFilter(this, 'KeyDeletion', {
      logGroup: logs,
      metricNamespace: 'Audit',
      metricName: 'KeyDeletion',
      filterPattern: FilterPattern.literal('{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }'),
    });
    new Alarm(this, 'Alarm', { metric: filter.metric(), threshold: 1, evaluationPeriods: 1 });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
