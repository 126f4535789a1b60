import { member, textValue, type Node } from '../core/node.js';
import type { Resource } from '../core/unit.js';
import { plainText } from '../core/text.js';
import type { Attachment, Boundary, Permissions, PolicyDocument, PolicyText, Principal, PrincipalKind } from '../model/policy.js';
import { lowerDocument, texts } from './policy.js';
import { trustOf } from './trust.js';

/** A principal while its policies are gathered. */
interface Holder {
  readonly kind: PrincipalKind;
  readonly resource: Resource;
  /** Its name, where one is given. */
  readonly name: string | undefined;
  readonly documents: PolicyDocument[];
  readonly attachments: Attachment[];
}

/** A policy that is a resource of its own. */
interface Declared {
  readonly resource: Resource;
  readonly document: PolicyDocument;
  readonly holders: readonly Holder[];
}

const holderTypes: ReadonlyMap<string, readonly [PrincipalKind, string]> = new Map([
  ['AWS::IAM::Role', ['role', 'RoleName']],
  ['AWS::IAM::User', ['user', 'UserName']],
  ['AWS::IAM::Group', ['group', 'GroupName']],
  ['AWS::SSO::PermissionSet', ['permission-set', 'Name']],
  ['AWS::Serverless::Function', ['role', 'FunctionName']],
  ['AWS::Serverless::StateMachine', ['role', 'Name']],
]);

/** Where a policy resource names its holders. */
const policyTypes: ReadonlyMap<string, readonly (readonly [string, PrincipalKind])[]> = new Map([
  ['AWS::IAM::Policy', [['Roles', 'role'], ['Users', 'user'], ['Groups', 'group']]],
  ['AWS::IAM::ManagedPolicy', [['Roles', 'role'], ['Users', 'user'], ['Groups', 'group']]],
  ['AWS::IAM::RolePolicy', [['RoleName', 'role']]],
  ['AWS::IAM::UserPolicy', [['UserName', 'user']]],
  ['AWS::IAM::GroupPolicy', [['GroupName', 'group']]],
]);

/** Everything about permissions among the resources of a template: who holds which policies, under which caps. Template Reference, `AWS::IAM::*`. */
export function lowerPermissions(resources: readonly Resource[]): Permissions {
  const holders = resources.flatMap(holderOf);
  const declared = resources.flatMap((resource) => declaredPolicy(resource, holders));
  for (const { document, holders: named } of declared) for (const holder of named) holder.documents.push(document);
  for (const holder of holders) gather(holder, declared);
  const held = new Set(holders.flatMap(({ documents }) => documents));
  const unheld = declared.filter(({ document, resource }) => !held.has(document) && !isBoundaryOnly(resource, holders));
  return {
    principals: [...holders.map((holder) => principalOf(holder, declared)), ...unheld.map(unattached)],
    controls: resources.flatMap(controlOf),
  };
}

function holderOf(resource: Resource): readonly Holder[] {
  const type = holderTypes.get(resource.type);
  if (type === undefined) return [];
  // A function with a role of its own ignores its policies.
  if (resource.type.startsWith('AWS::Serverless::') && member(resource.body, 'Role').kind !== 'absent') return [];
  return [{ kind: type[0], resource, name: textValue(member(resource.body, type[1])), documents: [], attachments: [] }];
}

function declaredPolicy(resource: Resource, holders: readonly Holder[]): readonly Declared[] {
  const names = policyTypes.get(resource.type);
  const document = names === undefined ? undefined : lowerDocument(member(resource.body, 'PolicyDocument'), resource.address);
  if (names === undefined || document === undefined) return [];
  const named = names.flatMap(([property, kind]) => {
    const { items } = texts(member(resource.body, property), resource.name);
    return holders.filter((holder) => holder.kind === kind && items.some((text) => refersTo(text, holder.resource.address, holder.name)));
  });
  return [{ resource, document: withExistence(document, resource), holders: named }];
}

/** A policy under a condition that is not settled may not be there. */
const withExistence = (document: PolicyDocument, { exists }: Resource): PolicyDocument =>
  exists === 'yes' ? document : { ...document, statements: { ...document.statements, items: document.statements.items.map((statement) => ({ ...statement, exists })) } };

/** `!Ref Role`, or the name that the role is given. */
function refersTo({ text }: PolicyText, address: string, name: string | undefined): boolean {
  const plain = plainText(text);
  if (plain !== undefined) return plain === name;
  const [only] = text;
  return text.length === 1 && only !== undefined && typeof only !== 'string' && (only.name === address || only.name === `${address}.PolicyArn`);
}

/** The policies that the holder itself names. */
function gather(holder: Holder, declared: readonly Declared[]): void {
  const { body, address } = holder.resource;
  for (const item of itemsOf(member(body, 'Policies'))) addInline(holder, item, address);
  const inline = member(body, 'InlinePolicy');
  if (inline.kind !== 'absent') addDocument(holder, inline, address);
  for (const property of ['ManagedPolicyArns', 'ManagedPolicies']) {
    for (const text of texts(member(body, property), holder.resource.name).items) attach(holder, text, declared);
  }
  for (const item of itemsOf(member(body, 'CustomerManagedPolicyReferences'))) {
    for (const text of texts(member(item, 'Name'), item.origin).items) attachByName(holder, text, declared);
  }
}

const itemsOf = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : node.kind === 'absent' ? [] : [node]);

/** `{ PolicyName, PolicyDocument }` of IAM; of SAM a document, the name or ARN of a managed policy, or a policy template, none of which touches CloudTrail. */
function addInline(holder: Holder, item: Node, address: string): void {
  if (item.kind === 'map' && item.entries.has('PolicyDocument')) addDocument(holder, member(item, 'PolicyDocument'), textValue(member(item, 'PolicyName')) ?? address);
  else if (item.kind === 'map' && item.entries.has('Statement')) addDocument(holder, item, address);
  else if (holder.resource.type.startsWith('AWS::Serverless::')) for (const text of texts(item, item.origin).items) attach(holder, text, []);
}

function addDocument(holder: Holder, node: Node, address: string): void {
  const document = lowerDocument(node, address);
  if (document !== undefined) holder.documents.push(document);
}

function attach(holder: Holder, text: PolicyText, declared: readonly Declared[]): void {
  const local = declared.find(({ resource }) => refersTo(text, resource.address, textValue(member(resource.body, 'Arn'))));
  if (local !== undefined) {
    if (!holder.documents.includes(local.document)) holder.documents.push(local.document);
    return;
  }
  const name = managedName(text);
  if (name !== undefined) holder.attachments.push({ name, exists: 'yes' });
}

function attachByName(holder: Holder, text: PolicyText, declared: readonly Declared[]): void {
  const local = declared.find(({ resource }) => refersTo(text, resource.address, textValue(member(resource.body, 'ManagedPolicyName'))));
  if (local !== undefined && !holder.documents.includes(local.document)) holder.documents.push(local.document);
}

/** The name of a policy of AWS, behind `:policy/`; SAM takes the bare name too. */
function managedName(text: PolicyText): PolicyText | undefined {
  const last = text.text.at(-1);
  if (typeof last !== 'string') return undefined;
  const found = /(?:^|:iam::aws):policy\/(.+)$/u.exec(last);
  if (found !== null) return { ...text, text: [found[1] ?? ''], unknown: '' };
  return text.text.length === 1 && /^[\w+=,.@/-]+$/u.test(last) ? { ...text, text: [last] } : undefined;
}

function principalOf(holder: Holder, declared: readonly Declared[]): Principal {
  const { kind, resource, documents, attachments } = holder;
  return {
    kind,
    address: resource.address,
    exists: resource.exists,
    documents,
    attachments,
    boundary: boundaryOf(member(resource.body, 'PermissionsBoundary'), declared),
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
    attachments: [],
    boundary: { kind: 'none' },
    trust: { by: 'unknown', origin: resource.name },
    origin: resource.name,
  };
}

function boundaryOf(node: Node, declared: readonly Declared[]): Boundary {
  if (node.kind === 'absent') return { kind: 'none' };
  const inner = node.kind === 'map' ? (['ManagedPolicyArn', 'CustomerManagedPolicyReference'].map((key) => member(node, key)).find((one) => one.kind !== 'absent') ?? node) : node;
  const [text] = texts(inner.kind === 'map' ? member(inner, 'Name') : inner, node.origin).items;
  if (text === undefined) return { kind: 'elsewhere', origin: node.origin };
  const local = declared.find(({ resource }) => ['ManagedPolicyName', 'Arn'].some((key) => refersTo(text, resource.address, textValue(member(resource.body, key)))));
  if (local !== undefined) return { kind: 'document', document: local.document, origin: text.origin };
  const name = managedName(text);
  return name !== undefined && text.text.map((part) => (typeof part === 'string' ? part : '')).join('').includes(':aws:policy/') ? { kind: 'managed', name } : { kind: 'elsewhere', origin: text.origin };
}

/** A policy that is only ever used as a boundary caps, and grants nothing. */
function isBoundaryOnly({ address, body }: Resource, holders: readonly Holder[]): boolean {
  const arn = textValue(member(body, 'Arn'));
  return holders.some(({ resource }) => texts(member(resource.body, 'PermissionsBoundary'), resource.name).items.some((text) => refersTo(text, address, arn)));
}

/** Only service control policies cap CloudTrail: resource control policies do not cover it, the other types are not about permissions. */
function controlOf(resource: Resource): readonly PolicyDocument[] {
  if (resource.type !== 'AWS::Organizations::Policy' || textValue(member(resource.body, 'Type')) !== 'SERVICE_CONTROL_POLICY') return [];
  const document = lowerDocument(member(resource.body, 'Content'), resource.address);
  return document === undefined ? [] : [withExistence(document, resource)];
}
