import { append } from '../core/long.js';
import { asText, keyOrigin, member, textValue, type MapNode, type Node } from '../core/node.js';
import { known, type Many, type Setting, type Unknown } from '../core/value.js';
import type { Origin } from '../core/source.js';
import type { ConditionTest, PolicyDocument, PolicyText, Selection, Statement } from '../model/grant/policy.js';

/** A policy document in the words of IAM; undefined where the node holds none. IAM User Guide, "Grammar of the IAM JSON policy language". */
export function lowerDocument(node: Node, address: string): PolicyDocument | undefined {
  if (node.kind === 'unknown') return { address, hasVariables: true, statements: { items: [], unseen: [node], origin: node.origin }, origin: node.origin };
  if (node.kind !== 'map') return undefined;
  const version = member(node, 'Version');
  return {
    address,
    // Without it, or with the old one, `${...}` is literal text. An unknown one may be the new.
    hasVariables: version.kind === 'unknown' || textValue(version) === '2012-10-17',
    statements: statementsOf(member(node, 'Statement'), keyOrigin(node, 'Statement')),
    origin: node.origin,
  };
}

function statementsOf(node: Node, origin: Origin): Many<Statement> {
  const items = node.kind === 'list' ? node.items : node.kind === 'absent' ? [] : [node];
  const unseen = [...(node.kind === 'list' ? node.unseen : []), ...items.filter((item): item is Unknown => item.kind === 'unknown')];
  return { items: items.filter((item): item is MapNode => item.kind === 'map').flatMap(statement), unseen, origin };
}

function statement(node: MapNode): readonly Statement[] {
  const effect = effectOf(member(node, 'Effect'));
  const actions = selection(node, 'Action', 'NotAction');
  // IAM refuses a statement of an identity policy without effect or resources, or with a principal.
  const resources = selection(node, 'Resource', 'NotResource');
  if (effect === undefined || actions === undefined || resources === undefined || node.entries.has('Principal') || node.entries.has('NotPrincipal')) return [];
  return [{ sid: textValue(member(node, 'Sid')) ?? '', effect, actions, resources, conditions: conditionsOf(member(node, 'Condition'), node.origin), exists: 'yes', origin: node.origin }];
}

/** `Allow` or `Deny` in this very case: anything else is refused, and so grants nothing. */
function effectOf(node: Node): Setting<'Allow' | 'Deny'> | undefined {
  if (node.kind === 'unknown') return node;
  const text = textValue(node);
  return text === 'Allow' || text === 'Deny' ? known(text, node.origin) : undefined;
}

function selection(node: MapNode, name: string, negatedName: string): Selection | undefined {
  for (const [key, negated] of [[name, false], [negatedName, true]] as const) {
    const value = member(node, key);
    if (value.kind !== 'absent') return { negated, values: texts(value, keyOrigin(node, key)) };
  }
  return undefined;
}

/** Strings, one or a list of them. */
export function texts(node: Node, origin: Origin): Many<PolicyText> {
  const items = node.kind === 'list' ? node.items : node.kind === 'absent' ? [] : [node];
  const unseen = node.kind === 'list' ? node.unseen : [];
  // A list out of sight as a whole may hold anything; an unknown item is one string.
  if (node.kind === 'unknown' && node.text.every((part) => typeof part !== 'string')) {
    const [only] = node.text;
    if (only === undefined || typeof only === 'string' || only.holds === 'any') return { items: [], unseen: [node], origin };
  }
  return { items: items.flatMap(text), unseen, origin };
}

function text(node: Node): readonly PolicyText[] {
  if (node.kind === 'scalar') return [{ text: [asText(node)], origin: node.origin, unknown: '' }];
  return node.kind === 'unknown' ? [{ text: node.text, origin: node.origin, unknown: node.reason }] : [];
}

function conditionsOf(node: Node, origin: Origin): Many<ConditionTest> {
  if (node.kind === 'unknown') return { items: [], unseen: [node], origin };
  if (node.kind !== 'map') return { items: [], unseen: [], origin };
  const tests: ConditionTest[] = [];
  const unseen: Unknown[] = [...node.unseen];
  for (const [operator, { value }] of node.entries) {
    if (value.kind === 'unknown') unseen.push(value);
    if (value.kind !== 'map') continue;
    append(unseen, value.unseen);
    for (const [key, entry] of value.entries) tests.push({ operator, key, values: texts(entry.value, entry.key), origin: entry.key });
  }
  return { items: tests, unseen, origin };
}
