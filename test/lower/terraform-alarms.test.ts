import { describe, expect, test } from 'vitest';
import { loweredFrom } from './resources.js';
import { toldIn } from './told.js';

const excluding = { is_multi_region_trail: true, event_selector: [{ exclude_management_event_sources: ['kms.amazonaws.com'] }] };
const excluded = 'kms-events-excluded definite error «"kms.amazonaws.com"»';
const pattern = '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }';
const events = { source: ['aws.kms'], 'detail-type': ['AWS API Call via CloudTrail'], detail: { eventSource: ['kms.amazonaws.com'], eventName: ['DisableKey'] } };

function blind(types: Readonly<Record<string, unknown>>): readonly string[] {
  const { model, problems } = loweredFrom({ resource: Object.fromEntries(Object.entries(types).map(([type, body]) => [type, { main: body }])) });
  expect(problems).toEqual([]);
  const told = toldIn(model);
  expect(told).toContain(excluded);
  return told.filter((one) => one.startsWith('kms-alarm-blind')).map((one) => one.replace(/^kms-alarm-blind /u, ''));
}

describe('metric filters', () => {
  const group = '${aws_cloudwatch_log_group.main.arn}';
  const name = '${aws_cloudwatch_log_group.main.name}';

  test.each([
    ['of the group that the trail delivers to', { cloud_watch_logs_group_arn: `${group}:*` }, { log_group_name: name }, { name: 'trail' }],
    ['the same, without a star', { cloud_watch_logs_group_arn: group }, { log_group_name: name }, { name: 'trail' }],
    ['the same, without a name', { cloud_watch_logs_group_arn: `${group}:*` }, { log_group_name: name }, {}],
    ['the same by name', { cloud_watch_logs_group_arn: `${group}:*` }, { log_group_name: 'trail' }, { name: 'trail' }],
    ['the same by its ARN', { cloud_watch_logs_group_arn: 'arn:aws:logs:eu-central-1:111122223333:log-group:trail:*' }, { log_group_name: 'trail' }, { name: 'trail' }],
  ])('%s', (_name, trail, filter, declared) => {
    expect(blind({ aws_cloudtrail: { ...excluding, ...trail }, aws_cloudwatch_log_metric_filter: { pattern, ...filter }, aws_cloudwatch_log_group: declared })).toEqual(['definite warning «DisableKey»']);
  });

  test.each([
    ['of another group', { cloud_watch_logs_group_arn: `${group}:*` }, { log_group_name: 'other' }, { name: 'trail' }],
    ['of a trail that delivers to none', {}, { log_group_name: name }, { name: 'trail' }],
    ['of a trail that delivers to the empty text', { cloud_watch_logs_group_arn: '' }, { log_group_name: name }, { name: 'trail' }],
  ])('none: %s', (_name, trail, filter, declared) => {
    expect(blind({ aws_cloudtrail: { ...excluding, ...trail }, aws_cloudwatch_log_metric_filter: { pattern, ...filter }, aws_cloudwatch_log_group: declared })).toEqual([]);
  });

  test('awscc', () => {
    const trail = { is_logging: true, is_multi_region_trail: true, event_selectors: [{ exclude_management_event_sources: ['kms.amazonaws.com'] }], cloudwatch_logs_log_group_arn: '${awscc_logs_log_group.main.arn}' };
    expect(blind({ awscc_cloudtrail_trail: trail, awscc_logs_metric_filter: { filter_pattern: pattern, log_group_name: '${awscc_logs_log_group.main.id}' }, awscc_logs_log_group: { log_group_name: 'trail' } })).toEqual(['definite warning «DisableKey»']);
  });
});

describe('event rules', () => {
  const text = JSON.stringify(events);
  const inText = String.raw`definite warning «\"DisableKey\"»`;

  test.each([
    ['as a text', { event_pattern: text }, [inText]],
    ['as a map', { event_pattern: events }, ['definite warning «"DisableKey"»']],
    ['of the default bus by name', { event_pattern: text, event_bus_name: 'default' }, [inText]],
    ['enabled', { event_pattern: text, state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }, [inText]],
    ['enabled in the old way', { event_pattern: text, is_enabled: true, state: null }, [inText]],
    ['of a bus of its own', { event_pattern: text, event_bus_name: '${aws_cloudwatch_event_bus.main.name}' }, []],
    ['disabled', { event_pattern: text, state: 'DISABLED' }, []],
    ['disabled in the old way', { event_pattern: text, is_enabled: false }, []],
    ['on a schedule', { schedule_expression: 'rate(1 day)' }, []],
  ])('%s', (_name, rule, expected) => {
    expect(blind({ aws_cloudtrail: excluding, aws_cloudwatch_event_rule: rule })).toEqual(expected);
  });

  test('a state that is not known', () => {
    expect(blind({ aws_cloudtrail: excluding, aws_cloudwatch_event_rule: { event_pattern: text, state: '${var.state}' } })).toEqual([String.raw`possible note «\"DisableKey\"»`]);
  });
});
