import { describe, expect, it } from 'vitest';
import { advanced, basic, findingsIn, holds, management, resource, store, trail, type Case } from './cases.js';
import { computed } from '../helpers/computed.js';

const told = 'kms-alarm-blind definite warning';
const perhaps = 'kms-alarm-blind possible note';
const excluded = 'kms-events-excluded definite error';

const KMS = '$.eventSource = kms.amazonaws.com';
const exclusion = basic('ExcludeManagementEventSources: [«kms.amazonaws.com»]');
const toLogs = 'CloudWatchLogsLogGroupArn: !GetAtt Logs.Arn';
const logs = '  Logs: { Type: AWS::Logs::LogGroup }\n';

/** A metric filter on the log group `Logs`; the pattern as YAML has it. */
const filter = (pattern: string, group = '!Ref Logs', name = 'Filter'): string =>
  `  ${name}:\n    Type: AWS::Logs::MetricFilter\n    Properties:\n      LogGroupName: ${group}\n      FilterPattern: ${pattern}\n`;

/** An EventBridge rule with a pattern in flow style. */
const rule = (pattern: string, ...more: readonly string[]): string =>
  `  Rule:\n    Type: AWS::Events::Rule\n    Properties:\n${more.map((line) => `      ${line}\n`).join('')}      EventPattern: ${pattern}\n`;

/** A trail that delivers to `Logs` and excludes KMS, and what follows it. */
const blindTrail = (...others: readonly string[]): string => trail([toLogs, ...exclusion]) + logs + others.join('');
/** The same, of which the selectors are not known. */
const openTrail = (...others: readonly string[]): string => trail([toLogs, 'EventSelectors: «!ImportValue selectors»']) + logs + others.join('');
const bothTold = [excluded, told];
const onlyExcluded = [excluded];

const patterns: readonly Case[] = [
  ['CIS: the event that is named first', blindTrail(filter(`"{ (${KMS}) && (($.eventName = «DisableKey») || ($.eventName = ScheduleKeyDeletion)) }"`)), ...bothTold],
  ['without blanks', blindTrail(filter('"{($.eventSource=kms.amazonaws.com)&&(($.eventName=«DisableKey»)||($.eventName=ScheduleKeyDeletion))}"')), ...bothTold],
  ['over several lines, quoted', blindTrail(filter('>-\n        { ($.eventSource = "kms.amazonaws.com") &&\n          ($.eventName = «"PutKeyPolicy"») }')), ...bothTold],
  ['a literal block', blindTrail(filter('|\n        {\n          ($.eventName = «ScheduleKeyDeletion»)\n        }')), ...bothTold],
  ['the service alone: at the service', blindTrail(filter('"{ $.eventSource = «kms.amazonaws.com» }"')), ...bothTold],
  ['a wildcard for the service', blindTrail(filter('"{ $.eventSource = «kms.*» }"')), ...bothTold],
  ['a wildcard in a name', blindTrail(filter(`"{ ${KMS} && $.eventName = «*Deletion» }"`)), ...bothTold],
  ['an expression that spells a name out', blindTrail(filter(`"{ ${KMS} && $.eventName = «%^ScheduleKeyDeletion$%» }"`)), ...bothTold],
  ['an event that no other service has', blindTrail(filter('"{ $.eventName = «ScheduleKeyDeletion» }"')), ...bothTold],
  ['a name in brackets', blindTrail(filter("'{ $.[\"eventName\"] = «ScheduleKeyDeletion» }'")), ...bothTold],
  ['conditions on what may have any value', blindTrail(filter(`"{ ${KMS} && $.eventName = «DisableKey» && $.errorCode NOT EXISTS && $.userIdentity.invokedBy IS NULL && $.x[0] >= 2 }"`)), ...bothTold],
  ['all but some events', blindTrail(filter('"{ $.eventSource = «kms.amazonaws.com» && $.eventName != Decrypt }"')), ...bothTold],
  ['beside alternatives that are about everything', blindTrail(filter('"{ ($.errorCode = AccessDenied*) || ($.eventName = «DisableKey» && $.eventSource = kms.amazonaws.com) }"')), ...bothTold],
  ['by the default of a parameter: where it is used', `Parameters: { Event: { Type: String, Default: DisableKey } }\n${blindTrail(filter(`«!Sub "{ ${KMS} && $.eventName = \${Event} }"»`))}`, ...bothTold],
  ['read only', blindTrail(filter('"{ $.eventSource = «kms.amazonaws.com» && $.readOnly IS TRUE }"')), ...bothTold],
  ['words are possible at most', blindTrail(filter(`'«"kms.amazonaws.com"» -Decrypt'`)), excluded, perhaps],
  ['optional words', blindTrail(filter('"?«ScheduleKeyDeletion» ?DisableKey"')), excluded, perhaps],
  ['a name that is not known', blindTrail(filter(`«!Sub "{ ${KMS} && $.eventName = \${AWS::StackName} }"»`)), excluded, perhaps],
  ['an expression that is not tried', blindTrail(filter(`"{ ${KMS} && $.eventName = «%[DS].*Key%» }"`)), excluded, perhaps],
  ['none: what every service may deny', blindTrail(filter('"{ ($.errorCode = \\"*UnauthorizedOperation\\") || ($.errorCode = \\"AccessDenied*\\") }"')), ...onlyExcluded],
  ['none: everything', blindTrail(filter('""')), ...onlyExcluded],
  ['none: another service', blindTrail(filter('"{ $.eventSource = iam.amazonaws.com && $.eventName = DisableKey }"')), ...onlyExcluded],
  ['none: all services but KMS', blindTrail(filter('"{ $.eventSource != kms.amazonaws.com }"')), ...onlyExcluded],
  ['none: all services, and all but some events', blindTrail(filter('"{ $.eventName != Decrypt }"')), ...onlyExcluded],
  ['none: events that other services have as well', blindTrail(filter('"{ ($.eventName = TagResource) || ($.eventName = Delete*) || ($.eventName = CreateAlias) }"')), ...onlyExcluded],
  ['none: names in the wrong case', blindTrail(filter(`"{ ${KMS} && $.eventName = disablekey }"`)), ...onlyExcluded],
  ['none: members of other names', blindTrail(filter('"{ $.requestParameters.eventSource = kms.amazonaws.com }"')), ...onlyExcluded],
  ['none: a pattern of columns', blindTrail(filter('"[ip, user, event = kms.amazonaws.com]"')), ...onlyExcluded],
  ['none: a pattern that is refused', blindTrail(filter('"{ $.eventSource = kms.amazonaws.com && }"')), ...onlyExcluded],
  ['none: a pattern that is not known', blindTrail(filter('!ImportValue pattern')), ...onlyExcluded],
  ['a service that is not known', blindTrail(filter('«!Sub "{ $.eventSource = ${AWS::StackName} && $.errorCode NOT EXISTS }"»')), excluded, perhaps],
  ['none: words that have nothing to do with KMS', blindTrail(filter('ERROR -Timeout ?TagResource')), ...onlyExcluded],
];

describe('patterns of metric filters', () => {
  it.each(patterns)('%s', holds());
});

const named = `"{ ${KMS} && $.eventName = «DisableKey» }"`;
const unnamed = named.replace(/[«»]/gu, '');
const group = (name: string): string => `  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: ${name} } }\n`;
const arn = (name: string): string => `CloudWatchLogsLogGroupArn: !Sub "arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${name}:*"`;

const groups: readonly Case[] = [
  ['the name that the group is given', trail([toLogs, ...exclusion]) + group('trail-logs') + filter(named, 'trail-logs'), ...bothTold],
  ['an ARN that is put together', trail([arn('trail-logs'), ...exclusion]) + filter(named, 'trail-logs'), ...bothTold],
  ['an ARN around a reference', trail([arn('${Logs}'), ...exclusion]) + logs + filter(named), ...bothTold],
  ['a parameter without a default, on both sides', `Parameters: { Name: { Type: String } }\n${trail([arn('${Name}'), ...exclusion])}${filter(named, '!Ref Name')}`, ...bothTold],
  ['a name with the name of the stack', trail([arn('${AWS::StackName}-trail'), ...exclusion]) + filter(named, '!Sub "${AWS::StackName}-trail"'), ...bothTold],
  ['imported on both sides', trail(['CloudWatchLogsLogGroupArn: !ImportValue group-arn', ...exclusion]) + filter(named, '!ImportValue group'), excluded, perhaps],
  ['a parameter on one side', `Parameters: { Name: { Type: String } }\n${trail([arn('trail-logs'), ...exclusion])}${filter(named, '!Ref Name')}`, excluded, perhaps],
  ['none: a trail that may feed it, and logs everything', trail(['CloudWatchLogsLogGroupArn: !ImportValue group-arn']) + filter(unnamed, '!ImportValue group')],
  ['none: two trails that may feed it, and one that does logs everything', trail([toLogs]) + logs + resource('Second', ['S3BucketName: logs', 'IsLogging: true', 'IsMultiRegionTrail: true', 'CloudWatchLogsLogGroupArn: !ImportValue group-arn', ...exclusion]) + filter(unnamed), 'kms-events-excluded definite note'],
  ['none: another log group of the template', blindTrail('  Other: { Type: AWS::Logs::LogGroup }\n', filter(unnamed, '!Ref Other')), ...onlyExcluded],
  ['none: another name', trail([arn('trail-logs'), ...exclusion]) + filter(unnamed, 'application-logs'), ...onlyExcluded],
  ['none: another beginning', trail([arn('trail-${AWS::StackName}'), ...exclusion]) + filter(unnamed, '!Sub "app-${AWS::StackName}"'), ...onlyExcluded],
  ['none: the trail has no log group', trail(exclusion) + logs + filter(unnamed), ...onlyExcluded],
  ['none: no trail in view', `Resources:\n${logs}${filter(unnamed)}`],
];

describe('log groups', () => {
  it.each(groups)('%s', holds());
});

const writesOnly = trail([toLogs, ...basic('ReadWriteType: «WriteOnly»')]) + logs;
const readsTold = 'kms-reads-unlogged definite warning';
const second = resource('Second', ['S3BucketName: logs', 'IsLogging: true', 'IsMultiRegionTrail: true', toLogs]);

const sinks: readonly Case[] = [
  ['what is lost is named', writesOnly + filter(`"{ ${KMS} && ($.eventName = DisableKey || $.eventName = «Decrypt») }"`), readsTold, told],
  ['a trail that is switched off', blindTrail(filter(named)).replace('IsLogging: true', 'IsLogging: «false»').replace('[«kms.amazonaws.com»]', '[kms.amazonaws.com]'), 'sink-not-recording definite error', told],
  ['no management events', trail([toLogs, ...advanced(['Field: eventCategory, Equals: [«Data»]', 'Field: resources.type, Equals: [AWS::S3::Object]'])]) + logs + filter(named), 'management-events-unlogged definite error', told],
  ['selectors that are not known', openTrail(filter(named)), 'kms-events-excluded possible warning', perhaps],
  ['another trail covers, but does not feed it', blindTrail(second.replace(`      ${toLogs}\n`, ''), filter(named)), 'kms-events-excluded definite note', told],
  ['in one world', `Parameters: { Cost: { Type: String, Default: low } }\nConditions: { Cheap: !Equals [!Ref Cost, low] }\n${trail([toLogs, ...basic('ExcludeManagementEventSources: !If [Cheap, [«kms.amazonaws.com»], []]')])}${logs}${filter(named)}`, 'kms-events-excluded definite error when Cost=low', 'kms-alarm-blind definite warning when Cost=low'],
  ['none: another trail feeds it as well', blindTrail(second, filter(unnamed)), 'kms-events-excluded definite note'],
  ['none: what it looks for is logged', writesOnly + filter(unnamed), readsTold],
  ['none: everything is logged', trail([toLogs]) + logs + filter(unnamed)],
  ['none: what is invalid is told as that', trail([toLogs, ...basic('ReadWriteType: «None»')]) + logs + filter(unnamed), 'selector-invalid definite warning'],
  ['none: an event data store delivers nothing', store([...advanced([management, 'Field: eventSource, NotEquals: [«kms.amazonaws.com»]'])]) + logs + filter(unnamed), excluded],
];

describe('trails', () => {
  it.each(sinks)('%s', holds());
});

const source = 'source: [aws.kms]';
const call = 'detail-type: [AWS API Call via CloudTrail]';
const all = 'State: ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

const rules: readonly Case[] = [
  ['an event by its name', blindTrail(rule(`{ ${source}, ${call}, detail: { eventSource: [kms.amazonaws.com], eventName: [«DisableKey», ScheduleKeyDeletion] } }`)), ...bothTold],
  ['a string of JSON', blindTrail(rule(`'{"source":["aws.kms"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventName":[«"DisableKey"»]}}'`)), ...bothTold],
  ['the service alone: at the service', blindTrail(rule(`{ ${call}, detail: { eventSource: [«kms.amazonaws.com»] } }`)), ...bothTold],
  ['the source alone: at the source', blindTrail(rule(`{ source: [«aws.kms»], ${call} }`)), ...bothTold],
  ['a prefix', blindTrail(rule(`{ ${source}, detail: { eventName: [{ prefix: «Disable» }] } }`)), ...bothTold],
  ['a suffix in any case', blindTrail(rule(`{ ${source}, detail: { eventName: [{ suffix: { equals-ignore-case: «keydeletion» } }] } }`)), ...bothTold],
  ['a wildcard', blindTrail(rule(`{ ${source}, detail: { eventName: [{ wildcard: «"*Key*Del*"» }] } }`)), ...bothTold],
  ['in any case', blindTrail(rule(`{ ${source}, detail: { eventName: [{ equals-ignore-case: «disablekey» }] } }`)), ...bothTold],
  ['anything but some events', blindTrail(rule(`{ source: [«aws.kms»], detail: { eventName: [{ anything-but: { prefix: [Get, List, Describe] } }] } }`)), ...bothTold],
  ['alternatives', blindTrail(rule(`{ ${source}, detail: { $or: [{ eventName: [«DisableKey»] }, { eventName: [PutKeyPolicy] }] } }`)), ...bothTold],
  ['alternatives, one of them about every event', blindTrail(rule(`{ source: [«aws.kms»], detail: { $or: [{ eventName: [DisableKey] }, { errorCode: [{ exists: true }] }] } }`)), ...bothTold],
  ['an event that no other service has', blindTrail(rule(`{ ${call}, detail: { eventName: [«ScheduleKeyDeletion»] } }`)), ...bothTold],
  ['members that may have any value', blindTrail(rule(`{ ${source}, account: ["111122223333"], detail: { eventName: [«DisableKey»], requestParameters: { keyId: [{ exists: true }] } } }`)), ...bothTold],
  ['on the default bus, by name', blindTrail(rule(`{ ${source}, detail: { eventName: [«DisableKey»] } }`, 'EventBusName: default', 'State: ENABLED')), ...bothTold],
  ['every read', blindTrail(rule(`{ ${source}, ${call}, detail: { eventName: [«GetKeyPolicy»] } }`, all)), ...bothTold],
  ['a read that is no Describe, Get or List', blindTrail(rule(`{ ${source}, ${call}, detail: { eventName: [«Decrypt»] } }`)), excluded, perhaps],
  ['a state that is not known', blindTrail(rule(`{ ${source}, ${call}, detail: { eventName: [«DisableKey»] } }`, 'State: !ImportValue state')), excluded, perhaps],
  ['what KMS tells by itself may be meant', blindTrail(rule('{ source: [«aws.kms»] }')), excluded, perhaps],
  ['a name that is not known', blindTrail(rule(`{ ${source}, ${call}, detail: { eventName: [«!ImportValue event»] } }`)), excluded, perhaps],
  ['a comparison that is not known', blindTrail(rule(`{ ${source}, ${call}, detail: { eventName: [{ sounds-like: «DisableKey» }] } }`)), excluded, perhaps],
  ['none: what needs no trail', blindTrail(rule(`{ ${source}, detail-type: [KMS CMK Rotation, KMS CMK Deletion] }`)), ...onlyExcluded],
  ['none: what KMS does by itself', blindTrail(rule(`{ ${source}, detail-type: [AWS Service Event via CloudTrail] }`)), ...onlyExcluded],
  ['none: reads that the rule is not given', blindTrail(rule(`{ ${source}, ${call}, detail: { eventName: [GetKeyPolicy, DescribeKey] } }`)), ...onlyExcluded],
  ['none: switched off', blindTrail(rule(`{ ${source}, ${call} }`, 'State: DISABLED')), ...onlyExcluded],
  ['none: a bus of its own', blindTrail(rule(`{ ${source}, ${call} }`, 'EventBusName: !Ref Bus'), '  Bus: { Type: AWS::Events::EventBus, Properties: { Name: bus } }\n'), ...onlyExcluded],
  ['none: a schedule', blindTrail('  Rule: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 day) } }\n'), ...onlyExcluded],
  ['none: every service', blindTrail(rule(`{ source: [{ prefix: aws. }], ${call} }`)), ...onlyExcluded],
  ['none: another service', blindTrail(rule(`{ source: [aws.iam], ${call}, detail: { eventName: [ScheduleKeyDeletion] } }`)), ...onlyExcluded],
  ['none: all but KMS', blindTrail(rule(`{ ${call}, detail: { eventSource: [{ anything-but: kms.amazonaws.com }] } }`)), ...onlyExcluded],
  ['none: what AWS refuses', blindTrail(rule(`{ source: aws.kms }`)), ...onlyExcluded],
  ['none: one trail of two logs it', blindTrail(resource('Second', ['S3BucketName: logs', 'IsLogging: true', 'IsMultiRegionTrail: true']), rule(`{ ${source}, ${call} }`)), 'kms-events-excluded definite note'],
  ['none: no trail in view', `Resources:\n${rule(`{ ${source}, ${call} }`)}`],
];

describe('EventBridge rules', () => {
  it.each(rules)('%s', holds());
});

const watching = '($.eventName = «StopLogging») || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail)';
const unmarked = watching.replace(/[«»]/gu, '');
const note = 'kms-alarm-blind definite note';
const fine = trail([toLogs]) + logs;

const strict: readonly Case[] = [
  ['CIS: changes of trails', fine + filter(`"{ ($.eventName = CreateTrail) || ${watching} }"`), note],
  ['an event rule', fine + rule(`{ source: [aws.cloudtrail], detail: { eventName: [«DeleteTrail»] } }`), note],
  ['beside an alarm on what any call of the root user may be', fine + filter(`"{ ${watching} }"`) + filter('"{ $.userIdentity.type = Root }"', '!Ref Logs', 'Root'), note],
  ['two alarms: at the first', fine + filter('"{ $.eventName = «StopLogging» }"') + filter('"{ $.eventName = DeleteTrail }"', '!Ref Logs', 'Deleted'), note],
  ['none: PutEventSelectors is watched', fine + filter(`"{ ${unmarked} || ($.eventName = PutEventSelectors) }"`)],
  ['none: it is watched elsewhere', fine + filter(`"{ ${unmarked} }"`) + rule('{ source: [aws.cloudtrail], detail: { eventName: [{ prefix: Put }] } }')],
  ['none: all of CloudTrail is watched', fine + filter('"{ $.eventSource = cloudtrail.amazonaws.com }"')],
  ['none: everything is handed on', fine + filter(`"{ ${unmarked} }"`) + rule('{ source: [{ prefix: aws. }] }')],
  ['none: nobody watches trails', fine + filter('"{ $.eventName = ConsoleLogin }"')],
  ['none: the filter is not fed by a trail in view', trail([]) + logs + filter(`"{ ${unmarked} }"`)],
  ['none: no trail in view', `Resources:\n${logs}${filter(`"{ ${unmarked} }"`)}`],
];

describe('with --strict', () => {
  it.each(strict)('%s', holds({ strict: true }));
  it('is silent without', async () => {
    expect(await findingsIn(strict[0]?.[1] ?? '')).toEqual([]);
  });
});

const eventsOf = async (input: string): Promise<readonly string[] | undefined> => (await findingsIn(input)).find((finding) => finding.rule === 'kms-alarm-blind')?.events;

describe('the events', () => {
  it.each([
    ['those that are named', filter(`"{ ${KMS} && ($.eventName = ScheduleKeyDeletion || $.eventName = DisableKey) }"`), ['DisableKey', 'ScheduleKeyDeletion']],
    ['those that a wildcard means', filter(`"{ ${KMS} && $.eventName = Disable* }"`), ['DisableKey', 'DisableKeyRotation']],
    ['those of which the names are KMS\'s own', filter('"{ $.eventName = TagResource || $.eventName = PutKeyPolicy }"'), ['PutKeyPolicy']],
    ['not what is excepted', filter(`"{ ${KMS} && $.eventName = D* && $.eventName != De* && $.eventName != Disc* }"`), ['DisableKey', 'DisableKeyRotation']],
    ['writes alone, where EventBridge is given no reads for sure', rule(`{ ${source}, detail: { eventName: [{ wildcard: "*KeyRotation*" }] } }`), ['DisableKeyRotation', 'EnableKeyRotation']],
  ])('%s', async (_name, alarm, events) => {
    expect(await eventsOf(blindTrail(alarm))).toEqual(events);
  });

  it.each([
    ['all of them', `"{ ${KMS} }"`, 58],
    ['reads', `"{ ${KMS} && $.readOnly = true }"`, 27],
    ['what KMS does by itself', `"{ ${KMS} && $.eventType = AwsServiceEvent }"`, 3],
  ])('%s: by number', async (_name, pattern, count) => {
    expect(await eventsOf(blindTrail(filter(pattern)))).toHaveLength(count);
  });

  it('leads to what takes them away, and to the trail', async () => {
    const [, blind] = await findingsIn(blindTrail(filter(unnamed)));
    expect(blind?.related.map(({ span }) => span.source.text.slice(span.start, span.end))).toEqual(['kms.amazonaws.com', 'Trail']);
  });
});

describe('hostile patterns', () => {
  const deep = `{ ${'('.repeat(5000)}$.eventName = DisableKey${')'.repeat(5000)} }`;
  const nested = `${'{ $or: [ '.repeat(200)}{ source: [aws.kms] }${' ] }'.repeat(200)}`;
  it.each([
    ['parentheses without end', filter(`"${deep}"`)],
    ['too many parentheses', filter(`"{ ${'('.repeat(200)}${KMS}${')'.repeat(200)} }"`)],
    ['a megabyte', filter(`"{ ${`${KMS} && `.repeat(30_000)}${KMS} }"`)],
    ['an open quote', filter(`'{ $.eventSource = "kms.amazonaws.com }'`)],
    ['open quotes', filter(`'${'"a '.repeat(2000)}"'`)],
    ['stars', filter(`"{ $.eventName = ${'*a'.repeat(2000)} }"`)],
    ['names of prototypes', filter('"{ $.__proto__ = constructor }"') + rule('{ __proto__: [x], constructor: { prototype: [x] } }')],
  ])('%s', async (_name, alarm) => {
    const started = computed();
    expect((await findingsIn(blindTrail(alarm))).map((finding) => finding.rule)).toEqual(['kms-events-excluded']);
    expect(computed() - started).toBeLessThan(5000);
  });

  it.each([
    ['an expression that could take long', filter(`"{ $.eventName = %${'.*'.repeat(200)}x% }"`)],
    ['alternatives within alternatives', rule(nested)],
  ])('%s: not followed, and so possible', async (_name, alarm) => {
    const started = computed();
    expect((await findingsIn(blindTrail(alarm))).filter(({ certainty }) => certainty === 'possible').map((finding) => finding.rule)).toEqual(['kms-alarm-blind']);
    expect(computed() - started).toBeLessThan(5000);
  });
});
