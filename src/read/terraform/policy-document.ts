import { list, map, member, scalar, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import type { Problem } from '../../core/problem.js';
import type { Origin } from '../../core/source.js';
import { unknown, type Unknown } from '../../core/value.js';
import { embeddedJson } from '../embedded.js';
import { merged, type Statements } from './policy-merge.js';
import { statementOf } from './policy-statement.js';

type Tell = (problem: Problem) => void;

/** What a document without a version has. */
const VERSION = '2012-10-17';

/** Documents that take others in twice double; IAM takes some 6,000 characters. */
const MAX_STATEMENTS = 20_000;

/**
 * What `data.aws_iam_policy_document` with this body renders, in the words of IAM. Other documents are maps, as from
 * `jsonencode` or another such data source, or strings. Terraform Registry, `aws_iam_policy_document`; providers before
 * version 6 still take `source_json` and `override_json`, of which the former comes first and the latter last.
 */
export function policyDocument(body: Node, tell: Tell): Node {
  if (body.kind === 'unknown') return body;
  const before = [...documentsIn(member(body, 'source_json'), tell), ...documentsIn(member(body, 'source_policy_documents'), tell)];
  const after = [...documentsIn(member(body, 'override_policy_documents'), tell), ...documentsIn(member(body, 'override_json'), tell)];
  const groups = [together(before.map(statementsIn)), ownStatements(body), ...after.map(statementsIn)];
  if (groups.reduce((sum, group) => sum + group.items.length + group.unseen.length, 0) > MAX_STATEMENTS) return unknown(`it has more than ${String(MAX_STATEMENTS)} statements`, body.origin);
  const { items, unseen } = merged(groups);
  const entries: readonly [string, Entry][] = [
    ['Version', versionOf(body, [...before, ...after])],
    ['Statement', { key: keyOf(body), value: list(items, body.origin, unseen) }],
  ];
  return map(new Map(entries), body.origin);
}

const keyOf = (body: Node): Origin => (body.kind === 'map' ? (body.entries.get('statement')?.key ?? body.origin) : body.origin);

/** Documents in a list, or a single one; a string is read. What may be any number of them is one that is unknown. */
function documentsIn(node: Node, tell: Tell): readonly (MapNode | Unknown)[] {
  switch (node.kind) {
    case 'list':
      return [...node.items.flatMap((item) => documentsIn(item, tell)), ...node.unseen];
    case 'map':
      return [node];
    case 'absent':
      return [];
    case 'unknown':
      return node.text.some((part) => typeof part === 'string') ? inText(node, tell) : [node];
    case 'scalar':
      return node.value === null || node.text.trim() === '' ? [] : inText(node, tell);
  }
}

function inText(node: Node, tell: Tell): readonly (MapNode | Unknown)[] {
  const { node: read, problems } = embeddedJson(node);
  problems.forEach(tell);
  return read.kind === 'map' || read.kind === 'unknown' ? [read] : [];
}

function statementsIn(document: MapNode | Unknown): Statements {
  if (document.kind === 'unknown') return { items: [], unseen: [document] };
  const node = member(document, 'Statement');
  if (node.kind === 'list') return { items: node.items.filter((item) => item.kind !== 'absent'), unseen: node.unseen };
  if (node.kind === 'unknown') return { items: [], unseen: [node] };
  return { items: node.kind === 'absent' ? [] : [node], unseen: [] };
}

const together = (parts: readonly Statements[]): Statements => ({ items: parts.flatMap(({ items }) => items), unseen: parts.flatMap(({ unseen }) => unseen) });

function ownStatements(body: Node): Statements {
  const node = member(body, 'statement');
  if (node.kind === 'list') return { items: node.items.filter((item) => item.kind !== 'absent').map(statementOf), unseen: node.unseen };
  if (node.kind === 'unknown') return { items: [], unseen: [node] };
  return { items: node.kind === 'map' ? [statementOf(node)] : [], unseen: [] };
}

/** The newest of all versions: their names are dates. */
function versionOf(body: Node, documents: readonly (MapNode | Unknown)[]): Entry {
  const own = member(body, 'version');
  const key = body.kind === 'map' ? (body.entries.get('version')?.key ?? body.origin) : body.origin;
  const isUnset = own.kind === 'absent' || (own.kind === 'scalar' && (own.value === null || own.text === ''));
  const written: Node = isUnset ? scalar(VERSION, { span: body.origin.span, via: 'service-default' }) : own;
  const others = documents.map((document) => member(document, 'Version'));
  const newest = [written, ...others].find((version) => (textValue(version) ?? '') >= VERSION);
  const open = [written, ...others].find((version) => version.kind === 'unknown');
  return { key, value: newest ?? (open === undefined ? written : unknown('the version of a document is not known here', own.origin)) };
}
