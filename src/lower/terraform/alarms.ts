import { scalar, textValue } from '../../core/node.js';
import { is, translation, type Shape, type Translated, type Translation } from './translation.js';

/** `is_enabled` is the old way to say it. Terraform Registry, `aws_cloudwatch_event_rule`. */
const enabled: Shape = (node) => (node.kind === 'scalar' && node.value !== null ? scalar(/^(?:false|0)$/u.test(textValue(node) ?? '') ? 'DISABLED' : 'ENABLED', node.origin) : node);

/** Of two attributes for one property, the later one holds: where both are there, the provider refuses them. */
const state: readonly Translated[] = [is('State', 'is_enabled', enabled), is('State', 'state')];

/** What watches the events of trails, and the trails themselves as far as that needs them. Terraform Registry, `hashicorp/aws`, "CloudWatch", "EventBridge". */
export const alarmTypes: ReadonlyMap<string, Translation> = new Map([
  ['aws_cloudtrail', translation('AWS::CloudTrail::Trail', is('CloudWatchLogsLogGroupArn', 'cloud_watch_logs_group_arn'))],
  ['aws_cloudwatch_log_metric_filter', translation('AWS::Logs::MetricFilter', is('FilterPattern', 'pattern'), is('LogGroupName', 'log_group_name'))],
  ['aws_cloudwatch_log_group', translation('AWS::Logs::LogGroup', is('LogGroupName', 'name'))],
  ['aws_cloudwatch_event_rule', translation('AWS::Events::Rule', is('EventPattern', 'event_pattern'), is('EventBusName', 'event_bus_name'), ...state)],
]);
