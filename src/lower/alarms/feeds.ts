import { asText, member, type Node } from '../../core/node.js';
import { overlaps } from '../../core/pattern.js';
import { shown, widest, type Text } from '../../core/text.js';
import { truth, type Truth } from '../../core/truth.js';
import type { Resource } from '../../core/unit.js';
import type { Feed } from '../../model/alarm/alarm.js';
import type { Sink } from '../../model/sink.js';

/** A log group as it is called: by the name that it is given where that is known, so that all that mean it are called alike. */
interface Group {
  readonly name: Text;
  /** The group is declared here without a name: it gets one that nobody can have written. */
  readonly isNameless: boolean;
}

/** The log groups that are declared among the resources, by logical id. */
export type Groups = ReadonlyMap<string, Node>;

export const groupsOf = (resources: readonly Resource[]): Groups =>
  new Map(resources.filter(({ type }) => type === 'AWS::Logs::LogGroup').map(({ address, body }) => [address, member(body, 'LogGroupName')]));

/** The trails that deliver to the log group of a metric filter, or may. Filters of one group share the list. */
export function feedsOfGroups(trails: readonly Sink[], resources: readonly Resource[], groups: Groups): (name: Node) => readonly Feed[] {
  const bodies = new Map<string, Node>();
  for (const { address, type, body } of resources) if (type === 'AWS::CloudTrail::Trail' && !bodies.has(address)) bodies.set(address, body);
  const delivering = trails.map((sink) => {
    const body = bodies.get(sink.address);
    return { sink, group: body === undefined ? undefined : groupOf(member(body, 'CloudWatchLogsLogGroupArn'), groups) };
  });
  const known = new Map<string, readonly Feed[]>();
  return (name) => {
    const wanted = groupOf(name, groups);
    if (wanted === undefined) return [];
    const key = JSON.stringify(wanted);
    const found = known.get(key) ?? delivering.flatMap(({ sink, group }): readonly Feed[] => {
      const same = group === undefined ? 'no' : isSame(group, wanted);
      return same === 'no' ? [] : [{ sink, truth: same }];
    });
    known.set(key, found);
    return found;
  };
}

/**
 * EventBridge is fed by every trail of the account and Region. What a call sets may be the selectors of a trail anywhere.
 */
export const feedsOfBus = (trails: readonly Sink[]): readonly Feed[] => trails.map((sink) => ({ sink, truth: sink.declaredBy === 'code' ? 'maybe' : 'yes' }));

/** What a node calls a log group: a name or an ARN, `!Ref Group` or `!GetAtt Group.Arn`. Undefined where there is none. */
function groupOf(node: Node, groups: Groups): Group | undefined {
  const text = textIn(node);
  if (text === undefined) return undefined;
  const name = nameIn(text);
  const [only, ...more] = name;
  const id = typeof only === 'object' && more.length === 0 ? only.name.replace(/\.Arn$/u, '') : undefined;
  const declared = id === undefined ? undefined : groups.get(id);
  if (id === undefined || declared === undefined) return { name, isNameless: false };
  const given = textIn(declared);
  return given === undefined ? { name: [{ name: id, holds: 'one' }], isNameless: true } : { name: given, isNameless: false };
}

/** The text that a node holds, however little of it is known; undefined where it holds none. */
export function textIn(node: Node): Text | undefined {
  if (node.kind === 'unknown') return node.text;
  return node.kind === 'scalar' && node.text !== '' ? [asText(node)] : undefined;
}

const BEFORE_NAME = ':log-group:';

/** The name in an ARN, which may end in `:*`; any other text as it is. */
function nameIn(text: Text): Text {
  const joined = text.reduce<(Text[number])[]>((parts, part) => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
    return parts;
  }, []);
  const at = joined.findIndex((part) => typeof part === 'string' && part.includes(BEFORE_NAME));
  const head = joined[at];
  // What follows a reference to an ARN may be `:*` as well: no name holds either of the two.
  const name = typeof head === 'string' ? [head.slice(head.indexOf(BEFORE_NAME) + BEFORE_NAME.length), ...joined.slice(at + 1)] : joined;
  return name.map((part, index) => (typeof part === 'string' && index === name.length - 1 ? part.replace(/:\*$/u, '') : part)).filter((part) => part !== '');
}

/** Names that are not wholly known are the same if they are written alike, and may be where nothing known tells them apart. */
function isSame(a: Group, b: Group): Truth {
  if (isNamed(a.name) && isNamed(b.name) && shown(a.name) === shown(b.name)) return 'yes';
  const isKnown = ({ name, isNameless }: Group): boolean => isNameless || name.every((part) => typeof part === 'string');
  if (isKnown(a) && isKnown(b)) return truth(false);
  return overlaps(open(a.name), open(b.name)) ? 'maybe' : 'no';
}

const isNamed = (text: Text): boolean => text.every((part) => typeof part === 'string' || part.name !== '?');

/** Whatever is not known may be anything here: a parameter may hold a whole ARN. */
const open = (name: Text): string => widest(name.map((part) => (typeof part === 'string' ? part : { ...part, holds: 'any' })));
