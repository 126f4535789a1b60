import { append } from '../core/long.js';
import { member, textValue, type Node } from '../core/node.js';
import type { Origin } from '../core/source.js';
import type { Text } from '../core/text.js';
import { and } from '../core/truth.js';
import type { Resource } from '../core/unit.js';
import type { Attachment, NamedHolder, Permissions, PolicyDocument, PolicyText, Principal, PrincipalKind } from '../model/grant/policy.js';
import { boundaryOf, capsOf } from './boundaries.js';
import { resourcesOf } from './calls.js';
import { lowerDocument, texts } from './policy.js';
import { bareManagedName, Directory, managedName, textsOf, type Called } from './references.js';
import { trustOf } from './trust.js';

/** A principal while its policies are gathered. */
interface Holder extends Called {
  readonly kind: PrincipalKind;
  readonly resource: Resource;
  /** Whom it stands for, as in `Principal`. */
  readonly named: readonly NamedHolder[];
  /** Attachments that give it more. */
  readonly parts: Resource[];
  readonly documents: Given[];
  readonly attachments: Attachment[];
}

/** A document that a holder has, and the resource that says so: the holder itself, the policy, or an attachment. */
interface Given {
  readonly document: PolicyDocument;
  readonly by: Resource;
}

/** A policy that is a resource of its own. */
interface Declared extends Called {
  readonly resource: Resource;
  readonly document: PolicyDocument;
  readonly holders: readonly Holder[];
  /** Those that it names and that are not in view. */
  readonly others: readonly NamedHolder[];
}

const kinds: readonly PrincipalKind[] = ['role', 'user', 'group', 'permission-set'];

/** The holders of each kind. */
type InView = ReadonlyMap<PrincipalKind, Directory<Holder>>;

const holderTypes: ReadonlyMap<string, readonly [PrincipalKind, string]> = new Map([
  ['AWS::IAM::Role', ['role', 'RoleName']],
  ['AWS::IAM::User', ['user', 'UserName']],
  ['AWS::IAM::Group', ['group', 'GroupName']],
  ['AWS::SSO::PermissionSet', ['permission-set', 'Name']],
  ['AWS::Serverless::Function', ['role', '']],
  ['AWS::Serverless::StateMachine', ['role', '']],
  // It attaches a policy once a budget is spent, to whomever it names.
  ['AWS::Budgets::BudgetsAction', ['unattached', '']],
  // A call that attaches a policy: `calls.ts`.
  ['Custom::AWS', ['unattached', '']],
]);

/** Where a policy resource names its holders. */
const policyTypes: ReadonlyMap<string, readonly (readonly [string, PrincipalKind])[]> = new Map([
  ['AWS::IAM::Policy', [['Roles', 'role'], ['Users', 'user'], ['Groups', 'group']]],
  ['AWS::IAM::ManagedPolicy', [['Roles', 'role'], ['Users', 'user'], ['Groups', 'group']]],
  ['AWS::IAM::RolePolicy', [['RoleName', 'role']]],
  ['AWS::IAM::UserPolicy', [['UserName', 'user']]],
  ['AWS::IAM::GroupPolicy', [['GroupName', 'group']]],
]);

/**
 * The type of what gives policies to holders that are declared apart from it, which CloudFormation does not have. `Roles`,
 * `Users`, `Groups` and `PermissionSets` name the holders, the rest is as in a holder.
 */
export const ATTACHMENT = 'Attachment';

const attachedTo: readonly (readonly [string, PrincipalKind])[] = [['Roles', 'role'], ['Users', 'user'], ['Groups', 'group'], ['PermissionSets', 'permission-set']];

/** Everything about permissions among the resources of a template: who holds which policies, under which caps. Template Reference, `AWS::IAM::*`. */
export function lowerPermissions(declarations: readonly Resource[]): Permissions {
  const resources = declarations.flatMap(resourcesOf);
  const holders = resources.flatMap(holderOf);
  const inView = new Map(kinds.map((kind) => [kind, new Directory(holders.filter((holder) => holder.kind === kind))]));
  const declared = resources.flatMap((resource) => declaredPolicy(resource, inView));
  const policies = new Directory(declared);
  for (const { document, resource, holders: named } of declared) for (const holder of named) holder.documents.push({ document, by: resource });
  const strangers = resources.flatMap((resource) => attachedElsewhere(resource, inView));
  for (const holder of [...holders, ...strangers]) gather(holder, policies);
  const members = membersOf(resources, holders, inView);
  const held = new Set(holders.flatMap(({ documents }) => documents.map(({ document }) => document)));
  const capping = new Set(resources.flatMap(capsOf).flatMap((text) => policies.policies(text)));
  const given = givenBy([...strangers, ...holders.filter(({ kind, named }) => kind === 'unattached' && named.length > 0)], policies);
  const isElsewhere = (policy: Declared): boolean => policy.others.length > 0 || given.has(policy) || (!held.has(policy.document) && !capping.has(policy));
  return {
    principals: [
      ...holders.map((holder) => principalOf(holder, policies, members.get(holder) ?? [])),
      ...strangers.filter(({ documents, attachments }) => documents.length + attachments.length > 0).map((holder) => principalOf(holder, policies, [])),
      ...declared.filter(isElsewhere).map((policy) => unattached(policy, given.get(policy) ?? [])),
    ],
    controls: resources.flatMap(controlOf),
  };
}

function holderOf(resource: Resource): readonly Holder[] {
  const type = holderTypes.get(resource.type);
  if (type === undefined) return [];
  // A function with a role of its own ignores its policies.
  if (resource.type.startsWith('AWS::Serverless::') && member(resource.body, 'Role').kind !== 'absent') return [];
  const [kind, property] = type;
  return [holderAs(kind, resource, [property, 'Arn'].flatMap((key) => textsOf(member(resource.body, key))), kind === 'unattached' ? givenTo(resource) : [])];
}

/** Whom a call or a budget gives a policy to, in view or not: it is told as what somebody holds. */
const givenTo = ({ body, name }: Resource): readonly NamedHolder[] => [body, budgeted(body)].flatMap((node) => namedHolders(node, name, attachedTo, new Map()).others);

/** What a budget does once it is spent. */
const budgeted = (body: Node): Node => member(member(body, 'Definition'), 'IamActionDefinition');

const holderAs = (kind: PrincipalKind, resource: Resource, names: readonly Text[], named: readonly NamedHolder[]): Holder => ({ kind, resource, address: resource.address, names, named, parts: [], documents: [], attachments: [] });

/** For each policy in view that is given to holders that are not: their names, where they are known. */
function givenBy(givers: readonly Holder[], policies: Directory<Declared>): ReadonlyMap<Declared, readonly NamedHolder[]> {
  const given = new Map<Declared, NamedHolder[]>();
  for (const { resource, named } of givers) {
    for (const policy of new Set(attachedTexts(resource).flatMap((text) => policies.policies(text)))) {
      const known = given.get(policy) ?? [];
      given.set(policy, known);
      append(known, named);
    }
  }
  return given;
}

/** Gives an attachment to the holders in view that it names; where it names others, it is told as what somebody holds. */
function attachedElsewhere(resource: Resource, inView: InView): readonly Holder[] {
  if (resource.type !== ATTACHMENT || resource.exists === 'no') return [];
  const { found, others } = namedHolders(resource.body, resource.name, attachedTo, inView);
  for (const holder of found) holder.parts.push(resource);
  return others.length === 0 && found.length > 0 ? [] : [holderAs('unattached', resource, [], others)];
}

function declaredPolicy(resource: Resource, inView: InView): readonly Declared[] {
  const properties = policyTypes.get(resource.type);
  const document = properties === undefined ? undefined : lowerDocument(member(resource.body, 'PolicyDocument'), resource.address);
  if (properties === undefined || document === undefined) return [];
  const { found, others } = namedHolders(resource.body, resource.name, properties, inView);
  return [{ resource, address: resource.address, names: policyNames(resource), document: withExistence(document, resource), holders: found, others }];
}

/** The holders in view that properties name, and the others that they name. Of a list out of sight as much is known as stands for it. */
function namedHolders(body: Node, origin: Origin, properties: readonly (readonly [string, PrincipalKind])[], inView: InView): { readonly found: readonly Holder[]; readonly others: readonly NamedHolder[] } {
  const found: Holder[] = [];
  const others: NamedHolder[] = [];
  for (const [property, kind] of properties) {
    const { items, unseen } = texts(member(body, property), origin);
    for (const { text } of unseen) others.push({ kind, name: text });
    for (const item of items) {
      const holder = inView.get(kind)?.all(item)[0];
      if (holder === undefined) others.push({ kind, name: item.text });
      else found.push(holder);
    }
  }
  return { found, others };
}

const policyNames = ({ body }: Resource): readonly Text[] => ['ManagedPolicyName', 'Arn'].flatMap((key) => textsOf(member(body, key)));

/** A policy under a condition that is not settled may not be there. */
const withExistence = (document: PolicyDocument, { exists }: Resource): PolicyDocument =>
  exists === 'yes' ? document : { ...document, statements: { ...document.statements, items: document.statements.items.map((statement) => ({ ...statement, exists: and(statement.exists, exists) })) } };

/** The policies that the holder itself names, and those that attachments give it. */
function gather(holder: Holder, policies: Directory<Declared>): void {
  for (const item of itemsOf(member(holder.resource.body, 'Policies'))) addInline(holder, item, policies);
  // What is sure comes first: a policy that is attached twice is held once.
  const parts = [...holder.parts].sort((a, b) => Number(b.exists === 'yes') - Number(a.exists === 'yes'));
  for (const resource of [holder.resource, ...parts]) {
    const inline = member(resource.body, 'InlinePolicy');
    if (inline.kind !== 'absent') addDocument(holder, inline, resource);
    for (const text of attachedArns(resource)) attach(holder, text, managedName(text), policies, resource);
    for (const text of attachedNames(resource)) attach(holder, text, undefined, policies, resource);
  }
}

/** ARNs of managed policies. */
function attachedArns({ body, name }: Resource): readonly PolicyText[] {
  return [member(body, 'ManagedPolicyArns'), member(body, 'ManagedPolicies'), member(body, 'PolicyArn'), member(budgeted(body), 'PolicyArn')].flatMap((node) => texts(node, name).items);
}

/** Names of policies of the accounts in which a permission set is used. */
const attachedNames = ({ body }: Resource): readonly PolicyText[] => itemsOf(member(body, 'CustomerManagedPolicyReferences')).flatMap((item) => texts(member(item, 'Name'), item.origin).items);

const attachedTexts = (resource: Resource): readonly PolicyText[] => [...attachedArns(resource), ...attachedNames(resource)];

const itemsOf = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : node.kind === 'absent' ? [] : [node]);

/** `{ PolicyName, PolicyDocument }` of IAM; of SAM a document, the name or ARN of a managed policy, or a policy template, none of which touches CloudTrail. */
function addInline(holder: Holder, item: Node, policies: Directory<Declared>): void {
  if (item.kind === 'map' && item.entries.has('PolicyDocument')) addDocument(holder, member(item, 'PolicyDocument'), holder.resource);
  else if (item.kind === 'map' && item.entries.has('Statement')) addDocument(holder, item, holder.resource);
  else if (holder.resource.type.startsWith('AWS::Serverless::')) for (const text of texts(item, item.origin).items) attach(holder, text, bareManagedName(text), policies, holder.resource);
}

function addDocument(holder: Holder, node: Node, by: Resource): void {
  const document = lowerDocument(node, by.address);
  if (document !== undefined) holder.documents.push({ document, by });
}

/** A policy in view, or one of AWS. */
function attach(holder: Holder, text: PolicyText, managed: PolicyText | undefined, policies: Directory<Declared>, by: Resource): void {
  const [local] = policies.policies(text);
  // What is attached only later denies nothing now: such a policy is told as one that nobody holds.
  if (local !== undefined && holder.kind !== 'unattached' && !holder.documents.some(({ document }) => document === local.document)) holder.documents.push({ document: local.document, by });
  if (local === undefined && managed !== undefined) holder.attachments.push({ name: managed, exists: by === holder.resource ? 'yes' : by.exists });
}

/** For each user the groups it is put in, by itself or by `AWS::IAM::UserToGroupAddition`. */
function membersOf(resources: readonly Resource[], holders: readonly Holder[], inView: InView): ReadonlyMap<Holder, readonly Holder[]> {
  const found = new Map<Holder, Holder[]>();
  const join = (user: Holder | undefined, group: PolicyText): void => {
    if (user !== undefined) found.set(user, [...(found.get(user) ?? []), ...(inView.get('group')?.all(group) ?? [])]);
  };
  for (const user of holders) if (user.kind === 'user') for (const group of texts(member(user.resource.body, 'Groups'), user.resource.name).items) join(user, group);
  for (const { type, body, name, exists } of resources) {
    if (type !== 'AWS::IAM::UserToGroupAddition' || exists !== 'yes') continue;
    const users = texts(member(body, 'Users'), name).items.map((text) => inView.get('user')?.all(text)[0]);
    for (const group of texts(member(body, 'GroupName'), name).items) for (const user of users) join(user, group);
  }
  return found;
}

function principalOf({ kind, resource, named, parts, documents, attachments }: Holder, policies: Directory<Declared>, groups: readonly Holder[]): Principal {
  return {
    kind,
    address: resource.address,
    named,
    exists: resource.exists,
    documents: documentsOf(documents),
    inherited: groups.filter((group) => group.resource.exists === 'yes').flatMap((group) => documentsOf(group.documents)),
    attachments,
    boundary: boundaryOf(parts.find(({ body }) => member(body, 'PermissionsBoundary').kind !== 'absent') ?? resource, policies),
    trust: trustOf(resource),
    origin: resource.name,
  };
}

/** What an attachment gives is as sure as the attachment. */
const documentsOf = (given: readonly Given[]): readonly PolicyDocument[] => given.map(({ document, by }) => (by.type === ATTACHMENT ? withExistence(document, by) : document));

function unattached({ resource, document, others }: Declared, given: readonly NamedHolder[]): Principal {
  return {
    kind: 'unattached',
    address: resource.address,
    named: [...others, ...given],
    exists: resource.exists,
    documents: [document],
    inherited: [],
    attachments: [],
    boundary: { kind: 'none' },
    trust: { by: 'unknown', origin: resource.name },
    origin: resource.name,
  };
}

/**
 * Only service control policies cap CloudTrail: resource control policies do not cover it, the other types are not about
 * permissions. Without its type, which the API asks for, a policy is taken for none.
 */
function controlOf(resource: Resource): readonly PolicyDocument[] {
  if (resource.type !== 'AWS::Organizations::Policy' || textValue(member(resource.body, 'Type')) !== 'SERVICE_CONTROL_POLICY') return [];
  const document = lowerDocument(member(resource.body, 'Content'), resource.address);
  return document === undefined ? [] : [withExistence(document, resource)];
}
