import { scalar, textValue, type Node } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { literal } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import type { Body } from '../../text/hcl/syntax.js';
import { attribute } from '../module.js';
import type { Evaluator } from './evaluate.js';
import { itemsOf } from './loops.js';
import { MAX_INSTANCES, noScope, withLocals, type Scope } from './run.js';
import type { Form } from './traversal.js';
import { map } from '../../../core/node.js';

/** One instance of a block with `count` or `for_each`. */
export interface Key {
  /** What stands behind the address: `[0]`, `["a"]`; empty where there is only one. */
  readonly suffix: string;
  readonly key: string | number | undefined;
  readonly exists: 'yes' | 'maybe';
  readonly scope: Scope;
}

export interface Keys {
  readonly form: Form;
  readonly items: readonly Key[];
}

/** The instances of a block. What cannot be counted is taken for one that may be there. HashiCorp, "The count Meta-Argument", "The for_each Meta-Argument". */
export function instancesOf(body: Body, scope: Scope, evaluator: Evaluator): Keys {
  const known = counts.get(evaluator) ?? new Map<Body, Keys>();
  counts.set(evaluator, known);
  const keys = (scope === noScope ? known.get(body) : undefined) ?? keysOf(body, scope, evaluator);
  if (scope === noScope) known.set(body, keys);
  return keys;
}

/** Counted once, however often a resource is referred to. */
const counts = new WeakMap<Evaluator, Map<Body, Keys>>();

function keysOf(body: Body, scope: Scope, evaluator: Evaluator): Keys {
  const count = attribute(body, 'count') ?? attribute(body, 'enabled');
  if (count !== undefined) return counted(evaluator.settled(count, scope), scope, evaluator, evaluator.at(count.span));
  const forEach = attribute(body, 'for_each');
  if (forEach !== undefined) return keyed(evaluator.settled(forEach, scope), scope, evaluator, evaluator.at(forEach.span));
  return { form: 'one', items: [{ suffix: '', key: undefined, exists: 'yes', scope }] };
}

type At = ReturnType<Evaluator['at']>;

const objectOf = (at: At, members: readonly (readonly [string, Node])[]): Node => map(new Map(members.map(([name, value]) => [name, { key: literal(at), value }])), literal(at));

function counted(value: Node, scope: Scope, evaluator: Evaluator, at: At): Keys {
  const number = value.kind === 'scalar' && value.value !== null ? Number(textValue(value) === 'true' ? 1 : textValue(value) === 'false' ? 0 : textValue(value)) : Number.NaN;
  if (value.kind !== 'unknown' && !(Number.isInteger(number) && number >= 0)) evaluator.tell(gap('`count` is no whole number: how many there are is not known', at));
  if (!Number.isInteger(number) || number < 0) return open(value, scope, at, 'count');
  return { form: 'list', items: Array.from({ length: bounded(number, evaluator, at) }, (_, index): Key => ({ suffix: `[${String(index)}]`, key: index, exists: 'yes', scope: withLocals(scope, [['count', objectOf(at, [['index', scalar(index, literal(at))]])]], `${scope.instance}[${String(index)}]`) })) };
}

function keyed(value: Node, scope: Scope, evaluator: Evaluator, at: At): Keys {
  const items = itemsOf(value);
  if (items === undefined && value.kind !== 'unknown') evaluator.tell(gap('`for_each` is neither a map nor a set: how many there are is not known', at));
  if (items === undefined) return open(value, scope, at, 'each');
  const unseen = value.kind === 'list' || value.kind === 'map' ? value.unseen : [];
  const known = items.slice(0, bounded(items.length, evaluator, at)).map(({ key, value: each }): Key => {
    // Of a set the key is the value itself.
    const own = value.kind === 'list' ? each : key;
    const text = textValue(own) ?? '?';
    return { suffix: `["${text}"]`, key: text, exists: 'yes', scope: withLocals(scope, [['each', objectOf(at, [['key', own], ['value', each]])]], `${scope.instance}["${text}"]`) };
  });
  return unseen.length === 0 ? { form: 'map', items: known } : { form: 'unknown', items: [...known, ...open(unseen[0] ?? value, scope, at, 'each').items] };
}

function bounded(count: number, evaluator: Evaluator, at: At): number {
  const { ledger } = evaluator.instance.run;
  const left = Math.max(0, MAX_INSTANCES - ledger.instances);
  ledger.instances += Math.min(count, left);
  if (count > left) evaluator.tell(gap(`More than ${String(MAX_INSTANCES)} instances are declared: the rest is not looked at`, at));
  return Math.min(count, left);
}

function open(value: Node, scope: Scope, at: At, name: 'count' | 'each'): Keys {
  const hole = (member: string): Node => unknown(value.kind === 'unknown' ? value.reason : `\`${name}\` is not known`, literal(at), 'open', [{ name: `${name}.${member}`, holds: 'any' }]);
  const members = name === 'count' ? ['index'] : ['key', 'value'];
  return { form: 'unknown', items: [{ suffix: '[*]', key: undefined, exists: 'maybe', scope: withLocals(scope, [[name, objectOf(at, members.map((member) => [member, hole(member)]))]], `${scope.instance}[*]`) }] };
}
