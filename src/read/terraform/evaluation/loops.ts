import { list, map, scalar, textValue, type Entry, type ListNode, type MapNode, type Node } from '../../../core/node.js';
import { literal } from '../../../core/source.js';
import { unknown, type Unknown } from '../../../core/value.js';
import type { Expression } from '../../text/hcl/syntax.js';
import type { Evaluator } from './evaluate.js';
import type { Instance } from './instance.js';
import { truthOf } from './operators.js';
import { real } from './places.js';
import { MAX_MADE, withLocals, type Scope } from './run.js';

type ForExpression = Extract<Expression, { kind: 'for' }>;

/** An item of a collection with its key: the index in a list, the value itself in a set. */
export interface Item {
  readonly key: Node;
  readonly value: Node;
}

/** The items of a collection; undefined where it is none, or not known. */
export function itemsOf(node: Node): readonly Item[] | undefined {
  if (node.kind === 'list') return node.items.map((value, index) => ({ key: scalar(index, value.origin), value }));
  if (node.kind !== 'map') return undefined;
  // Terraform goes through maps in the order of their keys.
  return [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { key, value }]) => ({ key: scalar(name, key), value }));
}

const unseenOf = (node: Node): readonly Unknown[] => (node.kind === 'list' || node.kind === 'map' ? node.unseen : node.kind === 'unknown' ? [node] : []);

const sets: ReadonlySet<string> = new Set(['toset', 'setunion', 'setintersection', 'setsubtract', 'setproduct']);

/** Whether an expression is a set by what it is written as: values do not tell it from a list. */
function isSet(expression: Expression, instance: Instance, depth = 0): boolean {
  if (expression.kind === 'parens') return isSet(expression.inner, instance, depth);
  if (expression.kind === 'call') return sets.has(expression.name);
  if (expression.kind !== 'getAttr' || expression.object.kind !== 'variable' || depth > MAX_LOCALS) return false;
  const { variables, locals } = instance.module;
  const type = expression.object.name === 'var' ? variables.get(expression.name)?.type : undefined;
  if (type !== undefined) return type.kind === 'call' && type.name === 'set';
  const local = expression.object.name === 'local' ? locals.get(expression.name) : undefined;
  return local !== undefined && isSet(local.value, instance, depth + 1);
}

/** Local values in local values that are followed. */
const MAX_LOCALS = 8;

/** `[for k, v in c : x if y]` and `{for k, v in c : k => v...}`. HashiCorp, "For Expressions". */
export function loop(expression: ForExpression, scope: Scope, evaluator: Evaluator): Node {
  const origin = literal(real(expression.span));
  const collection = evaluator.evaluate(expression.collection, scope);
  const listed = itemsOf(collection);
  // Of a set the key is the value itself.
  const items = collection.kind === 'list' && expression.keyName !== undefined && isSet(expression.collection, evaluator.instance) ? listed?.map(({ value }) => ({ key: value, value })) : listed;
  if (items === undefined) return unknown(collection.kind === 'unknown' ? collection.reason : 'it runs over what is no collection', literal(evaluator.at(expression.span)));
  const { ledger } = evaluator.instance.run;
  ledger.made += items.length;
  if (ledger.made > MAX_MADE) return unknown(`loops make more than ${String(MAX_MADE)} items`, literal(evaluator.at(expression.span)));
  const made = expression.key === undefined ? tuple(expression, items, scope, evaluator) : object(expression, items, scope, evaluator);
  const unseen = [...unseenOf(collection), ...made.unseen];
  return made.kind === 'list' ? list(made.items, origin, unseen) : map(made.entries, origin, unseen);
}

function* passing(expression: ForExpression, items: readonly Item[], scope: Scope, evaluator: Evaluator): Iterable<{ readonly scope: Scope; readonly maybe: Unknown | undefined }> {
  for (const { key, value } of items) {
    const names: (readonly [string, Node])[] = [[expression.valueName.text, value]];
    if (expression.keyName !== undefined) names.unshift([expression.keyName.text, key]);
    const inner = withLocals(scope, names, `${scope.instance} ${expression.valueName.text}=${textValue(key) ?? '?'}`);
    const condition = expression.condition === undefined ? undefined : evaluator.evaluate(expression.condition, inner);
    const passes = condition === undefined ? 'yes' : truthOf(condition);
    if (passes === 'no') continue;
    yield { scope: inner, maybe: passes === 'yes' ? undefined : unknown(condition?.kind === 'unknown' ? condition.reason : 'a condition is not settled', literal(evaluator.at(expression.span))) };
  }
}

function tuple(expression: ForExpression, items: readonly Item[], scope: Scope, evaluator: Evaluator): ListNode {
  const made: Node[] = [];
  const unseen: Unknown[] = [];
  for (const { scope: inner, maybe } of passing(expression, items, scope, evaluator)) {
    if (maybe === undefined) made.push(evaluator.evaluate(expression.value, inner));
    else unseen.push(maybe);
  }
  return list(made, literal(real(expression.span)), unseen);
}

function object(expression: ForExpression, items: readonly Item[], scope: Scope, evaluator: Evaluator): MapNode {
  const entries = new Map<string, Entry>();
  const unseen: Unknown[] = [];
  for (const { scope: inner, maybe } of passing(expression, items, scope, evaluator)) {
    if (maybe !== undefined) {
      unseen.push(maybe);
      continue;
    }
    const key = expression.key === undefined ? undefined : evaluator.evaluate(expression.key, inner);
    const name = key === undefined ? undefined : textValue(key);
    const value = evaluator.evaluate(expression.value, inner);
    if (key === undefined || name === undefined) unseen.push(unknown('a key is not known', literal(evaluator.at(expression.span))));
    else entries.set(name, { key: key.origin, value: expression.groups ? grouped(entries.get(name), value) : value });
  }
  return map(entries, literal(real(expression.span)), unseen);
}

const grouped = (before: Entry | undefined, value: Node): Node => list([...(before?.value.kind === 'list' ? before.value.items : []), value], value.origin);
