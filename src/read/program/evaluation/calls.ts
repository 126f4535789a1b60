import * as ts from 'typescript';
import type { Origin } from '../../../core/source.js';
import { callSuper, instantiate, superMethod } from './classes.js';
import { evaluate, itemsOf, optional } from './expressions.js';
import { invoke, openParameters } from './functions.js';
import { isListMethod, listMethod } from '../builtins/lists.js';
import { textMethod } from '../builtins/texts.js';
import { member } from './members.js';
import { required } from '../project/modules.js';
import { overChoices, scalarAt } from './operators.js';
import { at } from '../project/places.js';
import { labelOf, type Run } from '../run.js';
import { lookup, within, type Scope } from '../values/scope.js';
import { isYes, YES } from '../values/tests.js';
import type { Argument, Choice, External, FunctionValue, Value } from '../values/values.js';

export function argumentsOf(nodes: readonly ts.Expression[], scope: Scope, run: Run): readonly Argument[] {
  const found: Argument[] = [];
  for (const node of nodes) {
    if (!ts.isSpreadElement(node)) found.push({ value: evaluate(node, scope, run), rest: false });
    else for (const { value, test, rest } of itemsOf(evaluate(node.expression, scope, run), run)) found.push({ value, rest: rest || !isYes(test) });
  }
  return found;
}

export function callExpression(node: ts.CallExpression, place: Origin, scope: Scope, run: Run): Value {
  const callee = unwrapped(node.expression);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return callSuper(scope, argumentsOf(node.arguments, scope, run), place, run);
  const [first] = node.arguments;
  const isRequire = callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require' && lookup(scope, 'require') === undefined);
  if (isRequire && first !== undefined && ts.isStringLiteralLike(first)) return required(first.text, first, scope.module, run);
  if (ts.isPropertyAccessExpression(callee)) return methodCall(node, callee, place, scope, run);
  const value = evaluate(callee, scope, run);
  const work = (): Value => call(value, argumentsOf(node.arguments, scope, run), place, run);
  return ts.isOptionalChain(node) ? optional(value, place, run, work) : work();
}

/** Without what means nothing at run time. */
function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) ? unwrapped(node.expression) : node;
}

function methodCall(node: ts.CallExpression, callee: ts.PropertyAccessExpression, place: Origin, scope: Scope, run: Run): Value {
  const name = callee.name.text;
  if (callee.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const args = argumentsOf(node.arguments, scope, run);
    const method = superMethod(scope, name, place);
    if (method !== undefined) return at(invoke(method, args, place, run), place, 'function');
    const base = scope.self?.kind === 'instance' ? scope.self.cell.base : undefined;
    return base === undefined ? { kind: 'undefined', origin: place } : externalCall(base, name, args, place, run, scope.self);
  }
  const receiver = evaluate(callee.expression, scope, run);
  const work = (): Value => callMethod(receiver, name, argumentsOf(node.arguments, scope, run), place, run);
  return ts.isOptionalChain(node) ? optional(receiver, place, run, work) : work();
}

/** A call of a method, whatever the receiver may be. */
export function callMethod(receiver: Value, name: string, args: readonly Argument[], place: Origin, run: Run): Value {
  return overChoices(receiver, run, (one) => methodOf(one, name, args, place, run));
}

function methodOf(receiver: Exclude<Value, Choice>, name: string, args: readonly Argument[], place: Origin, run: Run): Value {
  const settled = isPlain(receiver) ? nativeMethod(receiver, name, args, place, run) : undefined;
  if (settled !== undefined) return settled;
  switch (receiver.kind) {
    case 'list':
      return listMethod(receiver, name, args, place, run);
    case 'scalar':
    case 'text':
      return textMethod(receiver, name, args, place, run);
    case 'external':
      return externalCall(receiver.external, name, args, place, run, receiver);
    case 'function':
      return functionMethod(receiver, name, args, place, run);
    case 'object':
    case 'instance':
    case 'class':
      return ofMembers(receiver, name, args, place, run);
    case 'unknown':
      return unknownCall(receiver, name, args, place, run);
    case 'json':
    case 'undefined':
      return run.unknown(`\`${labelOf(place)}\` is not known here`, place);
  }
}

/** What has no members of its own that a program could have put there. */
const isPlain = ({ kind }: Value): boolean => kind === 'list' || kind === 'scalar' || kind === 'text' || kind === 'json' || kind === 'undefined';

/** A method that anything has that is waited for: `then`. */
function nativeMethod(receiver: Exclude<Value, Choice>, name: string, args: readonly Argument[], place: Origin, run: Run): Value | undefined {
  const native = run.natives.get(`.${name}`);
  return native?.({ callee: { kind: 'external', external: run.external({ kind: 'member', of: receiver, name }, place), origin: place }, args, at: place }, run);
}

function ofMembers(receiver: Exclude<Value, Choice>, name: string, args: readonly Argument[], place: Origin, run: Run): Value {
  const method = member(receiver, name, place, run);
  if (method.kind === 'external') {
    const base = receiver.kind === 'instance' ? receiver.cell.base : receiver.kind === 'class' && receiver.cell.base?.kind === 'external' ? receiver.cell.base.external : undefined;
    // What the base class has; anything else is a package's function that was put there.
    if (base?.members.get(name) === method.external) return externalCall(base, name, args, place, run, receiver);
  }
  if (method.kind === 'undefined') {
    if (name === 'hasOwnProperty' && receiver.kind === 'object' && args[0]?.value.kind === 'scalar') return scalarAt(receiver.cell.entries.has(String(args[0].value.value)), place);
    return nativeMethod(receiver, name, args, place, run) ?? run.unknown(`\`${labelOf(place)}\` is not known here`, place);
  }
  return call(method, args, place, run);
}

function functionMethod(receiver: FunctionValue, name: string, args: readonly Argument[], place: Origin, run: Run): Value {
  const [self, ...rest] = args;
  const target: FunctionValue = self === undefined || ts.isArrowFunction(receiver.declaration) ? receiver : { ...receiver, self: self.value };
  if (name === 'call') return at(invoke(target, rest, place, run), place, 'function');
  if (name === 'bind') return target;
  if (name === 'apply') return at(invoke(target, itemsOf(rest[0]?.value ?? { kind: 'undefined', origin: place }, run).map(({ value, rest: many }) => ({ value, rest: many })), place, run), place, 'function');
  return run.unknown(`\`${labelOf(place)}\` is not known here`, place);
}

/** A call of a value. */
export function call(callee: Value, args: readonly Argument[], place: Origin, run: Run): Value {
  return overChoices(callee, run, (one) => {
    if (one.kind === 'function') return at(invoke(one, args, place, run), place, 'function');
    if (one.kind === 'external') return external(one, args, place, run);
    if (one.kind === 'unknown') {
      callBack(args, run);
      return run.unknown(one.reason, place);
    }
    return run.unknown(`\`${labelOf(place)}\` is not known here`, place);
  });
}

/** A function of a package. */
function external(callee: Value & { kind: 'external' }, args: readonly Argument[], place: Origin, run: Run): Value {
  const { how } = callee.external;
  const native = how.kind === 'import' ? run.natives.get(`${how.module}:${how.names.join('.')}`) : undefined;
  const settled = native?.({ callee, args, at: place }, run);
  if (settled !== undefined) return settled;
  const result = run.external({ kind: 'call', callee, args }, place);
  callBack(args, run);
  return { kind: 'external', external: result, origin: place };
}

/** A method of something that a package made, or a function of one of its classes. */
function externalCall(receiver: External, name: string, args: readonly Argument[], place: Origin, run: Run, self: Value | undefined): Value {
  const callee = member({ kind: 'external', external: receiver, origin: place }, name, place, run);
  const key = callee.kind === 'external' && callee.external.how.kind === 'import' ? `${callee.external.how.module}:${callee.external.how.names.join('.')}` : `.${name}`;
  const whole: Value = self ?? { kind: 'external', external: receiver, origin: place };
  const settled = (run.natives.get(key) ?? run.natives.get(`.${name}`))?.({ callee: callee.kind === 'external' ? callee : whole, args, at: place }, run);
  if (settled !== undefined) return settled;
  const result = run.external({ kind: 'call', callee, args }, place);
  run.effect(receiver, { name, kind: 'call', args, at: place, result });
  callBack(args, run);
  return { kind: 'external', external: result, origin: place };
}

/** It is remembered: the names of some methods tell enough. */
function unknownCall(receiver: Value & { kind: 'unknown' }, name: string, args: readonly Argument[], place: Origin, run: Run): Value {
  // Of a list that is not known any number of members may be handed on.
  if (isListMethod(name) && args[0]?.value.kind === 'function') return listMethod({ kind: 'list', cell: { items: [{ value: receiver, test: YES, rest: true }], made: run.guards }, origin: receiver.origin }, name, args, place, run);
  const callee = run.external({ kind: 'member', of: receiver, name }, place);
  const settled = run.natives.get(`.${name}`)?.({ callee: { kind: 'external', external: callee, origin: place }, args, at: place }, run);
  if (settled !== undefined) return settled;
  run.external({ kind: 'call', callee: { kind: 'external', external: callee, origin: place }, args }, place);
  callBack(args, run);
  return run.unknown(`\`${labelOf(place)}\` is not known here`, place);
}

/** Functions that are handed over are called at some time, with whatever. */
export function callBack(args: readonly Argument[], run: Run): void {
  for (const { value } of args) {
    if (value.kind !== 'function' || run.entered.has(value.declaration)) continue;
    invoke(value, openParameters(value.declaration.parameters, within(value.scope), run, ''), value.origin, run);
  }
}

export function newExpression(node: ts.NewExpression, place: Origin, scope: Scope, run: Run): Value {
  const callee = evaluate(node.expression, scope, run);
  const args = argumentsOf(node.arguments ?? [], scope, run);
  return construct(callee, args, place, run);
}

export function construct(callee: Value, args: readonly Argument[], place: Origin, run: Run): Value {
  return overChoices(callee, run, (one) => {
    if (one.kind === 'class') return instantiate(one.cell, args, place, run);
    if (one.kind === 'external' && one.external.how.kind === 'import') {
      const { module, names } = one.external.how;
      const settled = run.natives.get(`new ${module}:${names.join('.')}`)?.({ callee: one, args, at: place }, run);
      if (settled !== undefined) return settled;
    }
    const made = run.external({ kind: 'new', callee: one, args, by: undefined }, place);
    callBack(args, run);
    return { kind: 'external', external: made, origin: place };
  });
}

