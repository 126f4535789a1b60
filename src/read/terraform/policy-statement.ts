import { list, map, member, scalar, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import type { Text } from '../../core/text.js';
import type { Unknown } from '../../core/value.js';

/** A `statement` block in the words of IAM: blocks become members, `&{...}` becomes `${...}`, and the effect is Allow unless it is said. Terraform Registry, `aws_iam_policy_document`. */
export function statementOf(node: Node): Node {
  if (node.kind !== 'map') return node;
  const entries = new Map<string, Entry>();
  const put = (name: string, attribute: string, value: Node): void => {
    if (!isEmpty(value)) entries.set(name, { key: node.entries.get(attribute)?.key ?? node.origin, value });
  };
  const effect = member(node, 'effect');
  put('Sid', 'sid', member(node, 'sid'));
  put('Effect', 'effect', isEmpty(effect) ? scalar('Allow', { span: node.origin.span, via: 'service-default' }) : effect);
  put('Action', 'actions', strings(member(node, 'actions')));
  put('NotAction', 'not_actions', strings(member(node, 'not_actions')));
  put('Resource', 'resources', withVariables(strings(member(node, 'resources'))));
  put('NotResource', 'not_resources', withVariables(strings(member(node, 'not_resources'))));
  put('Principal', 'principals', principals(member(node, 'principals')));
  put('NotPrincipal', 'not_principals', principals(member(node, 'not_principals')));
  put('Condition', 'condition', conditions(member(node, 'condition')));
  return map(entries, node.origin);
}

/** Null, the empty string, and lists without items are as good as nothing. */
const isEmpty = (node: Node): boolean =>
  node.kind === 'absent' || (node.kind === 'scalar' && (node.value === null || node.text === '')) || (node.kind === 'list' && node.items.length + node.unseen.length === 0) || (node.kind === 'map' && node.entries.size + node.unseen.length === 0);

const isNull = (node: Node): boolean => node.kind === 'absent' || (node.kind === 'scalar' && node.value === null);

const strings = (node: Node): Node => (node.kind === 'list' ? { ...node, items: node.items.filter((item) => !isNull(item)) } : node);

/** Terraform has its own use for `${`, so that variables of policies are written with `&{`. Actions have none. */
function withVariables(node: Node): Node {
  switch (node.kind) {
    case 'list':
      return { ...node, items: node.items.map(withVariables) };
    case 'scalar':
      return node.text.includes('&{') ? scalar(variables(node.text), node.origin) : node;
    case 'unknown':
      return { ...node, text: node.text.map((part): Text[number] => (typeof part === 'string' ? variables(part) : part)) };
    case 'map':
    case 'absent':
      return node;
  }
}

const variables = (text: string): string => text.replaceAll('&{', '${');

/** Blocks of a statement: those that are seen, and parts of their list that are not. */
interface Blocks {
  readonly items: readonly MapNode[];
  readonly unseen: readonly Unknown[];
  readonly origin: Origin;
}

function blocks(node: Node): Blocks {
  const items = node.kind === 'list' ? node.items : [node];
  const unseen = node.kind === 'list' ? node.unseen : [];
  return {
    items: items.filter((item): item is MapNode => item.kind === 'map'),
    unseen: [...unseen, ...items.filter((item): item is Unknown => item.kind === 'unknown')],
    origin: node.origin,
  };
}

/** `{ "AWS": [...] }`; of everyone `"*"`. Blocks of one type are put together. */
function principals(node: Node): Node {
  const { items, unseen, origin } = blocks(node);
  const [first] = items;
  if (first === undefined && unseen.length === 0) return { kind: 'absent', origin };
  if (items.length === 1 && unseen.length === 0 && first !== undefined && textValue(member(first, 'type')) === '*') {
    const identifiers = strings(member(first, 'identifiers'));
    const [only, ...more] = identifiers.kind === 'list' ? identifiers.items : [];
    if (only !== undefined && more.length === 0 && textValue(only) === '*') return only;
  }
  const open: Unknown[] = [...unseen];
  const byType = new Map<string, Entry>();
  for (const item of items) join(byType, open, member(item, 'type'), withVariables(strings(member(item, 'identifiers'))), origin);
  return map(byType, origin, open);
}

/** `{ test: { variable: values } }`; the values of blocks with the same test and variable are put together. */
function conditions(node: Node): Node {
  const { items, unseen, origin } = blocks(node);
  if (items.length + unseen.length === 0) return { kind: 'absent', origin };
  const open: Unknown[] = [...unseen];
  const tests = new Map<string, { readonly key: Origin; readonly keys: Map<string, Entry>; readonly open: Unknown[] }>();
  for (const item of items) {
    const test = member(item, 'test');
    const name = textValue(test);
    if (test.kind === 'unknown') open.push(test);
    if (name === undefined) continue;
    const found = tests.get(name) ?? { key: test.origin, keys: new Map<string, Entry>(), open: [] };
    tests.set(name, found);
    join(found.keys, found.open, member(item, 'variable'), withVariables(strings(member(item, 'values'))), item.origin);
  }
  return map(new Map([...tests].map(([name, { key, keys, open: parts }]): [string, Entry] => [name, { key, value: map(keys, key, parts) }])), origin, open);
}

/** Enters values under a name, behind those that are there already. */
function join(entries: Map<string, Entry>, open: Unknown[], name: Node, values: Node, at: Origin): void {
  const key = textValue(name);
  if (name.kind === 'unknown') open.push(name);
  if (key === undefined) return;
  const before = entries.get(key);
  entries.set(key, before === undefined ? { key: name.origin, value: values.kind === 'absent' ? list([], at) : values } : { ...before, value: together(before.value, values) });
}

function together(a: Node, b: Node): Node {
  const [first, second] = [a, b].map((node) => (node.kind === 'list' ? node : node.kind === 'unknown' ? list([], node.origin, [node]) : list(node.kind === 'absent' ? [] : [node], node.origin)));
  return list([...(first?.items ?? []), ...(second?.items ?? [])], a.origin, [...(first?.unseen ?? []), ...(second?.unseen ?? [])]);
}
