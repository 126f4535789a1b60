import { map, member, type Entry, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import type { Unknown } from '../../core/value.js';
import { embeddedJson, embeddedText } from '../embedded.js';
import { parseFilterPattern } from '../filter-pattern.js';

/** What an attribute holds: a policy that grants, another document in JSON, or a filter pattern of CloudWatch Logs. */
type Kind = 'granting' | 'json' | 'filter';

/** An attribute, or one of each block within a block. */
export interface Place {
  readonly path: readonly string[];
  readonly kind: Kind;
}

const at = (path: string, kind: Kind = 'granting'): Place => ({ path: path.split('.'), kind });
const policy = [at('policy')];
const policyDocument = [at('policy_document')];

/** Attributes that are documents in a string, by type. Terraform Registry, `hashicorp/aws` and `hashicorp/awscc`. */
const documents: ReadonlyMap<string, readonly Place[]> = new Map([
  ['aws_iam_policy', policy],
  ['aws_iam_role_policy', policy],
  ['aws_iam_user_policy', policy],
  ['aws_iam_group_policy', policy],
  ['aws_iam_role', [at('assume_role_policy', 'json'), at('inline_policy.policy')]],
  ['aws_ssoadmin_permission_set_inline_policy', [at('inline_policy')]],
  ['aws_organizations_policy', [at('content', 'json')]],
  ['aws_cloudwatch_log_metric_filter', [at('pattern', 'filter')]],
  ['aws_cloudwatch_event_rule', [at('event_pattern', 'json')]],
  ['awscc_iam_role', [at('assume_role_policy_document', 'json'), at('policies.policy_document')]],
  ['awscc_iam_user', [at('policies.policy_document')]],
  ['awscc_iam_group', [at('policies.policy_document')]],
  ['awscc_iam_managed_policy', policyDocument],
  ['awscc_iam_role_policy', policyDocument],
  ['awscc_iam_user_policy', policyDocument],
  ['awscc_iam_group_policy', policyDocument],
  ['awscc_sso_permission_set', [at('inline_policy')]],
  ['awscc_organizations_policy', [at('content', 'json')]],
  ['awscc_logs_metric_filter', [at('filter_pattern', 'filter')]],
  ['awscc_events_rule', [at('event_pattern', 'json')]],
]);

type Tell = (problem: Problem) => void;

/** Where resources of a type hold documents. */
export const documentsOf = (type: string): readonly Place[] => documents.get(type) ?? [];

/** The body of a resource in which the documents that stand in strings are read; what a policy grants and cannot be seen is told. */
export const unfoldDocuments = (type: string, body: Node, tell: Tell): Node => documentsOf(type).reduce((node, { path, kind }) => unfolded(node, path, kind, tell), body);

function unfolded(node: Node, path: readonly string[], kind: Kind, tell: Tell): Node {
  const [name, ...rest] = path;
  if (name === undefined) return document(node, kind, tell);
  if (node.kind === 'list') {
    node.unseen.forEach((part) => tellUnseen(part, kind, tell));
    return { ...node, items: node.items.map((item) => unfolded(item, path, kind, tell)) };
  }
  const entry = node.kind === 'map' ? node.entries.get(name) : undefined;
  if (node.kind !== 'map' || entry === undefined) return node;
  const value: Entry = { ...entry, value: unfolded(entry.value, rest, kind, tell) };
  return map(new Map(node.entries).set(name, value), node.origin, node.unseen);
}

/** A document that is not written as a string is one already. */
function document(node: Node, kind: Kind, tell: Tell): Node {
  if (kind === 'filter') return isText(node) ? embeddedText(node, parseFilterPattern).node : node;
  const { node: read, problems } = isText(node) ? embeddedJson(node) : { node, problems: [] };
  problems.forEach(tell);
  if (read.kind === 'unknown') tellUnseen(read, kind, tell);
  const statements = member(read, 'Statement');
  if (read.kind === 'map' && statements.kind === 'unknown') tellUnseen(statements, kind, tell);
  if (statements.kind === 'list') [...statements.unseen, ...statements.items.filter((item) => item.kind === 'unknown')].forEach((part) => tellUnseen(part, kind, tell));
  return read;
}

function tellUnseen({ reason, origin }: Unknown, kind: Kind, tell: Tell): void {
  if (kind === 'granting') tell(gap(`What this policy allows is not known: ${reason}`, onOneLine(origin.span)));
}

const isText = (node: Node): boolean =>
  (node.kind === 'scalar' && typeof node.value === 'string' && node.text.trim() !== '') || (node.kind === 'unknown' && node.text.some((part) => typeof part === 'string'));
