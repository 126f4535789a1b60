import { textValue, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import { shown } from '../../../core/text.js';
import { all, any, not, truth, type Truth } from '../../../core/truth.js';
import { unknown } from '../../../core/value.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { Native } from '../../program/run.js';
import type { Argument, External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { comparison, noteComparison } from './parameters.js';
import { anyExternal } from '../scopes.js';

/** Conditions within conditions. */
const MOST_CONDITIONS = 32;

/** Whether a condition of the template holds in one world: `CfnCondition`, or an expression that `Fn` makes. */
export function conditionHolds(external: External | undefined, resolver: Resolver, depth = 0): Truth {
  if (external === undefined || depth > MOST_CONDITIONS) return 'maybe';
  const inner = (value: Value | undefined): Truth => conditionHolds(resolver.external(value), resolver, depth + 1);
  const args = argumentsIn(external);
  if (args.some(({ rest }) => rest)) return 'maybe';
  const operands = args.map(({ value }) => value);
  switch (madeBy(external)) {
    case 'core.CfnCondition':
      return inner(expressionOf(external, operands[2], resolver));
    case 'core.Fn.conditionEquals':
      return equal(operands[0], operands[1], external.at, resolver);
    case 'core.Fn.conditionNot':
      return not(inner(operands[0]));
    case 'core.Fn.conditionAnd':
      return all(operands.map(inner));
    case 'core.Fn.conditionOr':
      return any(operands.map(inner));
    case undefined:
    default:
      return 'maybe';
  }
}

/** Of the properties, or as it was assigned later. */
function expressionOf(external: External, props: Value | undefined, resolver: Resolver): Value | undefined {
  const assigned = resolver.done(external).filter(({ kind, name }) => kind === 'set' && name === 'expression').at(-1);
  if (assigned !== undefined) return assigned.exists === 'yes' ? assigned.args[0]?.value : undefined;
  const settled = props === undefined ? undefined : resolver.settled(props);
  return settled?.kind === 'object' ? settled.cell.entries.get('expression')?.value : undefined;
}

function equal(a: Value | undefined, b: Value | undefined, place: Origin, resolver: Resolver): Truth {
  const [left, right] = [resolver.node(a, place), resolver.node(b, place)];
  const test = testOf(a, right, resolver) ?? testOf(b, left, resolver);
  if (test !== undefined) return test;
  const [p, q] = [textValue(left), textValue(right)];
  if (p !== undefined && q !== undefined) return truth(p === q);
  // One value that is not known is the same wherever it is used.
  return isNamed(left) && isNamed(right) && shown(left.text) === shown(right.text) ? 'yes' : 'maybe';
}

const isNamed = (node: Node): node is Node & { kind: 'unknown' } => node.kind === 'unknown' && node.text.every((part) => typeof part === 'string' || (part.name !== '?' && part.holds === 'one'));

function testOf(value: Value | undefined, other: Node, resolver: Resolver): Truth | undefined {
  const literal = textValue(other);
  const test = literal === undefined ? undefined : comparison(resolver.external(value), literal);
  return test === undefined ? undefined : resolver.holds(test);
}

/** `Fn.conditionIf(condition.logicalId, a, b)`. */
export function conditional(args: readonly Argument[], place: Origin, resolver: Resolver): Node {
  const [named, then, otherwise] = args.map(({ value }) => value);
  const condition = conditionNamed(named, resolver);
  const holds = conditionHolds(condition, resolver);
  if (holds !== 'maybe') return resolver.node(holds === 'yes' ? then : otherwise, place);
  return unknown('it depends on a condition of the template', place);
}

/** The condition whose logical id a value is. */
function conditionNamed(value: Value | undefined, resolver: Resolver): External | undefined {
  const external = resolver.external(value);
  if (external?.how.kind === 'member' && /^(?:logicalId|conditionId|ref)$/u.test(external.how.name)) return resolver.external(external.how.of);
  return external;
}

/** Notes what `Fn.conditionEquals` compares; the call stays what it is. */
export const notingComparison: Native = ({ args }) => {
  const [a, b] = args.map(({ value }) => value);
  if (b?.kind === 'scalar') noteComparison(anyExternal(a), String(b.value));
  if (a?.kind === 'scalar') noteComparison(anyExternal(b), String(a.value));
  return undefined;
};
