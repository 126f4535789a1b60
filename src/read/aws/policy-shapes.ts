import { member, type MapNode } from '../../core/node.js';

const grammar: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);

/** Nothing but the keys of a policy document, and a statement with an effect. */
export function isPolicy(root: MapNode): boolean {
  const statement = member(root, 'Statement');
  const [first] = statement.kind === 'list' ? statement.items : [statement];
  return [...root.entries.keys()].every((key) => grammar.has(key)) && first?.kind === 'map' && first.entries.has('Effect');
}

const holders = [
  ['RoleName', 'AWS::IAM::Role'],
  ['UserName', 'AWS::IAM::User'],
  ['GroupName', 'AWS::IAM::Group'],
] as const;

/** Inputs and outputs of APIs that hold policies. */
export type PolicyShape =
  /** What `get-account-authorization-details` puts out. */
  | { readonly kind: 'account' }
  /** A version of a managed policy. */
  | { readonly kind: 'version' }
  /** A policy of Organizations, or what holds one as `Policy`. */
  | { readonly kind: 'control'; readonly inside: boolean }
  /** A document, or the ARN of a policy, and who is given it. */
  | { readonly kind: 'inline' | 'attached'; readonly holder: string; readonly type: string }
  | { readonly kind: 'permission-set' }
  | { readonly kind: 'managed' };

/** By the members that tell them. */
export function policyShapeOf(root: MapNode): PolicyShape | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => root.entries.has(name));
  if (has('RoleDetailList') || has('UserDetailList') || has('GroupDetailList')) return { kind: 'account' };
  if (has('PolicyVersion') && member(member(root, 'PolicyVersion'), 'Document').kind !== 'absent') return { kind: 'version' };
  if (has('Policy') && member(member(root, 'Policy'), 'Content').kind !== 'absent') return { kind: 'control', inside: true };
  if (has('Content', 'Type')) return { kind: 'control', inside: false };
  for (const [holder, type] of holders) if (has(holder, 'PolicyDocument')) return { kind: 'inline', holder, type };
  for (const [holder, type] of holders) if (has(holder, 'PolicyArn')) return { kind: 'attached', holder, type };
  if (has('PermissionSetArn') && (has('InlinePolicy') || has('ManagedPolicyArn'))) return { kind: 'permission-set' };
  if (has('PolicyDocument') && (has('PolicyName') || has('PolicyArn'))) return { kind: 'managed' };
  return undefined;
}
