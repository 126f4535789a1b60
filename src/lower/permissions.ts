import { member, textValue, type Node } from '../core/node.js';
import type { Resource } from '../core/unit.js';
import type { Text } from '../core/text.js';
import type { Attachment, Boundary, Permissions, PolicyDocument, PolicyText, Principal, PrincipalKind } from '../model/policy.js';
import { resourcesOf } from './calls.js';
import { lowerDocument, texts } from './policy.js';
import { bareManagedName, managedName, namesPolicy, refersTo, textsOf, type Called } from './references.js';
import { trustOf } from './trust.js';

/** A principal while its policies are gathered. */
interface Holder extends Called {
  readonly kind: PrincipalKind;
  readonly resource: Resource;
  readonly documents: PolicyDocument[];
  readonly attachments: Attachment[];
}

/** A policy that is a resource of its own. */
interface Declared extends Called {
  readonly resource: Resource;
  readonly document: PolicyDocument;
  readonly holders: readonly Holder[];
  /** It names a holder that is not in view. */
  readonly held: 'here' | 'elsewhere';
}

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

/** Where a policy is named that narrows sessions: whoever is under it gets nothing from it. */
const caps: ReadonlyMap<string, string> = new Map([
  ['AWS::RolesAnywhere::Profile', 'ManagedPolicyArns'],
  ['AWS::EMR::StudioSessionMapping', 'SessionPolicyArn'],
  ['AWS::Chatbot::SlackChannelConfiguration', 'GuardrailPolicies'],
  ['AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 'GuardrailPolicies'],
]);

/** Everything about permissions among the resources of a template: who holds which policies, under which caps. Template Reference, `AWS::IAM::*`. */
export function lowerPermissions(declarations: readonly Resource[]): Permissions {
  const resources = declarations.flatMap(resourcesOf);
  const holders = resources.flatMap(holderOf);
  const declared = resources.flatMap((resource) => declaredPolicy(resource, holders));
  for (const { document, holders: named } of declared) for (const holder of named) holder.documents.push(document);
  for (const holder of holders) gather(holder, declared);
  const members = membersOf(resources, holders);
  const held = new Set(holders.flatMap(({ documents }) => documents));
  const capping = resources.flatMap(capsOf);
  const elsewhere = declared.filter((policy) => policy.held === 'elsewhere' || (!held.has(policy.document) && !capping.some((text) => namesPolicy(text, policy))));
  return {
    principals: [...holders.map((holder) => principalOf(holder, declared, members.get(holder) ?? [])), ...elsewhere.map(unattached)],
    controls: resources.flatMap(controlOf),
  };
}

function holderOf(resource: Resource): readonly Holder[] {
  const type = holderTypes.get(resource.type);
  if (type === undefined) return [];
  // A function with a role of its own ignores its policies.
  if (resource.type.startsWith('AWS::Serverless::') && member(resource.body, 'Role').kind !== 'absent') return [];
  return [{ kind: type[0], resource, address: resource.address, names: textsOf(member(resource.body, type[1])), documents: [], attachments: [] }];
}

function declaredPolicy(resource: Resource, holders: readonly Holder[]): readonly Declared[] {
  const properties = policyTypes.get(resource.type);
  const document = properties === undefined ? undefined : lowerDocument(member(resource.body, 'PolicyDocument'), resource.address);
  if (properties === undefined || document === undefined) return [];
  const found: Holder[] = [];
  let held: Declared['held'] = 'here';
  for (const [property, kind] of properties) {
    const { items, unseen } = texts(member(resource.body, property), resource.name);
    if (unseen.length > 0) held = 'elsewhere';
    for (const text of items) {
      const holder = holders.find((one) => one.kind === kind && refersTo(text, one));
      if (holder === undefined) held = 'elsewhere';
      else found.push(holder);
    }
  }
  return [{ resource, address: resource.address, names: policyNames(resource), document: withExistence(document, resource), holders: found, held }];
}

const policyNames = ({ body }: Resource): readonly Text[] => ['ManagedPolicyName', 'Arn'].flatMap((key) => textsOf(member(body, key)));

/** A policy under a condition that is not settled may not be there. */
const withExistence = (document: PolicyDocument, { exists }: Resource): PolicyDocument =>
  exists === 'yes' ? document : { ...document, statements: { ...document.statements, items: document.statements.items.map((statement) => ({ ...statement, exists })) } };

/** The policies that the holder itself names. */
function gather(holder: Holder, declared: readonly Declared[]): void {
  const { body } = holder.resource;
  for (const item of itemsOf(member(body, 'Policies'))) addInline(holder, item, declared);
  const inline = member(body, 'InlinePolicy');
  if (inline.kind !== 'absent') addDocument(holder, inline);
  const budgeted = member(member(member(body, 'Definition'), 'IamActionDefinition'), 'PolicyArn');
  const attached = [member(body, 'ManagedPolicyArns'), member(body, 'ManagedPolicies'), member(body, 'PolicyArn'), budgeted];
  for (const text of attached.flatMap((node) => texts(node, holder.resource.name).items)) attach(holder, text, managedName(text), declared);
  for (const item of itemsOf(member(body, 'CustomerManagedPolicyReferences'))) {
    for (const text of texts(member(item, 'Name'), item.origin).items) attach(holder, text, undefined, declared);
  }
}

const itemsOf = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : node.kind === 'absent' ? [] : [node]);

/** `{ PolicyName, PolicyDocument }` of IAM; of SAM a document, the name or ARN of a managed policy, or a policy template, none of which touches CloudTrail. */
function addInline(holder: Holder, item: Node, declared: readonly Declared[]): void {
  if (item.kind === 'map' && item.entries.has('PolicyDocument')) addDocument(holder, member(item, 'PolicyDocument'));
  else if (item.kind === 'map' && item.entries.has('Statement')) addDocument(holder, item);
  else if (holder.resource.type.startsWith('AWS::Serverless::')) for (const text of texts(item, item.origin).items) attach(holder, text, bareManagedName(text), declared);
}

function addDocument(holder: Holder, node: Node): void {
  const document = lowerDocument(node, holder.address);
  if (document !== undefined) holder.documents.push(document);
}

/** A policy in view, or one of AWS. */
function attach(holder: Holder, text: PolicyText, managed: PolicyText | undefined, declared: readonly Declared[]): void {
  const local = declared.find((policy) => namesPolicy(text, policy));
  // What is attached only later denies nothing now: such a policy is told as one that nobody holds.
  if (local !== undefined && holder.kind !== 'unattached' && !holder.documents.includes(local.document)) holder.documents.push(local.document);
  if (local === undefined && managed !== undefined) holder.attachments.push({ name: managed, exists: 'yes' });
}

/** For each user the groups it is put in, by itself or by `AWS::IAM::UserToGroupAddition`. */
function membersOf(resources: readonly Resource[], holders: readonly Holder[]): ReadonlyMap<Holder, readonly Holder[]> {
  const found = new Map<Holder, Holder[]>();
  const join = (user: Holder | undefined, group: PolicyText): void => {
    if (user !== undefined) found.set(user, [...(found.get(user) ?? []), ...holders.filter((one) => one.kind === 'group' && refersTo(group, one))]);
  };
  for (const user of holders) if (user.kind === 'user') for (const group of texts(member(user.resource.body, 'Groups'), user.resource.name).items) join(user, group);
  for (const { type, body, name, exists } of resources) {
    if (type !== 'AWS::IAM::UserToGroupAddition' || exists !== 'yes') continue;
    const users = texts(member(body, 'Users'), name).items.map((text) => holders.find((one) => one.kind === 'user' && refersTo(text, one)));
    for (const group of texts(member(body, 'GroupName'), name).items) for (const user of users) join(user, group);
  }
  return found;
}

function principalOf({ kind, resource, documents, attachments }: Holder, declared: readonly Declared[], groups: readonly Holder[]): Principal {
  return {
    kind,
    address: resource.address,
    exists: resource.exists,
    documents,
    inherited: groups.filter((group) => group.resource.exists === 'yes').flatMap((group) => group.documents),
    attachments,
    boundary: boundaryOf(member(resource.body, 'PermissionsBoundary'), declared, boundaryTexts(resource)),
    trust: trustOf(resource),
    origin: resource.name,
  };
}

function unattached({ resource, document }: Declared): Principal {
  return {
    kind: 'unattached',
    address: resource.address,
    exists: resource.exists,
    documents: [document],
    inherited: [],
    attachments: [],
    boundary: { kind: 'none' },
    trust: { by: 'unknown', origin: resource.name },
    origin: resource.name,
  };
}

/** The ARN of a boundary; of a permission set, the name of a policy as well. */
function boundaryTexts(resource: Resource): readonly PolicyText[] {
  const node = member(resource.body, 'PermissionsBoundary');
  const named = [node, member(node, 'ManagedPolicyArn'), member(member(node, 'CustomerManagedPolicyReference'), 'Name')];
  return named.flatMap((one) => texts(one, resource.name).items);
}

function boundaryOf(node: Node, declared: readonly Declared[], [text]: readonly PolicyText[]): Boundary {
  if (node.kind === 'absent') return { kind: 'none' };
  if (text === undefined) return { kind: 'elsewhere', origin: node.origin };
  const local = declared.find((policy) => namesPolicy(text, policy));
  if (local !== undefined) return { kind: 'document', document: local.document, origin: text.origin };
  const name = managedName(text);
  return name === undefined ? { kind: 'elsewhere', origin: text.origin } : { kind: 'managed', name };
}

/** Policies that only cap: a boundary, a session policy, a guardrail. They grant nothing. */
function capsOf(resource: Resource): readonly PolicyText[] {
  const property = caps.get(resource.type);
  return property === undefined ? boundaryTexts(resource) : texts(member(resource.body, property), resource.name).items;
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
