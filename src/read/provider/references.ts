import { member, textValue, type Node } from '../../core/node.js';
import { onOneLine, through, type Origin, type Via } from '../../core/source.js';
import type { Hole, Text } from '../../core/text.js';
import { unknown } from '../../core/value.js';
import { gap } from '../../core/problem.js';
import type { Resolver } from '../program/resolver.js';
import type { External } from '../program/values/values.js';
import { policyDocument } from '../terraform/policy-document.js';
import { modelled } from '../terraform/modelled.js';
import { attributesOf, type Dialect } from './dialect.js';

/** What the name, the ARN and the id of a resource are called, where others refer to them. Terraform Registry, `hashicorp/aws` and `hashicorp/awscc`, "Attribute Reference". */
interface Naming {
  readonly name: string;
  readonly arn: string;
  readonly id: 'name' | 'arn';
}

const naming = (name: string, arn: string, id: Naming['id']): Naming => ({ name, arn, id });

const namings: ReadonlyMap<string, Naming> = new Map([
  ['aws_iam_role', naming('name', 'arn', 'name')],
  ['aws_iam_user', naming('name', 'arn', 'name')],
  ['aws_iam_group', naming('name', 'arn', 'name')],
  ['aws_iam_policy', naming('name', 'arn', 'arn')],
  ['aws_ssoadmin_permission_set', naming('name', 'arn', 'arn')],
  ['aws_cloudwatch_log_group', naming('name', 'arn', 'name')],
  ['awscc_iam_role', naming('role_name', 'arn', 'name')],
  ['awscc_iam_user', naming('user_name', 'arn', 'name')],
  ['awscc_iam_group', naming('group_name', 'arn', 'name')],
  ['awscc_iam_managed_policy', naming('managed_policy_name', 'policy_arn', 'arn')],
  ['awscc_sso_permission_set', naming('name', 'permission_set_arn', 'arn')],
  ['awscc_logs_log_group', naming('log_group_name', 'arn', 'name')],
]);

/** Data sources that tell of the place where all is deployed. */
const surroundings: ReadonlyMap<string, string> = new Map([
  ['caller_identity.account_id', 'AWS::AccountId'],
  ['region.name', 'AWS::Region'],
  ['region.id', 'AWS::Region'],
  ['region.region', 'AWS::Region'],
  ['partition.partition', 'AWS::Partition'],
  ['partition.id', 'AWS::Partition'],
]);

const one = (name: string): Hole => ({ name, holds: 'one' });

/** What a data source says of its surroundings; `source` without the name of the provider. */
export function surrounding(source: string, attribute: string, place: Origin): Node | undefined {
  const found = surroundings.get(`${source}.${attribute}`);
  return found === undefined ? undefined : unknown('it is known only when all is deployed', place, 'open', [one(found)]);
}

/** What was asked for in one world. */
interface Asked {
  readonly known: Map<External, Map<string, Node>>;
  /** A resource may take a name from another one, but not from itself. */
  readonly pending: Set<External>;
}

const worlds = new WeakMap<Resolver, Asked>();

/** An attribute of a resource where it is referred to: what the program gives it, or a hole that stands for what is known once it is made. */
export function referenceTo(external: External, type: string, attribute: string, place: Origin, dialect: Dialect, resolver: Resolver): Node {
  const asked = worlds.get(resolver) ?? { known: new Map<External, Map<string, Node>>(), pending: new Set<External>() };
  worlds.set(resolver, asked);
  const attributes = asked.known.get(external) ?? new Map<string, Node>();
  asked.known.set(external, attributes);
  let node = attributes.get(attribute);
  if (node === undefined) {
    if (asked.pending.has(external)) return unknown('it refers to itself', place);
    asked.pending.add(external);
    node = type === DOCUMENT ? documentOf(external, attribute, dialect, resolver) : valueOf(external, type, attribute, dialect, resolver);
    asked.pending.delete(external);
    attributes.set(attribute, node);
  }
  return usedAt(node, place, 'reference');
}

/** A value where it is used, with all that is in it; what is in a map stays where it stands: that is a document. */
export function usedAt(node: Node, place: Origin, via: Via): Node {
  const origin = through(place.span, via, node.origin);
  return node.kind === 'list' ? { ...node, origin, items: node.items.map((item) => usedAt(item, place, via)) } : { ...node, origin };
}

const DOCUMENT = 'data.aws_iam_policy_document';

/** `json` of a data source is the document itself: readers take the one for the other. */
function documentOf(external: External, attribute: string, dialect: Dialect, resolver: Resolver): Node {
  if (attribute !== 'json' && attribute !== 'minified_json') return unknown(`\`${attribute}\` of a policy document is not followed`, external.at);
  return bounded(policyDocument(attributesOf(external, DOCUMENT, modelled.get(DOCUMENT) ?? [], dialect, resolver), resolver.tell), external.at);
}

function valueOf(external: External, type: string, attribute: string, dialect: Dialect, resolver: Resolver): Node {
  const named = namings.get(type);
  const address = dialect.addressOf(external, type, resolver);
  const later = (text: Text): Node => unknown(`\`${attribute}\` of \`${address}\` is known only when it is made`, external.at, 'open', text);
  const meant = attribute !== 'id' || named === undefined ? attribute : named[named.id];
  if (meant === named?.arn) return later([one(`${address}.Arn`)]);
  if (meant === 'arn') return later(type === 'aws_cloudtrail' ? trailArn(external, address, dialect, resolver) : [one(`${address}.Arn`)]);
  const body = attributesOf(external, type, [meant], dialect, resolver);
  const written = member(body, meant);
  if (written.kind !== 'absent') return bounded(written, external.at);
  return later([one(meant === named?.name ? address : `${address}.${meant}`)]);
}

/** Trails are granted by their ARN, of which the name is a part. */
function trailArn(external: External, address: string, dialect: Dialect, resolver: Resolver): Text {
  const name = member(attributesOf(external, 'aws_cloudtrail', ['name'], dialect, resolver), 'name');
  const text = name.kind === 'unknown' ? name.text : [textValue(name) ?? one(`${address}.name`)];
  return ['arn:', one('AWS::Partition'), ':cloudtrail:', one('AWS::Region'), ':', one('AWS::AccountId'), ':trail/', ...text];
}

/** Nodes of a value that is taken over: one that takes in another twice doubles it. */
const MOST_NODES = 10_000;

function bounded(node: Node, at: Origin): Node {
  let count = 0;
  const pending: Node[] = [node];
  for (let inner = pending.pop(); inner !== undefined; inner = pending.pop()) {
    count += inner.kind === 'unknown' ? inner.text.length : inner.kind === 'scalar' ? 1 + inner.text.length / 100 : 1;
    if (count > MOST_NODES) return unknown('it is too large', at);
    if (inner.kind === 'list') for (const item of inner.items) pending.push(item);
    if (inner.kind === 'map') for (const { value } of inner.entries.values()) pending.push(value);
  }
  return node;
}

/** Tells what was not followed. */
export const tellGap = (message: string, at: Origin, resolver: Resolver): void => {
  resolver.tell(gap(message, onOneLine(at.span)));
};
