import { addTo, append } from '../../../core/long.js';
import { list, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import type { Resource } from '../../../core/unit.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { withOverrides } from '../overrides.js';
import { idOf, pathOf } from '../scopes.js';
import { appliedBoundary } from './boundaries.js';
import { addedTo, documentNode, doubtful, statementsIn, type Given } from './documents.js';
import { givingsIn, receivedBy, type Giving } from './givings.js';
import { holdersOf, isHolder, type Holder } from './holders.js';
import { listOf, mapOf, reference, textIn, textNode } from './nodes.js';
import { serviceTrust, trustPolicy } from './principals.js';
import { roleAddress } from './users.js';
import { armsOf, listed, property } from './values.js';

/** The lists of a policy in which holders are named. */
export type ListName = 'Roles' | 'Users' | 'Groups';

/** A policy of a resource's own, and one more of what it may hold and may not. */
export function policies(of: Pick<Resource, 'type' | 'address' | 'name'>, statements: readonly Given[], members: readonly (readonly [string, Node | undefined])[]): readonly Resource[] {
  const { name } = of;
  const body = (document: Node): Node => mapOf(name, [['PolicyDocument', document], ...members]);
  const sure = statements.filter(({ node, exists }) => exists === 'yes' || node.kind === 'unknown');
  const open = doubtful(statements, name);
  const isWritten = sure.length > 0 || (open === undefined && of.type === 'AWS::IAM::ManagedPolicy');
  return [
    ...(isWritten ? [{ ...of, exists: 'yes' as const, body: body(documentNode(sure, name)) }] : []),
    ...(open === undefined ? [] : [{ ...of, exists: 'maybe' as const, body: body(open) }]),
  ];
}

/** What is received as statements. */
const statementsOf = (received: ReturnType<typeof receivedBy>, resolver: Resolver): readonly Given[] => received.flatMap(({ giving, exists }) => (giving.what.kind === 'statements' ? giving.what.of(resolver, exists) : []));

/** How a holder is called in a list of a policy, and in which; undefined where it takes none. */
export function namedHolder(holder: Holder, at: Origin, all: readonly External[], resolver: Resolver): { readonly list: ListName; readonly node: Node } | undefined {
  switch (holder.kind) {
    case 'elsewhere':
      return { list: 'Roles', node: unknown('who holds it is not known here', holder.at) };
    case 'implicit':
      return { list: 'Roles', node: reference(roleAddress(holder, all, resolver), at) };
    case 'imported':
      return { list: listNameOf(holder.external), node: importedName(holder.external, resolver) };
    case 'identity': {
      const isPolicy = (madeBy(holder.external) ?? '').endsWith("Policy");
      return isPolicy ? undefined : { list: listNameOf(holder.external), node: reference(pathOf(holder.external, resolver), at) };
    }
  }
}

const listNameOf = (external: External): ListName => (/^aws-iam\.User\b/u.test(madeBy(external) ?? '') ? 'Users' : /^aws-iam\.Group\b/u.test(madeBy(external) ?? '') ? 'Groups' : 'Roles');

/** The name of what is imported: given, or the last part of its ARN. */
function importedName(external: External, resolver: Resolver): Node {
  const third = resolver.argument(argumentsIn(external), 2);
  const named = third?.kind === 'object' ? (property(third, 'userArn') ?? property(third, 'roleName')) : third;
  const node = resolver.node(named, external.at);
  const text = textIn(node);
  const last = text.at(-1);
  return typeof last === 'string' && last.includes('/') ? textNode([last.slice(last.lastIndexOf('/') + 1)], node.origin) : node;
}

/** The holders in a list of a policy resource, and one entry for what may be there and may not. */
export function holderLists(holders: readonly { readonly value: Value; readonly sure: boolean }[], all: readonly External[], resolver: Resolver): ReadonlyMap<ListName, Node> {
  const items = new Map<ListName, Node[]>();
  const unseen = new Map<ListName, Unknown[]>();
  for (const { value, sure } of holders) {
    for (const arm of holdersOf(value, 'role', resolver)) {
      const named = namedHolder(arm.holder, value.origin, all, resolver);
      if (named === undefined) continue;
      if (sure && arm.sure && named.node.kind !== 'absent') addTo(items, named.list, named.node);
      else addTo(unseen, named.list, unknown('it is not known whether it is attached', value.origin));
    }
  }
  const names: readonly ListName[] = ['Roles', 'Users', 'Groups'];
  return new Map(names.flatMap((name) => {
    const found = [...(items.get(name) ?? []), ...(unseen.get(name) ?? [])];
    return found[0] === undefined ? [] : [[name, list(items.get(name) ?? [], found[0].origin, unseen.get(name) ?? [])] as const];
  }));
}

/** A role, user or group of the program, with the policy that its statements are put into. */
export function identityResources(external: External, all: readonly External[], resolver: Resolver): readonly Resource[] {
  const holder: Holder = { kind: 'identity', external };
  const address = pathOf(external, resolver);
  const name = idOf(external);
  const [kind, nameProperty] = listNameOf(external) === 'Users' ? ['User', 'userName'] : listNameOf(external) === 'Groups' ? ['Group', 'groupName'] : ['Role', 'roleName'];
  const properties = argumentsIn(external)[2]?.value;
  const received = receivedBy(holder, givingsIn(all).to(external), resolver);
  const managed = listed(property(properties, 'managedPolicies'), resolver);
  const inline = inlinePolicies(property(properties, 'inlinePolicies'), name, resolver);
  const boundary = appliedBoundary(external, all, resolver) ?? resolver.node(property(properties, 'permissionsBoundary'), name);
  const groups = [...listed(property(properties, 'groups'), resolver), ...received.flatMap(({ giving, exists }) => (giving.what.kind === 'group' ? [{ value: giving.what.value, sure: exists === 'yes', rest: false }] : []))];
  const trusting = addedTo(external.members.get('assumeRolePolicy'), resolver).flatMap(({ node, exists }) => (exists === 'yes' ? [node] : []));
  const attached = attachments([...managed.map((one) => ({ value: one.value, sure: one.sure && !one.rest, node: resolver.node(one.value, name), rest: one.rest })), ...managedIn(received, resolver, name)]);
  const list = listNameOf(external);
  const body = mapOf(name, [
    [kind === 'Role' ? 'RoleName' : kind === 'User' ? 'UserName' : 'GroupName', resolver.node(property(properties, nameProperty), name)],
    ['AssumeRolePolicyDocument', kind === 'Role' ? trustPolicy(external, properties, trusting, resolver) : undefined],
    ['Policies', inline.node],
    ['ManagedPolicyArns', listOf(attached.sure, name, attached.unseen)],
    ['PermissionsBoundary', boundary],
    ['Groups', holderLists(groups.filter(({ rest, sure }) => sure && !rest), all, resolver).get('Groups')],
  ]);
  const self = reference(address, name);
  return [
    { type: `AWS::IAM::${kind}`, address, exists: 'yes', name, body: withOverrides(body, external, resolver) },
    ...policies({ type: 'AWS::IAM::Policy', address: `${address}/DefaultPolicy`, name }, statementsOf(received, resolver), [[list, listOf([self], name)]]),
    ...policies({ type: 'AWS::IAM::Policy', address, name }, inline.doubtful, [[list, listOf([self], name)]]),
    ...attachmentResources(address, name, list, self, attached.open),
  ];
}

/** The role that a construct makes for itself, if it is given anything; with what it is given. */
export function implicitResources(external: External, all: readonly External[], resolver: Resolver): readonly Resource[] {
  const givings = givingsIn(all).to(external);
  const holders: (Holder & { readonly kind: 'implicit' })[] = [];
  for (const { to, member } of givings) for (const { holder } of holdersOf(to, member, resolver)) if (holder.kind === 'implicit' && holder.external === external && !holders.some((one) => isHolder(one, holder))) holders.push(holder);
  return holders.flatMap((holder) => implicitRole(holder, givings, all, resolver));
}

function implicitRole(holder: Holder & { readonly kind: 'implicit' }, givings: readonly Giving[], all: readonly External[], resolver: Resolver): readonly Resource[] {
  const { external, service } = holder;
  const received = receivedBy(holder, givings, resolver);
  if (received.length === 0) return [];
  const address = roleAddress(holder, all, resolver);
  const name = idOf(external);
  const attached = attachments(managedIn(received, resolver, name));
  const statements = statementsOf(received, resolver);
  // Providers of custom resources have their policy within the role.
  const isInline = (madeBy(external) ?? '').startsWith("core.CustomResourceProvider");
  const body = mapOf(name, [
    ['AssumeRolePolicyDocument', service === '' ? undefined : serviceTrust(service, name)],
    ['Policies', isInline ? listOf([mapOf(name, [['PolicyDocument', documentNode(statements.filter(({ exists }) => exists === 'yes'), name)]])], name) : undefined],
    ['ManagedPolicyArns', listOf(attached.sure, name, attached.unseen)],
    ['PermissionsBoundary', appliedBoundary(external, all, resolver)],
  ]);
  const self = reference(address, name);
  const apart = isInline ? statements.filter(({ exists }) => exists === 'maybe') : statements;
  return [
    { type: 'AWS::IAM::Role', address, exists: 'yes', name, body },
    ...policies({ type: 'AWS::IAM::Policy', address: `${address}/DefaultPolicy`, name }, apart, [['Roles', listOf([self], name)]]),
    ...attachmentResources(address, name, 'Roles', self, attached.open),
  ];
}

interface Attached {
  readonly node: Node;
  readonly sure: boolean;
  readonly rest: boolean;
}

const managedIn = (received: ReturnType<typeof receivedBy>, resolver: Resolver, at: Origin): readonly Attached[] =>
  received.flatMap(({ giving, exists }) => {
    if (giving.what.kind !== 'managed') return [];
    return armsOf(giving.what.value, resolver).map(({ value, sure }) => ({ node: resolver.node(value, at), sure: sure && exists === 'yes', rest: false }));
  });

/** Managed policies by how sure it is that they are attached. */
function attachments(all: readonly Attached[]): { readonly sure: readonly Node[]; readonly open: readonly Node[]; readonly unseen: readonly Unknown[] } {
  const there = all.filter(({ node }) => node.kind !== 'absent');
  return {
    sure: there.flatMap(({ node, sure, rest }) => (sure && !rest ? [node] : [])),
    open: there.flatMap(({ node, sure, rest }) => (sure || rest ? [] : [node])),
    unseen: there.flatMap(({ node, rest }): readonly Unknown[] => (rest ? [node.kind === 'unknown' ? node : unknown('it is not known how many there are', node.origin)] : [])),
  };
}

/** See `ATTACHMENT` in the lowering: what gives policies to a holder apart from its declaration. */
const attachmentResources = (address: string, name: Origin, kind: ListName, self: Node, open: readonly Node[]): readonly Resource[] =>
  open.length === 0 ? [] : [{ type: 'Attachment', address, exists: 'maybe', name, body: mapOf(name, [[kind, listOf([self], name)], ['ManagedPolicyArns', listOf(open, name)]]) }];

/** `inlinePolicies`: documents by name. */
function inlinePolicies(value: Value | undefined, at: Origin, resolver: Resolver): { readonly node: Node | undefined; readonly doubtful: readonly Given[] } {
  const items: Node[] = [];
  const open: Given[] = [];
  for (const { value: one, sure } of armsOf(value, resolver)) {
    if (one.kind === 'undefined') continue;
    const documents = one.kind === 'object' ? [...one.cell.entries.values()].map((slot) => slot.value) : [one];
    const statements = [...documents, ...(one.kind === 'object' ? one.cell.rest : [])].map((document) => statementsIn(document, resolver));
    for (const found of statements) {
      if (sure && found.some(({ exists, node }) => exists === 'yes' || node.kind === 'unknown')) items.push(mapOf(at, [['PolicyDocument', documentNode(found.filter(({ exists }) => exists === 'yes'), at)]]));
      append(open, found.filter(({ exists }) => !sure || exists === 'maybe').map(({ node }) => ({ node, exists: 'maybe' as const })));
    }
  }
  return { node: listOf(items, at), doubtful: open };
}
