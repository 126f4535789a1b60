import * as ts from 'typescript';
import type { Origin, Source } from '../../../core/source.js';
import { parseProgram } from './modules.js';

/** Where a call stands. */
export interface CallPlace {
  /** The name of what is called: `putEventSelectors` of `client.putEventSelectors()`. */
  readonly name: Origin;
  /** The function around it, with its class; undefined at the top level. */
  readonly within: string | undefined;
}

const known = new WeakMap<Source, ReadonlyMap<string, CallPlace>>();

/** The call, or the `new`, that is the expression at a place. */
export function callPlace({ span: { source, start, end } }: Origin): CallPlace {
  const places = known.get(source) ?? placesIn(source);
  known.set(source, places);
  return places.get(keyOf(start, end)) ?? { name: { span: { source, start, end }, via: 'literal' }, within: undefined };
}

const keyOf = (start: number, end: number): string => `${String(start)}:${String(end)}`;

/** All calls of a file; a tree may be as deep as its text is long, so there is no recursion. */
function placesIn(source: Source): ReadonlyMap<string, CallPlace> {
  const tree = parseProgram(source);
  const places = new Map<string, CallPlace>();
  const pending: { readonly node: ts.Node; readonly names: readonly string[] }[] = [{ node: tree, names: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node } = next;
    const name = nameOf(node);
    // What holds a function under its own name is one with it.
    const names = name === undefined || (next.names.at(-1) === name && !ts.isClassLike(node)) ? next.names : [...next.names.slice(-1), name];
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const at = lastNameIn(node.expression);
      places.set(keyOf(node.getStart(tree), node.end), { name: { span: { source, start: at.getStart(tree), end: at.end }, via: 'literal' }, within: names.length === 0 ? undefined : names.join('.') });
    }
    ts.forEachChild(node, (child) => {
      pending.push({ node: child, names });
    });
  }
  return places;
}

/** The name by which a function, a method or a class goes. */
function nameOf(node: ts.Node): string | undefined {
  const isNamed = ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isClassLike(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node);
  const isHolder = (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) && node.initializer !== undefined && isFunction(node.initializer);
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (isNamed || isHolder) return node.name !== undefined && (ts.isIdentifier(node.name) || ts.isStringLiteralLike(node.name)) ? node.name.text : undefined;
  // `exports.handler = async () => {}`
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isFunction(node.right) && ts.isPropertyAccessExpression(node.left)) return node.left.name.text;
  return undefined;
}

const isFunction = (node: ts.Node): boolean => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

function lastNameIn(callee: ts.Node): ts.Node {
  let node = callee;
  while (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) node = node.expression;
  if (ts.isPropertyAccessExpression(node)) return node.name;
  return ts.isElementAccessExpression(node) ? node.argumentExpression : node;
}
