import { scalar, type Node } from '../../../core/node.js';
import { literal, type Span } from '../../../core/source.js';
import { and, not, or, type Truth } from '../../../core/truth.js';
import { unknown } from '../../../core/value.js';
import type { Expression } from '../../text/hcl/syntax.js';
import { Comparison } from '../functions/values/equality.js';
import type { Evaluator } from './evaluate.js';
import type { Scope } from './run.js';

/** A value as a condition: Terraform takes the strings `true` and `false` as well. */
export function truthOf(node: Node): Truth {
  if (node.kind !== 'scalar') return 'maybe';
  if (node.value === true || node.value === 'true') return 'yes';
  return node.value === false || node.value === 'false' ? 'no' : 'maybe';
}

const isFalseOrTrue = (node: Node): boolean => node.kind === 'scalar' && truthOf(node) !== 'maybe';

function asNode(value: Truth, at: Span, why: Node): Node {
  if (value !== 'maybe') return scalar(value === 'yes', { span: at, via: 'function' });
  return unknown(why.kind === 'unknown' ? why.reason : 'it is not settled', literal(at));
}

export function unary({ operator, operand, span }: Extract<Expression, { kind: 'unary' }>, scope: Scope, evaluator: Evaluator): Node {
  const value = evaluator.evaluate(operand, scope);
  const at = evaluator.at(span);
  if (operator === '!') return asNode(not(truthOf(value)), at, value);
  const number = numberOf(value);
  return number === undefined ? unknown(value.kind === 'unknown' ? value.reason : 'an operand is no number', literal(at)) : scalar(-number, { span: at, via: 'function' });
}

export function binary({ operator, left, right, span }: Extract<Expression, { kind: 'binary' }>, scope: Scope, evaluator: Evaluator): Node {
  const a = evaluator.evaluate(left, scope);
  const at = evaluator.at(span);
  // What the first operand decides does not hang on the second, which may be unknown.
  if (operator === '&&' && truthOf(a) === 'no') return asNode('no', at, a);
  if (operator === '||' && truthOf(a) === 'yes') return asNode('yes', at, a);
  const b = evaluator.evaluate(right, scope);
  const why = a.kind === 'unknown' ? a : b;
  if (operator === '&&') return asNode(and(truthOf(a), truthOf(b)), at, why);
  if (operator === '||') return asNode(or(truthOf(a), truthOf(b)), at, why);
  if (operator === '==') return asNode(same(a, b, evaluator), at, why);
  if (operator === '!=') return asNode(not(same(a, b, evaluator)), at, why);
  return arithmetic(operator, a, b, at, why);
}

/** Whether two values are equal; an input that is none of the values it is compared with is not equal to them. */
export function same(a: Node, b: Node, evaluator: Evaluator): Truth {
  const excludes = (one: Node, other: Node): boolean => other.kind === 'scalar' && evaluator.isNot(one, other.text);
  if (excludes(a, b) || excludes(b, a)) return 'no';
  // A boolean that came as a string is that boolean: variables are converted to their types.
  if (isFalseOrTrue(a) && isFalseOrTrue(b)) return truthOf(a) === truthOf(b) ? 'yes' : 'no';
  return new Comparison().same(a, b);
}

const numberOf = (node: Node): number | undefined => {
  if (node.kind !== 'scalar' || node.value === null || typeof node.value === 'boolean' || node.text.trim() === '') return undefined;
  const value = Number(node.text);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
};

function arithmetic(operator: string, a: Node, b: Node, at: Span, why: Node): Node {
  const left = numberOf(a);
  const right = numberOf(b);
  const result = left === undefined || right === undefined ? undefined : calculated(operator, left, right);
  if (result === undefined || (typeof result === 'number' && !Number.isFinite(result))) return unknown(why.kind === 'unknown' ? why.reason : 'it cannot be calculated', literal(at));
  return scalar(result, { span: at, via: 'function' });
}

function calculated(operator: string, left: number, right: number): number | boolean | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}
