import { list, map, member, textValue, type Entry, type Node } from '../../core/node.js';
import { onOneLine, type Origin } from '../../core/source.js';
import { absent, unknown, type Unknown } from '../../core/value.js';
import type { Resource } from '../../core/unit.js';
import type { Done, Resolver } from '../program/resolver.js';
import type { External } from '../program/values/values.js';
import { groupArn } from './alarms.js';
import { aliasesOf, existsUnder, withOverrides } from './overrides.js';
import { argumentOf, byDefault, mapOf, reasonNot, someOf, supposed } from './props.js';
import { laterText } from './values/references.js';
import { idOf, pathOf } from './scopes.js';

const taken: ReadonlySet<string> = new Set(['managementEvents', 'isMultiRegionTrail', 'isOrganizationTrail', 'sendToCloudWatchLogs']);

/**
 * An L2 trail as synthesis makes it. AWS CDK API Reference, `aws_cloudtrail.Trail`; what follows from what is in its source,
 * `aws-cloudtrail/lib/cloudtrail.js`. Nothing where synthesis ends in an error.
 */
export function trailResources(external: External, resolver: Resolver): readonly Resource[] {
  const name = idOf(external);
  const given = argumentOf(external, 2, resolver);
  const props = someOf(given, (key) => taken.has(key), external.at, resolver);
  const events = withoutNull(member(props, 'managementEvents'));
  const selectors = selectorsOf(external, events, resolver);
  const hasNone = textValue(events) === 'None' && selectors.kind === 'list' && selectors.items.length === 0 && selectors.unseen.length === 0;
  if (hasNone) return [];
  const body = mapOf(
    [
      ['IsLogging', byDefault(true, name)],
      ['IsMultiRegionTrail', orDefault(member(props, 'isMultiRegionTrail'), true, name)],
      ['IsOrganizationTrail', member(props, 'isOrganizationTrail')],
      ['EventSelectors', selectors],
      ['CloudWatchLogsLogGroupArn', groupArn(external, member(props, 'sendToCloudWatchLogs'), resolver)],
    ],
    name,
  );
  return [{ type: 'AWS::CloudTrail::Trail', address: pathOf(external, resolver), exists: existsUnder(external, resolver), name, body: withOverrides(body, external, resolver) }];
}

const withoutNull = (node: Node): Node => (node.kind === 'scalar' && node.value === null ? absent(node.origin) : node);

const orDefault = (node: Node, value: boolean, at: Origin): Node => (withoutNull(node).kind === 'absent' ? byDefault(value, at) : node);

/** The selector for management events that the props bring, then what the methods add, in order. */
function selectorsOf(external: External, events: Node, resolver: Resolver): Node {
  const items: Node[] = [];
  const unseen: Unknown[] = [];
  const text = textValue(events);
  if (events.kind === 'unknown') unseen.push(events);
  else if (text !== undefined && text !== '' && text !== 'None') items.push(mapOf([['IncludeManagementEvents', byDefault(true, events.origin)], ['ReadWriteType', events]], events.origin));
  for (const done of aliasesOf(external, resolver).flatMap((one) => resolver.done(one)).sort((a, b) => a.order - b.order)) {
    const added = done.kind === 'call' ? selectorOf(done, events, resolver) : undefined;
    if (added === undefined) continue;
    if (added.kind === 'unknown') unseen.push(added);
    else if (done.exists === 'yes') items.push(added);
    else if (resolver.supposes(done.guards)) items.push(supposed(added));
    else unseen.push(unknown(reasonNot(done, resolver), done.at));
  }
  return list(items, external.at, unseen);
}

/** Methods that add a selector: where their arguments have the options. */
const methods: ReadonlyMap<string, { readonly options: number; readonly type: string | undefined; readonly takesList: boolean }> = new Map([
  ['addEventSelector', { options: 2, type: undefined, takesList: false }],
  ['addLambdaEventSelector', { options: 1, type: 'AWS::Lambda::Function', takesList: true }],
  ['addS3EventSelector', { options: 1, type: 'AWS::S3::Object', takesList: true }],
  ['logAllLambdaDataEvents', { options: 0, type: 'AWS::Lambda::Function', takesList: false }],
  ['logAllS3DataEvents', { options: 0, type: 'AWS::S3::Object', takesList: false }],
]);

/** Without functions or buckets to log, nothing is added. */
function selectorOf(done: Done, events: Node, resolver: Resolver): Node | undefined {
  const method = methods.get(done.name);
  if (method === undefined) return undefined;
  const argument = (index: number): Node => resolver.node(resolver.argument(done.args, index), done.at);
  if (done.args.some(({ rest }) => rest)) return unknown('the arguments are not known here', done.at);
  const first = method.takesList ? argument(0) : undefined;
  if (first?.kind === 'list' && first.items.length === 0 && first.unseen.length === 0) return undefined;
  const type = method.type === undefined ? argument(0) : byDefault(method.type, methodPlace(done));
  const options = argument(method.options);
  if (options.kind === 'unknown') return options;
  if (first?.kind === 'unknown' || (first?.kind === 'list' && first.items.length === 0)) return unknown('it is not known whether there is anything to log', first.origin);
  const own = options.kind === 'map' ? [...options.entries].flatMap(([key, { key: place, value }]): [string, Entry][] => (optionNames.has(key) && value.kind !== 'absent' && !isNull(value) ? [[key, { key: place, value }]] : [])) : [];
  const entries = new Map<string, Entry>(own.map(([key, entry]) => [key.charAt(0).toUpperCase() + key.slice(1), entry]));
  const unseen = options.kind === 'map' ? options.unseen : [];
  // With no management events at all, the default of the option is other.
  if (!entries.has('IncludeManagementEvents') && textValue(events) === 'None') entries.set('IncludeManagementEvents', { key: events.origin, value: { kind: 'scalar', value: false, text: 'false', origin: events.origin } });
  else if (!entries.has('IncludeManagementEvents') && events.kind === 'unknown') entries.set('IncludeManagementEvents', { key: events.origin, value: unknown(events.reason, events.origin) });
  const at = methodPlace(done);
  entries.set('DataResources', { key: at, value: list([mapOf([['Type', type], ['Values', list([laterText([{ name: 'ARN', holds: 'one' }], at)], at)]], at)], at) });
  return map(entries, options.kind === 'map' ? options.origin : at, unseen);
}

const optionNames: ReadonlySet<string> = new Set(['includeManagementEvents', 'excludeManagementEventSources', 'readWriteType']);

const isNull = (node: Node): boolean => node.kind === 'scalar' && node.value === null;

/** The first line of a call. */
const methodPlace = ({ at }: Done): Origin => ({ ...at, span: onOneLine(at.span) });
