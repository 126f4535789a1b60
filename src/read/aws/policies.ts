import { list, map, member, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { isAmong } from '../../core/globs.js';
import type { Problem } from '../../core/problem.js';
import type { Origin } from '../../core/source.js';
import type { Resource, Unit } from '../../core/unit.js';
import { embeddedJson } from '../embedded.js';
import { urlDecoded } from '../url-decoded.js';
import type { Document, Read } from '../reader.js';
import { isPolicy, type PolicyShape, policyShapeOf } from './policy-shapes.js';

/** Documents that `policyReader` recognises. */
export const read: Read = (documents, { notGranting }) =>
  documents.flatMap((document) => (document.root.kind === 'map' ? [unitOf(document, document.root, !notGranting.some((paths) => isAmong(paths, document.source.path)))] : []));

/** `grants` is what a document by itself does not say: one that caps (a boundary, a service control policy) has the same form. */
function unitOf({ source }: Document, root: MapNode, grants: boolean): Unit {
  const problems: Problem[] = [];
  const writer = new Writer((problem) => problems.push(problem));
  const name = source.path.slice(source.path.lastIndexOf('/') + 1);
  const shape = policyShapeOf(root);
  const found = isPolicy(root) ? writer.policy(root, name) : shape === undefined ? [] : resourcesOfShape(shape, root, writer, name);
  const resources = found.filter(({ type }) => grants || type !== 'AWS::IAM::ManagedPolicy');
  return { vocabulary: 'cloudformation', source, uses: [], worlds: [{ assumptions: [], value: resources }], problems };
}

type Shape = (root: MapNode, writer: Writer, file: string) => readonly Resource[];

/** The operations that give permissions to somebody, or cap them, by the names of the API. */
const operations: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['PutRolePolicy', (node, writer) => writer.inline(node, 'RoleName', 'AWS::IAM::Role')],
  ['PutUserPolicy', (node, writer) => writer.inline(node, 'UserName', 'AWS::IAM::User')],
  ['PutGroupPolicy', (node, writer) => writer.inline(node, 'GroupName', 'AWS::IAM::Group')],
  ['AttachRolePolicy', (node, writer) => writer.attached(node, 'RoleName', 'AWS::IAM::Role')],
  ['AttachUserPolicy', (node, writer) => writer.attached(node, 'UserName', 'AWS::IAM::User')],
  ['AttachGroupPolicy', (node, writer) => writer.attached(node, 'GroupName', 'AWS::IAM::Group')],
  // IAM and Organizations have one of that name each.
  ['CreatePolicy', (node, writer, file) => (node.entries.has('Content') ? writer.control(node, file) : writer.managed(node, 'PolicyDocument', file))],
  ['UpdatePolicy', (node, writer, file) => writer.control(node, file)],
  // A version that is not made the default grants nothing until somebody does so.
  ['CreatePolicyVersion', (node, writer, file) => writer.managed(node, 'PolicyDocument', file).map((one): Resource => (textValue(member(node, 'SetAsDefault')) === 'true' ? one : { ...one, exists: 'maybe' }))],
  ['PutInlinePolicyToPermissionSet', (node, writer) => writer.permissionSet(node)],
  ['AttachManagedPolicyToPermissionSet', (node, writer) => writer.permissionSet(node)],
]);

/**
 * What a call of IAM, Organizations or IAM Identity Center makes of its input, in the form of the resources that CloudFormation
 * would declare; nothing for operations that give no permissions. `name` is the address where the input names nobody. Policy
 * documents may be given as JSON text or as what that holds.
 */
export function resourcesOfCall(operation: string, input: MapNode, name: string, tell: (problem: Problem) => void): readonly Resource[] {
  const found = operations.get(operation)?.(input, new Writer(tell), name) ?? [];
  return found.map((one) => (one.address === one.type || one.address === 'permission set' ? { ...one, address: name } : one));
}

/** What the API shapes come to. */
function resourcesOfShape(shape: PolicyShape, root: MapNode, writer: Writer, file: string): readonly Resource[] {
  switch (shape.kind) {
    case 'account':
      return writer.account(root);
    case 'version':
      return writer.managed(member(root, 'PolicyVersion'), 'Document', file);
    case 'control':
      return writer.control(shape.inside ? member(root, 'Policy') : root, file);
    case 'inline':
      return writer.inline(root, shape.holder, shape.type);
    case 'attached':
      return writer.attached(root, shape.holder, shape.type);
    case 'permission-set':
      return writer.permissionSet(root);
    case 'managed':
      return writer.managed(root, 'PolicyDocument', file);
  }
}

/** Puts what the API says into the words of CloudFormation, every value where it was. */
class Writer {
  constructor(private readonly tell: (problem: Problem) => void) {}

  /** A document by itself: an identity policy that nobody in view holds. One with principals belongs to a resource and grants no trail action. */
  policy(root: MapNode, name: string): readonly Resource[] {
    const statement = member(root, 'Statement');
    const items = statement.kind === 'list' ? statement.items : [statement];
    if (items.some((item) => item.kind === 'map' && (item.entries.has('Principal') || item.entries.has('NotPrincipal')))) return [];
    return [resource('AWS::IAM::ManagedPolicy', name, headOf(root), [['PolicyDocument', root]])];
  }

  managed(node: Node, property: string, file: string): readonly Resource[] {
    const named = ['PolicyName', 'PolicyArn'].map((key) => member(node, key)).find((one) => textValue(one) !== undefined);
    return [resource('AWS::IAM::ManagedPolicy', named === undefined ? file : (textValue(named) ?? file), named?.origin ?? headOf(node), [['PolicyDocument', this.document(member(node, property))]])];
  }

  control(node: Node, file: string): readonly Resource[] {
    const summary = member(node, 'PolicySummary');
    const described = summary.kind === 'map' ? summary : node;
    const name = member(described, 'Name');
    return [resource('AWS::Organizations::Policy', textValue(name) ?? file, name.origin, [['Type', member(described, 'Type')], ['Content', this.document(member(node, 'Content'))]])];
  }

  /** put-role-policy and its siblings: the holder, with this one policy. */
  inline(node: MapNode, property: string, type: string): readonly Resource[] {
    const name = member(node, property);
    const policy = map(new Map([entry('PolicyName', member(node, 'PolicyName')), entry('PolicyDocument', this.document(member(node, 'PolicyDocument')))]), node.origin);
    return [resource(type, textValue(name) ?? type, name.origin, [[property, name], ['Policies', list([policy], node.origin)]])];
  }

  attached(node: MapNode, property: string, type: string): readonly Resource[] {
    const name = member(node, property);
    return [resource(type, textValue(name) ?? type, name.origin, [[property, name], ['ManagedPolicyArns', list([member(node, 'PolicyArn')], node.origin)]])];
  }

  /** put-inline-policy-to-permission-set and attach-managed-policy-to-permission-set of IAM Identity Center. */
  permissionSet(node: MapNode): readonly Resource[] {
    const name = member(node, 'PermissionSetArn');
    const managed = member(node, 'ManagedPolicyArn');
    return [
      resource('AWS::SSO::PermissionSet', textValue(name) ?? 'permission set', name.origin, [
        ['InlinePolicy', this.document(member(node, 'InlinePolicy'))],
        ['ManagedPolicies', managed.kind === 'absent' ? managed : list([managed], node.origin)],
      ]),
    ];
  }

  /** get-account-authorization-details: every principal with everything it holds. */
  account(root: MapNode): readonly Resource[] {
    const details = (name: string): readonly Node[] => itemsOf(member(root, name));
    return [
      ...details('RoleDetailList').map((one) => this.holder(one, 'AWS::IAM::Role', 'RoleName', 'RolePolicyList')),
      ...details('UserDetailList').map((one) => this.holder(one, 'AWS::IAM::User', 'UserName', 'UserPolicyList')),
      ...details('GroupDetailList').map((one) => this.holder(one, 'AWS::IAM::Group', 'GroupName', 'GroupPolicyList')),
      ...details('Policies').flatMap((one) => this.customerManaged(one)),
    ];
  }

  private holder(node: Node, type: string, property: string, policies: string): Resource {
    const name = member(node, property);
    const inline = itemsOf(member(node, policies)).map((policy) =>
      map(new Map([entry('PolicyName', member(policy, 'PolicyName')), entry('PolicyDocument', this.document(member(policy, 'PolicyDocument')))]), policy.origin),
    );
    const attached = itemsOf(member(node, 'AttachedManagedPolicies')).map((policy) => member(policy, 'PolicyArn'));
    return resource(type, `${type.slice('AWS::IAM::'.length)} ${textValue(name) ?? ''}`, name.origin, [
      [property, name],
      ['Arn', member(node, 'Arn')],
      ['Groups', member(node, 'GroupList')],
      ['AssumeRolePolicyDocument', this.document(member(node, 'AssumeRolePolicyDocument'))],
      ['Policies', list(inline, node.origin)],
      ['ManagedPolicyArns', list(attached, node.origin)],
      ['PermissionsBoundary', member(member(node, 'PermissionsBoundary'), 'PermissionsBoundaryArn')],
    ]);
  }

  /** The default version is the one that holds. */
  private customerManaged(node: Node): readonly Resource[] {
    const versions = itemsOf(member(node, 'PolicyVersionList'));
    const current = versions.find((version) => textValue(member(version, 'IsDefaultVersion')) === 'true') ?? versions[0];
    const name = member(node, 'PolicyName');
    // Those of AWS are known by name.
    const arn = textValue(member(node, 'Arn')) ?? '';
    if (current === undefined || /^arn:[^:]*:iam::aws:/u.test(arn)) return [];
    return [
      resource('AWS::IAM::ManagedPolicy', `Policy ${textValue(name) ?? ''}`, name.origin, [
        ['ManagedPolicyName', name],
        ['Arn', member(node, 'Arn')],
        ['PolicyDocument', this.document(member(current, 'Document'))],
      ]),
    ];
  }

  /** An object, the same as JSON text, or that text URL-encoded (RFC 3986), as the API returns it. */
  private document(node: Node): Node {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
    const { node: read, problems } = embeddedJson(/^\s*%7B/iu.test(node.text) ? urlDecoded(node) : node);
    problems.forEach(this.tell);
    return read;
  }
}

const itemsOf = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : []);
const entry = (name: string, value: Node): [string, Entry] => [name, { key: value.origin, value }];
const headOf = (node: Node): Origin => (node.kind === 'map' ? ([...node.entries.values()][0]?.key ?? node.origin) : node.origin);

function resource(type: string, address: string, name: Origin, members: readonly (readonly [string, Node])[]): Resource {
  const entries = members.filter(([, value]) => value.kind !== 'absent').map(([key, value]) => entry(key, value));
  return { type, address, exists: 'yes', name, body: map(new Map(entries), name) };
}
