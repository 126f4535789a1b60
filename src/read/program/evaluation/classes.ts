import * as ts from 'typescript';
import type { Origin } from '../../../core/source.js';
import { setMember } from './assignments.js';
import { evaluate, nameOf } from './expressions.js';
import { bindParameters, functionOf, invoke } from './functions.js';
import { at, placeOf } from '../project/places.js';
import { labelOf, type Run } from '../run.js';
import { declare, within, type Scope } from '../values/scope.js';
import { executeBody } from './statements.js';
import type { Argument, ClassCell, FunctionValue, InstanceCell, InstanceValue, ObjectCell, Value } from '../values/values.js';

/** A class of the program; its static members are made. */
export function classOf(declaration: ts.ClassLikeDeclaration, outer: Scope, run: Run): Value {
  const place = placeOf(declaration.name ?? declaration, outer.module);
  const heritage = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const statics: ObjectCell = { entries: new Map(), rest: [], made: run.guards };
  const scope = within(outer);
  const cell: ClassCell = { name: declaration.name?.text ?? '', declaration, scope, base: heritage === undefined ? undefined : evaluate(heritage.expression, outer, run), statics };
  const value: Value = { kind: 'class', cell, origin: place };
  if (declaration.name !== undefined) declare(scope, declaration.name.text, value, run.guards);
  const own = within(scope, value);
  for (const element of declaration.members) {
    if (ts.isClassStaticBlockDeclaration(element)) executeBody(element.body, within(own), run);
    else if (isStatic(element)) makeMember(element, value, statics, own, run);
  }
  return value;
}

const isStatic = (element: ts.ClassElement): boolean => ts.canHaveModifiers(element) && (ts.getModifiers(element) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);

function makeMember(element: ts.ClassElement, self: Value, cell: ObjectCell, scope: Scope, run: Run): void {
  const name = element.name === undefined ? undefined : nameOf(element.name, scope, run);
  if (name === undefined || element.name === undefined) return;
  const key = placeOf(element.name, scope.module);
  if (ts.isPropertyDeclaration(element)) {
    const value: Value = element.initializer === undefined ? { kind: 'undefined', origin: key } : evaluate(element.initializer, scope, run);
    cell.entries.set(name, { key, value, getter: false });
  } else if (ts.isMethodDeclaration(element) || ts.isGetAccessor(element)) cell.entries.set(name, { key, value: functionOf(element, scope, self), getter: ts.isGetAccessor(element) });
}

/** `new X(...args)` for a class of the program. */
export function instantiate(of: ClassCell, args: readonly Argument[], place: Origin, run: Run): Value {
  const cell: InstanceCell = { of, fields: { entries: new Map(), rest: [], made: run.guards }, base: undefined };
  const instance: InstanceValue = { kind: 'instance', cell, origin: place };
  if (initialise(of, instance, args, place, run) === undefined) return run.unknown('calls are nested too deep', place);
  return run.handOut(of.declaration, instance);
}

/** Runs the constructor of a class on an instance of it or of one that extends it. Undefined where it is nested too deep. */
function initialise(of: ClassCell, instance: InstanceValue, args: readonly Argument[], place: Origin, run: Run): true | undefined {
  const constructor = of.declaration.members.find((element): element is ts.ConstructorDeclaration => ts.isConstructorDeclaration(element) && element.body !== undefined);
  const scope = within(of.scope, instance);
  return run.enter(constructor ?? of.declaration, of.scope.module.source, () => {
    if (constructor?.body === undefined) {
      if (of.base !== undefined) superCall(of, instance, args, place, run);
      else makeFields(of, instance, scope, run);
      return true;
    }
    const own = within(scope);
    supers.set(own, { of, made: false });
    bindParameters(constructor.parameters, args, own, place, run);
    if (of.base === undefined) makeFields(of, instance, scope, run);
    takeParameters(constructor.parameters, instance, own, run);
    const { body } = constructor;
    run.calling(() => executeBody(body, own, run));
    return true;
  });
}

/** Which class's constructor a scope is. */
const supers = new WeakMap<Scope, { readonly of: ClassCell; made: boolean }>();

/** `constructor(private readonly x: string)`. */
function takeParameters(parameters: readonly ts.ParameterDeclaration[], instance: InstanceValue, scope: Scope, run: Run): void {
  for (const parameter of parameters) {
    if (!ts.isIdentifier(parameter.name) || !(ts.getModifiers(parameter) ?? []).some(({ kind }) => property.has(kind))) continue;
    const value = scope.names.get(parameter.name.text)?.value;
    if (value !== undefined) setMember(instance, parameter.name.text, value, placeOf(parameter.name, scope.module), run);
  }
}

/** What makes a parameter of a constructor a property too. */
const property: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.PublicKeyword, ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.ReadonlyKeyword, ts.SyntaxKind.OverrideKeyword]);

/** `super(...args)` within a constructor. */
export function callSuper(scope: Scope, args: readonly Argument[], place: Origin, run: Run): Value {
  const instance = scope.self;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const found = supers.get(at);
    if (found !== undefined && instance?.kind === 'instance') {
      superCall(found.of, instance, args, place, run);
      break;
    }
  }
  return { kind: 'undefined', origin: place };
}

function superCall(of: ClassCell, instance: InstanceValue, args: readonly Argument[], place: Origin, run: Run): void {
  const { base } = of;
  if (base?.kind === 'class') initialise(base.cell, instance, args, place, run);
  else if (base !== undefined) instance.cell.base = run.external({ kind: 'new', callee: base, args, by: instance.cell }, place);
  makeFields(of, instance, within(of.scope, instance), run);
}

function makeFields(of: ClassCell, instance: InstanceValue, scope: Scope, run: Run): void {
  for (const element of of.declaration.members) {
    if (!ts.isPropertyDeclaration(element) || isStatic(element) || element.initializer === undefined) continue;
    const name = nameOf(element.name, scope, run);
    if (name !== undefined) setMember(instance, name, evaluate(element.initializer, scope, run), placeOf(element.name, scope.module), run);
  }
}

/** A method or accessor of an instance, of its class or of one that this extends. */
export function methodOf(instance: InstanceValue, name: string, place: Origin, run: Run): Value | undefined {
  for (let of: Value | undefined = { kind: 'class', cell: instance.cell.of, origin: place }; of?.kind === 'class'; of = of.cell.base) {
    const found = declared(of.cell, name);
    if (found === undefined) continue;
    const method = functionOf(found, within(of.cell.scope, instance), instance);
    return ts.isGetAccessor(found) ? at(invoke(method, [], place, run), place, 'function') : method;
  }
  return undefined;
}

/** `super.member`, where it is no call: what a getter gives, or the method as a value. */
export function superMember(scope: Scope, name: string, place: Origin, run: Run): Value | undefined {
  const instance = scope.self;
  if (instance?.kind !== 'instance') return undefined;
  for (let of = classAround(scope, instance)?.base; of?.kind === 'class'; of = of.cell.base) {
    const found = declared(of.cell, name);
    if (found === undefined) continue;
    const method = functionOf(found, within(of.cell.scope, instance), instance);
    return ts.isGetAccessor(found) ? at(invoke(method, [], place, run), place, 'function') : method;
  }
  return undefined;
}

/** `super.method`. */
export function superMethod(scope: Scope, name: string, place: Origin): FunctionValue | undefined {
  const instance = scope.self;
  if (instance?.kind !== 'instance') return undefined;
  const from = classAround(scope, instance);
  for (let of = from?.base; of?.kind === 'class'; of = of.cell.base) {
    const found = declared(of.cell, name);
    if (found !== undefined && !ts.isGetAccessor(found)) return { ...functionOf(found, within(of.cell.scope, instance), instance), origin: place };
  }
  return undefined;
}

/** The class in whose body a scope lies. */
function classAround(scope: Scope, instance: InstanceValue): ClassCell | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    for (let of: ClassCell | undefined = instance.cell.of; of !== undefined; of = of.base?.kind === 'class' ? of.base.cell : undefined) if (of.scope === at) return of;
  }
  return instance.cell.of;
}

const declared = (of: ClassCell, name: string): ts.MethodDeclaration | ts.GetAccessorDeclaration | undefined =>
  of.declaration.members.find((element): element is ts.MethodDeclaration | ts.GetAccessorDeclaration => (ts.isMethodDeclaration(element) ? element.body !== undefined : ts.isGetAccessor(element)) && !isStatic(element) && nameIs(element.name, name));

const nameIs = (written: ts.PropertyName | undefined, name: string): boolean => written !== undefined && !ts.isComputedPropertyName(written) && written.text === name;

/** A function of an object, called as its member. */
export const bound = (value: FunctionValue, self: Value): FunctionValue => (ts.isArrowFunction(value.declaration) ? value : { ...value, self });

/** What a package's class is called, for messages. */
export const baseName = (of: ClassCell): string => (of.base === undefined ? '' : labelOf(of.base.origin));
