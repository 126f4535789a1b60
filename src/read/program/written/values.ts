import * as ts from 'typescript';
import type { Names } from './names.js';
import type { WrittenCall, WrittenValue } from './written.js';

/** Constants that are made from others. */
const MOST_STEPS = 4;

const OTHER: WrittenValue = { kind: 'other' };

/** A call of something, or `new`; undefined where arguments are spread. */
export function callOf(node: ts.NewExpression | ts.CallExpression, of: WrittenCall['of'], names: Names): WrittenCall | undefined {
  if (node.arguments?.some(ts.isSpreadElement) === true) return undefined;
  return {
    of,
    isNew: ts.isNewExpression(node),
    get args() {
      return (node.arguments ?? []).map((argument) => valueOf(argument, names));
    },
  };
}

/** A value as far as it is written out, in its place or as a constant of the file. */
export function valueOf(expression: ts.Expression, names: Names, steps = 0): WrittenValue {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node)) return { kind: 'text', text: node.text };
  if (ts.isArrayLiteralExpression(node)) return node.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)) ? OTHER : { kind: 'list', items: node.elements.map((element) => valueOf(element, names, steps)) };
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, names, steps);
  if (ts.isIdentifier(node)) return constantOf(node, names, steps);
  const of = ts.isNewExpression(node) || ts.isCallExpression(node) ? names.imported(node.expression) : undefined;
  const call = of === undefined ? undefined : callOf(node as ts.NewExpression | ts.CallExpression, of, names);
  return call === undefined ? OTHER : { kind: 'call', call };
}

/** What was put into a list or an object since is not looked at: those are not followed. */
function constantOf({ text }: ts.Identifier, names: Names, steps: number): WrittenValue {
  const made = steps < MOST_STEPS ? names.constant(text) : undefined;
  const value = made === undefined ? OTHER : valueOf(made, names, steps + 1);
  return value.kind === 'text' || value.kind === 'call' ? value : OTHER;
}

function objectOf(node: ts.ObjectLiteralExpression, names: Names, steps: number): WrittenValue {
  const members = new Map<string, ts.Expression | undefined>();
  for (const one of node.properties) {
    const name = one.name === undefined ? undefined : nameIn(one.name);
    if (name === undefined) return OTHER;
    members.set(name, ts.isPropertyAssignment(one) ? one.initializer : ts.isShorthandPropertyAssignment(one) ? one.name : undefined);
  }
  const member = (name: string): WrittenValue | undefined => {
    const value = members.get(name);
    return value === undefined ? (members.has(name) ? OTHER : undefined) : valueOf(value, names, steps);
  };
  return { kind: 'object', names: [...members.keys()], member };
}

/** `{ a: 1, 'b': 2, ['c']: 3 }`. */
function nameIn(name: ts.PropertyName): string | undefined {
  if (!ts.isComputedPropertyName(name)) return name.text;
  return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
}

/** An expression without what says something of its type, or nothing. */
function bare(expression: ts.Expression): ts.Expression {
  let node = expression;
  while (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node)) node = node.expression;
  return node;
}
