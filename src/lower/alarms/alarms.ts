import { member, textValue, type Node } from '../../core/node.js';
import { shown } from '../../core/text.js';
import { and, type Truth } from '../../core/truth.js';
import type { Resource } from '../../core/unit.js';
import type { Alarm, Feed } from '../../model/alarm/alarm.js';
import type { Sink } from '../../model/sink.js';
import { lowerEventPattern } from './event-pattern.js';
import { feedsOfBus, feedsOfGroups, groupsOf, textIn } from './feeds.js';
import { lowerFilterPattern } from './filter-pattern.js';

/** Metric filters and EventBridge rules, with the trails that feed them. Template Reference, `AWS::Logs::MetricFilter` and `AWS::Events::Rule`. */
export function lowerAlarms(resources: readonly Resource[], sinks: readonly Sink[]): readonly Alarm[] {
  const trails = sinks.filter(({ kind }) => kind === 'trail');
  // Without a trail in view there is nothing that could blind them.
  if (trails.length === 0) return [];
  const feedsOfGroup = feedsOfGroups(trails, resources, groupsOf(resources));
  const ofBus = feedsOfBus(trails);
  return resources.flatMap((resource): readonly Alarm[] => {
    switch (resource.type) {
      case 'AWS::Logs::MetricFilter':
        return [metricFilter(resource, feedsOfGroup)];
      case 'AWS::Events::Rule':
        return eventRule(resource, ofBus);
      default:
        return [];
    }
  });
}

const metricFilter = ({ address, exists, name, body }: Resource, feedsOfGroup: (name: Node) => readonly Feed[]): Alarm => ({
  kind: 'metric-filter',
  address,
  exists,
  pattern: lowerFilterPattern(member(body, 'FilterPattern')),
  everyRead: 'yes',
  feeds: feedsOfGroup(member(body, 'LogGroupName')),
  origin: name,
});

/** A rule on a schedule has no pattern, one that is switched off watches nothing, and buses of one's own get what others send them. */
function eventRule({ address, exists, name, body }: Resource, feeds: readonly Feed[]): readonly Alarm[] {
  const pattern = member(body, 'EventPattern');
  const state = member(body, 'State');
  const bus = isDefaultBus(member(body, 'EventBusName'));
  if (pattern.kind === 'absent' || textValue(state) === 'DISABLED' || bus === 'no') return [];
  const sure = state.kind === 'unknown' ? 'maybe' : 'yes';
  return [
    {
      kind: 'event-rule',
      address,
      exists: and(exists, and(sure, bus)),
      pattern: lowerEventPattern(pattern),
      everyRead: state.kind === 'unknown' ? 'maybe' : textValue(state) === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' ? 'yes' : 'no',
      feeds,
      origin: name,
    },
  ];
}

/** CloudTrail sends to the default bus. By name, or by an ARN that ends in it. */
function isDefaultBus(node: Node): Truth {
  const text = textIn(node);
  if (text === undefined) return 'yes';
  const bus = shown(text);
  if (/^(?:.*\/)?default$/u.test(bus)) return 'yes';
  const [only] = text;
  // What hangs on a resource of the template is a bus of its own.
  return text.length === 1 && typeof only === 'object' && only.holds === 'any' ? 'maybe' : 'no';
}
