import { keyOrigin, list, map, member, type Entry, type MapNode, type Node } from '../../../core/node.js';
import { matches } from '../../../core/pattern.js';
import type { Origin } from '../../../core/source.js';
import { widest } from '../../../core/text.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { argumentsIn, methodCall } from '../../program/evaluation/externals.js';
import type { Done, Resolver } from '../../program/resolver.js';
import type { External } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { byDefault, itemsIn, mapOf, textIn, unseenIn } from './nodes.js';
import { mergedPrincipals, principalsIn } from './principals.js';
import { listed, listedArguments, property } from './values.js';

/** The names of `PolicyStatementProps` in the words of IAM, but for those of principals. AWS CDK API Reference, `aws_iam.PolicyStatement`. */
const names: ReadonlyMap<string, string> = new Map([
  ['sid', 'Sid'],
  ['effect', 'Effect'],
  ['actions', 'Action'],
  ['notActions', 'NotAction'],
  ['resources', 'Resource'],
  ['notResources', 'NotResource'],
  ['conditions', 'Condition'],
]);

/** Methods that add to a list. */
const adding: ReadonlyMap<string, string> = new Map([
  ['addActions', 'Action'],
  ['addNotActions', 'NotAction'],
  ['addResources', 'Resource'],
  ['addNotResources', 'NotResource'],
]);

/** Methods that add one condition with one value: the operator and the key. */
const conditionOf: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['addAccountCondition', ['StringEquals', 'sts:ExternalId']],
  ['addSourceAccountCondition', ['StringEquals', 'aws:SourceAccount']],
  ['addSourceArnCondition', ['ArnEquals', 'aws:SourceArn']],
]);

/** Copies of copies. */
const MOST_COPIES = 16;

/** Whether something is a policy statement. */
export const isStatement = (external: External): boolean => /^aws-iam\.PolicyStatement(?:\.fromJson)?$/u.test(madeBy(external) ?? '') || copied(external) !== undefined;

/** The statement as IAM has it; undefined where `external` is none. What is done to it after `before` is left out. */
export function statementNode(external: External, resolver: Resolver, before = Infinity, depth = 0): Node | undefined {
  const base = depth > MOST_COPIES ? undefined : baseOf(external, resolver, depth);
  if (base?.kind !== 'map') return base;
  return normalized(resolver.done(external).filter(({ order }) => order < before).reduce((node, effect) => changed(node, effect, resolver), base));
}

function baseOf(external: External, resolver: Resolver, depth: number): Node | undefined {
  const args = argumentsIn(external);
  const first = resolver.argument(args, 0);
  const made = madeBy(external);
  if (made === 'aws-iam.PolicyStatement') {
    const given = args.length === 0 ? map(new Map(), external.at) : resolver.node(first, external.at);
    return given.kind === 'unknown' ? given : withPrincipals(fromProperties(given, external.at), external, resolver);
  }
  if (made === 'aws-iam.PolicyStatement.fromJson') {
    const given = resolver.node(first, external.at);
    return given.kind === 'map' ? fromJson(given, external.at) : unknown(given.kind === 'unknown' ? given.reason : 'it is no object', external.at);
  }
  const copy = copied(external);
  if (copy === undefined) return undefined;
  const from = resolver.external(copy.receiver);
  const whole = from === undefined ? undefined : statementNode(from, resolver, copy.name === 'copy' ? orderOf(from, external) : Infinity, depth + 1);
  if (whole?.kind !== 'map' || args.length === 0) return whole;
  const overrides = resolver.node(first, external.at);
  if (overrides.kind === 'unknown') return overrides;
  const entries = new Map(whole.entries);
  const own = withPrincipals(fromProperties(overrides, external.at), external, resolver);
  for (const [name, entry] of own.entries) if (entry.value.origin.via !== 'service-default') entries.set(name, entry);
  return map(entries, whole.origin, [...whole.unseen, ...own.unseen]);
}

/** `statement.copy(...)` makes another one; `freeze` gives the same. */
function copied(external: External): { readonly receiver: Parameters<Resolver['external']>[0]; readonly name: string } | undefined {
  const method = methodCall(external);
  if (method === undefined || !/^(?:copy|freeze)$/u.test(method.name)) return undefined;
  const from = method.receiver.kind === 'external' ? method.receiver.external : method.receiver.kind === 'instance' ? method.receiver.cell.base : undefined;
  return from !== undefined && isStatement(from) ? method : undefined;
}

const orderOf = (from: External, result: External): number => from.effects.find((effect) => effect.result === result)?.order ?? Infinity;

function fromProperties(given: Node, at: Origin): MapNode {
  const members = [...names].map(([name, inIam]) => [inIam, member(given, name), keyOrigin(given, name)] as const);
  return withEffect(mapOf(at, members.filter(([, value]) => value.kind !== 'absent'), given.kind === 'map' ? given.unseen : []));
}

/** `PolicyStatement.fromJson` takes these members, and drops what else there is. */
function fromJson(given: MapNode, at: Origin): MapNode {
  const entries = [...given.entries].filter(([name]) => [...names.values(), 'Principal', 'NotPrincipal'].includes(name));
  return withEffect(map(new Map(entries), at, given.unseen));
}

/** Statements allow unless they say otherwise. */
const withEffect = (node: MapNode): MapNode => (node.entries.has('Effect') ? node : put(node, 'Effect', byDefault('Allow', node.origin), node.origin));

function withPrincipals(node: MapNode, external: External, resolver: Resolver): MapNode {
  const properties = resolver.argument(argumentsIn(external), 0);
  return (['principals', 'notPrincipals'] as const).reduce((whole, name) => {
    const given = listed(property(properties, name), resolver);
    return given.length === 0 ? whole : addPrincipals(whole, name === 'principals' ? 'Principal' : 'NotPrincipal', given.map(({ value }) => value), external.at, resolver);
  }, node);
}

function addPrincipals(node: MapNode, name: string, given: Parameters<typeof principalsIn>[0], at: Origin, resolver: Resolver): MapNode {
  const { principal, conditions } = mergedPrincipals(principalsIn(given, resolver), member(node, name), at);
  return conditions.reduce<MapNode>((whole, one) => addConditions(whole, one, true), put(node, name, principal, at));
}

/** A statement after one thing that is done to it. */
function changed(node: MapNode, effect: Done, resolver: Resolver): MapNode {
  const { name, kind, args, at, exists } = effect;
  const sure = exists === 'yes';
  if (kind === 'set') {
    const inIam = name === 'effect' ? 'Effect' : name === 'sid' ? 'Sid' : undefined;
    const value = resolver.node(args[0]?.value, at);
    return inIam === undefined ? node : put(node, inIam, sure ? value : unknown('it is not known whether it is changed', value.origin), at);
  }
  const listName = adding.get(name);
  if (listName !== undefined) return added(node, listName, listedArguments(args, resolver).map((one) => ({ node: resolver.node(one.value, at), sure: sure && one.sure && !one.rest, rest: one.rest })), at);
  const condition = conditionOf.get(name);
  const [first, second] = args.map(({ value }) => resolver.node(value, at));
  if (condition !== undefined) return addConditions(node, mapOf(at, [[condition[0], mapOf(at, [[condition[1], first]])]]), sure);
  switch (name) {
    case 'addAllResources':
      return added(node, 'Resource', [{ node: byDefault('*', at), sure, rest: false }], at);
    case 'addCondition':
      return addConditions(node, first?.kind === 'scalar' ? mapOf(at, [[first.text, second, first.origin]]) : unknown('the operator is not known here', at), sure);
    case 'addConditions':
      return addConditions(node, first ?? map(new Map(), at), sure);
    case 'addPrincipals':
      return addPrincipals(node, 'Principal', args.map(({ value }) => value), at, resolver);
    case 'addNotPrincipals':
      return addPrincipals(node, 'NotPrincipal', args.map(({ value }) => value), at, resolver);
    default:
      return /^add\w+Principal$/u.test(name) ? put(node, 'Principal', unknown('it is added by a method', at), at) : node;
  }
}

interface Added {
  readonly node: Node;
  readonly sure: boolean;
  readonly rest: boolean;
}

/** What may be there, and what may be any number of them, is out of sight. */
function added(node: MapNode, name: string, more: readonly Added[], at: Origin): MapNode {
  const before = member(node, name);
  const items: Node[] = [...itemsIn(before)];
  const unseen: Unknown[] = [...unseenIn(before)];
  for (const one of more) {
    if (one.rest) unseen.push(one.node.kind === 'unknown' ? one.node : unknown('it is not known how many there are', one.node.origin));
    else if (one.sure) items.push(one.node);
    else unseen.push(unknown('it is not known whether it is added', one.node.origin, 'open', textIn(one.node)));
  }
  return more.length === 0 ? node : put(node, name, list(items, before.kind === 'absent' ? at : before.origin, unseen), at);
}

/** Conditions of one operator are put together; of one key the later one counts. */
function addConditions(node: MapNode, more: Node, sure: boolean): MapNode {
  const before = member(node, 'Condition');
  if (more.kind !== 'map' || !sure || before.kind === 'unknown') {
    const open = more.kind === 'unknown' ? more : unknown('it is not known whether it is added', more.origin);
    return more.kind === 'absent' ? node : put(node, 'Condition', before.kind === 'map' ? map(before.entries, before.origin, [...before.unseen, open]) : before.kind === 'unknown' ? before : map(new Map(), more.origin, [open]), more.origin);
  }
  const entries = new Map<string, Entry>(before.kind === 'map' ? before.entries : []);
  for (const [operator, { key, value }] of more.entries) {
    const known = entries.get(operator)?.value;
    const merged = known?.kind === 'map' && value.kind === 'map' ? map(new Map([...known.entries, ...value.entries]), known.origin, [...known.unseen, ...value.unseen]) : value;
    entries.set(operator, { key: entries.get(operator)?.key ?? key, value: merged });
  }
  return put(node, 'Condition', map(entries, before.kind === 'map' ? before.origin : more.origin, [...(before.kind === 'map' ? before.unseen : []), ...more.unseen]), more.origin);
}

const put = (node: MapNode, name: string, value: Node, at: Origin): MapNode => map(new Map([...node.entries, [name, { key: node.entries.get(name)?.key ?? at, value }]]), node.origin, node.unseen);

const lists: ReadonlySet<string> = new Set([...adding.values()]);

/** Empty lists are left out in synthesis. What may be in a list matters only where it may be about trails. */
export function normalized(node: MapNode): MapNode {
  const entries = [...node.entries].flatMap(([name, { key, value }]): readonly [string, Entry][] => {
    if (!lists.has(name) || value.kind !== 'list') return [[name, { key, value }]];
    const whole = list(value.items, value.origin, value.unseen.filter(({ text }) => mayMatter(name, widest(text).toLowerCase())));
    return whole.items.length + whole.unseen.length === 0 ? [] : [[name, { key, value: whole }]];
  });
  return map(new Map(entries), node.origin, node.unseen);
}

/** Whether an action, or an ARN, may be one of CloudTrail. */
function mayMatter(name: string, glob: string): boolean {
  const fields = glob.split(':');
  const service = name.endsWith('Action') ? fields[0] : fields[0] === 'arn' ? fields[2] : glob;
  return service === undefined || fields.length < 2 || matches(service, 'cloudtrail');
}
