import { list, map, member, textValue, type Entry, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import type { Resource } from '../../core/unit.js';
import { absent, unknown } from '../../core/value.js';
import { mayWatch } from '../cloudformation/modelled.js';
import { unfoldDocuments } from '../cloudformation/documents.js';
import { argumentsIn, methodCall } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { External, Value } from '../program/values/values.js';
import { madeBy } from './names.js';
import { existsUnder, withOverrides } from './overrides.js';
import { argumentOf, byDefault, mapOf, memberOf, someOf } from './props.js';
import { idOf, pathOf } from './scopes.js';
import { attribute, laterText, reference } from './values/references.js';

/** What watches for events: log groups, metric filters and rules of EventBridge. AWS CDK API Reference, `aws_logs` and `aws_events`. */
export function alarmResources(external: External, resolver: Resolver): readonly Resource[] {
  const made = madeBy(external);
  const method = methodCall(external)?.name;
  if (made === 'aws-logs.LogGroup') return group(external, resolver);
  if (made === 'aws-logs.MetricFilter') return filter(external, argumentOf(external, 2, resolver), undefined, resolver);
  if (method === 'addMetricFilter') return filter(external, argumentOf(external, 1, resolver), methodCall(external)?.receiver, resolver);
  if (made === 'aws-events.Rule') return rule(external, argumentOf(external, 2, resolver), [], resolver);
  if (made === 'aws-cloudtrail.Trail.onEvent') return rule(external, argumentOf(external, 2, resolver), [throughTrail(external.at)], resolver);
  if (method === 'onCloudTrailEvent') return rule(external, argumentOf(external, 1, resolver), [throughTrail(external.at)], resolver);
  return [];
}

const makers: ReadonlySet<string> = new Set(['aws-logs.LogGroup', 'aws-logs.MetricFilter', 'aws-cloudtrail.Trail.onEvent']);

/** A rule on a schedule watches for nothing. */
export function mayAlarm(external: External): boolean {
  const made = madeBy(external);
  if (made === 'aws-events.Rule') return external.effects.some(({ name }) => name === 'addEventPattern' || name === 'node') || mayHavePattern(argumentsIn(external)[2]?.value) || external.members.has('node');
  const method = methodCall(external)?.name;
  return (made !== undefined && makers.has(made)) || method === 'addMetricFilter' || method === 'onCloudTrailEvent';
}

const mayHavePattern = (props: Value | undefined): boolean => props !== undefined && (props.kind !== 'object' || props.cell.rest.length > 0 || props.cell.entries.has('eventPattern'));

const declared = (external: External, type: string, body: Node, resolver: Resolver): readonly Resource[] => {
  const name = idOf(external);
  const changed = withOverrides(body, external, resolver);
  if (!mayWatch(type, changed)) return [];
  return [{ type, address: pathOf(external, resolver), exists: existsUnder(external, resolver), name, body: unfoldDocuments(changed, resolver.tell) }];
};

function group(external: External, resolver: Resolver): readonly Resource[] {
  const props = someOf(argumentOf(external, 2, resolver), (name) => name === 'logGroupName', external.at, resolver);
  return declared(external, 'AWS::Logs::LogGroup', mapOf([['LogGroupName', member(props, 'logGroupName')]], external.at), resolver);
}

/** The log group of a trail: that which it is given, else one of its own. `sends` is what `sendToCloudWatchLogs` says. */
export function groupArn(trail: External, sends: Node, resolver: Resolver): Node {
  const text = textValue(sends);
  if (sends.kind === 'unknown') return sends;
  if (text !== 'true') return absent(sends.origin);
  const given = memberOf(argumentOf(trail, 2, resolver), 'cloudWatchLogGroup', resolver);
  return isNothing(given) ? reference(ownGroup(trail, resolver), sends.origin) : groupText(given, sends.origin, resolver);
}

const isNothing = (value: Value | undefined): value is undefined => value === undefined || value.kind === 'undefined';

const ownGroup = (trail: External, resolver: Resolver): string => `${pathOf(trail, resolver)}/LogGroup`;

/** The log group that a trail makes for itself. */
export function groupOfTrail(trail: External, resolver: Resolver): readonly Resource[] {
  const props = argumentOf(trail, 2, resolver);
  const sends = textValue(resolver.node(memberOf(props, 'sendToCloudWatchLogs', resolver), trail.at));
  if (sends !== 'true' || !isNothing(memberOf(props, 'cloudWatchLogGroup', resolver))) return [];
  return [{ type: 'AWS::Logs::LogGroup', address: ownGroup(trail, resolver), exists: 'yes', name: idOf(trail), body: map(new Map(), trail.at) }];
}

/** What a template would call a log group. */
function groupText(value: Value | undefined, place: Origin, resolver: Resolver): Node {
  const external = resolver.external(value);
  if (external === undefined) return laterText([{ name: '?', holds: 'any' }], place);
  const { how } = external;
  if (how.kind === 'member' && how.name === 'logGroup') {
    const trail = resolver.external(how.of);
    const own = trail === undefined ? undefined : memberOf(argumentOf(trail, 2, resolver), 'cloudWatchLogGroup', resolver);
    if (trail !== undefined) return isNothing(own) ? reference(ownGroup(trail, resolver), place) : groupText(own, place, resolver);
  }
  if (how.kind === 'call' && (madeBy(external) ?? '').startsWith("aws-logs.LogGroup.from")) return resolver.node(argumentOf(external, 2, resolver), place);
  return how.kind === 'new' ? attribute(external, 'Arn', place, resolver) : laterText([{ name: '?', holds: 'any' }], place);
}

const filterProps: ReadonlySet<string> = new Set(['filterPattern']);

function filter(external: External, props: Value | undefined, owner: Value | undefined, resolver: Resolver): readonly Resource[] {
  const pattern = member(someOf(props, (name) => filterProps.has(name), external.at, resolver), 'filterPattern');
  const logs = owner ?? memberOf(props, 'logGroup', resolver);
  const body = mapOf([['FilterPattern', pattern], ['LogGroupName', groupText(logs, external.at, resolver)]], external.at);
  return declared(external, 'AWS::Logs::MetricFilter', body, resolver);
}

const ruleProps: ReadonlySet<string> = new Set(['eventPattern', 'enabled']);

function rule(external: External, given: Value | undefined, before: readonly Node[], resolver: Resolver): readonly Resource[] {
  const props = someOf(given, (name) => ruleProps.has(name), external.at, resolver);
  const added = resolver.done(external).flatMap(({ name, kind, args, at, exists }): readonly Node[] => {
    if (kind !== 'call' || name !== 'addEventPattern') return [];
    const node = resolver.node(args[0]?.value, at);
    return [exists === 'yes' ? node : unknown('it is not known whether this is asked for', at)];
  });
  const patterns = [member(props, 'eventPattern'), ...before, ...added].filter(({ kind }) => kind !== 'absent').map(inEvents);
  const [first, ...more] = patterns;
  const bus = memberOf(given, 'eventBus', resolver);
  const enabled = member(props, 'enabled');
  const body = mapOf(
    [
      ['EventPattern', first === undefined ? absent(external.at) : more.reduce(mergedPatterns, first)],
      ['EventBusName', isNothing(bus) ? absent(external.at) : busName(bus, external.at, resolver)],
      ['State', enabled.kind === 'unknown' ? enabled : textValue(enabled) === 'false' ? byDefault('DISABLED', enabled.origin) : absent(enabled.origin)],
    ],
    external.at,
  );
  return declared(external, 'AWS::Events::Rule', body, resolver);
}

/** `Trail.onEvent` asks for what comes by CloudTrail. */
const throughTrail = (at: Origin): Node => mapOf([['detailType', list([byDefault('AWS API Call via CloudTrail', at)], at)]], at);

/** A bus of one's own has a name that is known later. */
function busName(value: Value, place: Origin, resolver: Resolver): Node {
  const external = resolver.external(value);
  if (external?.how.kind === 'new') return reference(pathOf(external, resolver), place);
  if (external !== undefined && (madeBy(external) ?? '').startsWith("aws-events.EventBus.from")) return resolver.node(argumentOf(external, 2, resolver), place);
  return laterText([{ name: '?', holds: 'any' }], place);
}

const inEvents = (node: Node): Node =>
  node.kind === 'map' ? map(new Map([...node.entries].map(([name, entry]): [string, Entry] => [name === 'detailType' ? 'detail-type' : name, entry])), node.origin, node.unseen) : node;

/** Lists of one member are put together, objects member by member: `mergeEventPattern` in `aws-events/lib/util.js`. */
function mergedPatterns(a: Node, b: Node): Node {
  if (a.kind === 'list' && b.kind === 'list') return list([...a.items, ...b.items], a.origin, [...a.unseen, ...b.unseen]);
  if (b.kind === 'unknown' && a.kind === 'map') return map(a.entries, a.origin, [...a.unseen, b]);
  if (a.kind !== 'map' || b.kind !== 'map') return a.kind === 'unknown' ? a : b;
  const entries = new Map<string, Entry>(a.entries);
  for (const [name, { key, value }] of b.entries) {
    const known = entries.get(name);
    entries.set(name, known === undefined ? { key, value } : { key: known.key, value: mergedPatterns(known.value, value) });
  }
  return map(entries, a.origin, [...a.unseen, ...b.unseen]);
}
