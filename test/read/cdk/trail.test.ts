import { describe, test } from 'vitest';
import { expectFindings, program, stack } from './support.js';

const EXCLUDED = 'kms-events-excluded S/T';
const NONE = 'management-events-unlogged S/T';

/** The shape of each row is what synthesis makes: semantics 5.3, and `aws-cloudtrail/lib/cloudtrail.js`. */
describe('the L2 trail', () => {
  test.each<[string, string, readonly string[]]>([
    ['no props', "new ct.Trail(this, 'T');", []],
    ['all management events', "new ct.Trail(this, 'T', { managementEvents: ct.ReadWriteType.ALL });", []],
    ['writes alone', "new ct.Trail(this, 'T', { managementEvents: «ct.ReadWriteType.WRITE_ONLY» });", ['kms-reads-unlogged S/T']],
    ['reads alone', "new ct.Trail(this, 'T', { managementEvents: «ct.ReadWriteType.READ_ONLY» });", ['kms-writes-unlogged S/T']],
    ['as a text', "new ct.Trail(this, 'T', { managementEvents: «'WriteOnly'» as ct.ReadWriteType });", ['kms-reads-unlogged S/T']],
    ['none, and no selector: synthesis throws', "new ct.Trail(this, 'T', { managementEvents: ct.ReadWriteType.NONE });", []],
    ['none, and no selector but for no buckets', "new ct.Trail(this, 'T', { managementEvents: ct.ReadWriteType.NONE }).addS3EventSelector([]);", []],
    ['none, and data events', "new ct.Trail(this, 'T', { managementEvents: «ct.ReadWriteType.NONE» }).logAllS3DataEvents();", [NONE]],
    ['none, and an option that wins', "new ct.Trail(this, 'T', { managementEvents: ct.ReadWriteType.NONE }).logAllS3DataEvents({ includeManagementEvents: true });", []],
    ['the option of data events', "new ct.Trail(this, 'T').logAllS3DataEvents({ excludeManagementEventSources: [«ct.ManagementEventSources.KMS»] });", [EXCLUDED]],
    ['the option as a text', "new ct.Trail(this, 'T').logAllLambdaDataEvents({ excludeManagementEventSources: [«'kms.amazonaws.com'» as ct.ManagementEventSources] });", [EXCLUDED]],
    ['the option is null', "new ct.Trail(this, 'T').logAllLambdaDataEvents({ excludeManagementEventSources: null! });", []],
    ['all management events besides', "new ct.Trail(this, 'T', { managementEvents: ct.ReadWriteType.ALL }).logAllS3DataEvents({ excludeManagementEventSources: [«ct.ManagementEventSources.KMS»] });", ['exclusion-without-effect S/T']],
    ['none, and the option', "new ct.Trail(this, 'T', { managementEvents: «ct.ReadWriteType.NONE» }).logAllS3DataEvents({ excludeManagementEventSources: [ct.ManagementEventSources.KMS] });", [NONE]],
    ['another source', "new ct.Trail(this, 'T').logAllS3DataEvents({ excludeManagementEventSources: [ct.ManagementEventSources.RDS_DATA_API] });", []],
    ['an empty list', "new ct.Trail(this, 'T').addEventSelector(ct.DataResourceType.S3_OBJECT, [], { excludeManagementEventSources: [] });", []],
    ['addEventSelector', "new ct.Trail(this, 'T').addEventSelector(ct.DataResourceType.S3_OBJECT, ['arn:aws:s3:::x/'], { excludeManagementEventSources: [«ct.ManagementEventSources.KMS»] });", [EXCLUDED]],
    ['the type of its events is none', "new ct.Trail(this, 'T').addEventSelector(ct.DataResourceType.S3_OBJECT, ['arn:aws:s3:::x/'], { readWriteType: «ct.ReadWriteType.NONE» });", ['selector-invalid S/T']],
    ['no functions to log', "new ct.Trail(this, 'T').addLambdaEventSelector([], { excludeManagementEventSources: [ct.ManagementEventSources.KMS] });", []],
    ['a function to log', "const f = lambda.Function.fromFunctionArn(this, 'F', 'arn:x'); new ct.Trail(this, 'T').addLambdaEventSelector([f], { excludeManagementEventSources: [«ct.ManagementEventSources.KMS»] });", [EXCLUDED]],
    ['one Region', "new ct.Trail(this, 'T', { isMultiRegionTrail: «false» });", ['sink-single-region S/T']],
    ['found by its id', "new ct.Trail(this, 'T'); (this.node.findChild('T') as ct.Trail).logAllS3DataEvents({ excludeManagementEventSources: [«ct.ManagementEventSources.KMS»] });", [EXCLUDED]],
    ['in a branch that nobody takes', "const t = new ct.Trail(this, 'T'); if (id === 'Other') t.logAllS3DataEvents({ excludeManagementEventSources: [ct.ManagementEventSources.KMS] });", []],
    ['a class that extends it', "class Own extends ct.Trail { constructor(s: Construct, n: string) { super(s, n, { managementEvents: «ct.ReadWriteType.WRITE_ONLY» }); this.logAllS3DataEvents({ includeManagementEvents: false }); } } new Own(this, 'T');", ['kms-reads-unlogged S/T']],
  ])('%s', async (_name, body, expected) => {
    await expectFindings(stack(body), expected);
  });

  test('version 1', async () => {
    await expectFindings("import * as cdk from '@aws-cdk/core';\nimport { Trail, ManagementEventSources } from '@aws-cdk/aws-cloudtrail';\nclass S extends cdk.Stack {\n  constructor(scope: cdk.Construct, id: string) {\n    super(scope, id);\n    new Trail(this, 'T').logAllS3DataEvents({ excludeManagementEventSources: [«ManagementEventSources.KMS»] });\n  }\n}\nnew S(new cdk.App(), 'S');\n", [EXCLUDED]);
  });

  test('whether a selector is added is not known', async () => {
    await expectFindings(program("export function make(scope: Construct, quiet: boolean) {\n  const t = new ct.Trail(scope, 'T');\n  if (quiet) t.logAllS3DataEvents({ excludeManagementEventSources: [«ct.ManagementEventSources.KMS»] });\n}\n"), ['kms-events-excluded T possible when quiet=true']);
  });

  test('props that are not known', async () => {
    await expectFindings(program("export function make(scope: Construct, props: ct.TrailProps) {\n  new ct.Trail(scope, 'T', «props»);\n}\n"), ['kms-events-excluded T possible', 'sink-single-region T possible']);
  });
});

describe('alarms beside a blind trail', () => {
  const blind = "const g = new logs.LogGroup(this, 'G'); const t = new ct.Trail(this, 'T', { sendToCloudWatchLogs: true, cloudWatchLogGroup: g }); t.logAllS3DataEvents({ excludeManagementEventSources: [«ct.ManagementEventSources.KMS»] });\n";
  test.each<[string, string, readonly string[]]>([
    ['a filter', "new logs.MetricFilter(this, 'F', { logGroup: g, filterPattern: logs.FilterPattern.literal('{ $.eventName = «ScheduleKeyDeletion» }') });", ['kms-alarm-blind S/F']],
    ['put together', "new logs.MetricFilter(this, 'F', { logGroup: t.logGroup!, filterPattern: logs.FilterPattern.any(logs.FilterPattern.stringValue('$.eventName', '=', 'DisableKey'), logs.FilterPattern.stringValue('$.eventName', '=', «'ScheduleKeyDeletion'»)) });", ['kms-alarm-blind S/F']],
    ['by the log group', "g.addMetricFilter('F', { filterPattern: logs.FilterPattern.literal('{ $.eventName = «ScheduleKeyDeletion» }') });", ['kms-alarm-blind S/G/F']],
    ['of another log group', "new logs.MetricFilter(this, 'F', { logGroup: new logs.LogGroup(this, 'H'), filterPattern: logs.FilterPattern.literal('{ $.eventName = ScheduleKeyDeletion }') });", []],
    ['a rule', "new events.Rule(this, 'R', { eventPattern: { source: ['aws.kms'], detail: { eventName: [«'DisableKey'»] } } });", ['kms-alarm-blind S/R']],
    ['a rule that is put together', "const r = new events.Rule(this, 'R', { eventPattern: { source: ['aws.kms'] } }); r.addEventPattern({ detail: { eventName: events.Match.exactString(«'DisableKey'») } });", ['kms-alarm-blind S/R']],
    ['a rule that is switched off', "new events.Rule(this, 'R', { enabled: false, eventPattern: { detail: { eventName: ['DisableKey'] } } });", []],
    ['a rule on a bus of its own', "new events.Rule(this, 'R', { eventBus: new events.EventBus(this, 'B'), eventPattern: { detail: { eventName: ['DisableKey'] } } });", []],
    ['a rule on a schedule', "new events.Rule(this, 'R', { schedule: events.Schedule.rate(cdk.Duration.days(1)) });", []],
    ['onCloudTrailEvent', "t.onCloudTrailEvent('R', { eventPattern: { detail: { eventName: [«'ScheduleKeyDeletion'»] } } });", ['kms-alarm-blind S/T/R']],
    ['another event', "new events.Rule(this, 'R', { eventPattern: { detail: { eventName: ['DeleteBucket'] } } });", []],
  ])('%s', async (_name, body, expected) => {
    await expectFindings(stack(blind + body), [EXCLUDED, ...expected]);
  });
});
