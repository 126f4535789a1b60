import * as ts from 'typescript';
import type { Origin } from '../../../core/source.js';
import { bindPattern, withDefault } from './assignments.js';
import { evaluate } from './expressions.js';
import { at, placeOf } from '../project/places.js';
import { labelOf, type Run } from '../run.js';
import { within, type Scope } from '../values/scope.js';
import { maybe } from '../values/tests.js';
import { executeBody, resultOf } from './statements.js';
import type { Argument, FunctionValue, Value } from '../values/values.js';

/** A function as a value. An arrow function has the `this` of where it stands. */
export function functionOf(declaration: ts.SignatureDeclaration, scope: Scope, self: Value | undefined): FunctionValue {
  return { kind: 'function', declaration, scope, self: ts.isArrowFunction(declaration) ? scope.self : self, origin: placeOf(declaration, scope.module) };
}

/** What a call of a function of the program comes to. */
export function invoke(called: FunctionValue, args: readonly Argument[], place: Origin, run: Run): Value {
  const { declaration } = called;
  const body = bodyOf(declaration);
  if (body === undefined) return run.unknown(`\`${labelOf(place)}\` has no body`, place);
  // What it gives is made while others read it, as far as they do.
  if (isGenerator(declaration)) run.where(maybe('how far a generator is read is not known here'), () => enter(called, body, args, place, run));
  return isGenerator(declaration) ? run.unknown('what a generator gives is not evaluated', place) : enter(called, body, args, place, run);
}

function enter(called: FunctionValue, body: ts.ConciseBody, args: readonly Argument[], place: Origin, run: Run): Value {
  const { declaration } = called;
  const result = run.enter(declaration, called.scope.module.source, () => {
    const scope = within(called.scope, called.self);
    bindParameters(declaration.parameters, args, scope, place, run);
    if (!ts.isBlock(body)) return evaluate(body, scope, run);
    return resultOf(run.calling(() => executeBody(body, scope, run)), { kind: 'undefined', origin: place }, place);
  });
  return result ?? run.unknown('calls are nested too deep', place);
}

const bodyOf = (declaration: ts.SignatureDeclaration): ts.ConciseBody | undefined => ('body' in declaration ? (declaration.body) : undefined);

const isGenerator = (declaration: ts.SignatureDeclaration): boolean => 'asteriskToken' in declaration && declaration.asteriskToken !== undefined;

/** Gives parameters their arguments, or their defaults. */
export function bindParameters(parameters: readonly ts.ParameterDeclaration[], args: readonly Argument[], scope: Scope, place: Origin, run: Run): void {
  const open = args.findIndex(({ rest }) => rest);
  for (const [index, parameter] of parameters.entries()) {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') continue;
    const given = argumentAt(index, args, open, parameter, place, run);
    const value = parameter.initializer === undefined ? given : withDefault(given, parameter.initializer, placeOf(parameter.name, scope.module), scope, run);
    bindPattern(parameter.name, value, scope, run);
  }
}

function argumentAt(index: number, args: readonly Argument[], open: number, parameter: ts.ParameterDeclaration, place: Origin, run: Run): Value {
  if (parameter.dotDotDotToken !== undefined) {
    const items = args.slice(index).map(({ value, rest }) => ({ value, rest, test: { kind: 'fixed', holds: true } as const }));
    return { kind: 'list', cell: { items, made: run.guards }, origin: place };
  }
  if (open !== -1 && index >= open) return run.unknown('the arguments are not known here', place);
  return args[index]?.value ?? { kind: 'undefined', origin: place };
}

/** Parameters of a function that nobody in view calls: each is something that its caller chooses. */
export function openParameters(parameters: readonly ts.ParameterDeclaration[], scope: Scope, run: Run, owner: string): readonly Argument[] {
  return parameters.map((parameter, index) => {
    const place = placeOf(parameter.name, scope.module);
    const name = ts.isIdentifier(parameter.name) ? parameter.name.text : `argument ${String(index + 1)}${owner === '' ? '' : ` of ${owner}`}`;
    return { value: run.unknown(`\`${name}\` is not known here: nothing in view calls this`, place, run.input(uniqueName(name, owner, run))), rest: parameter.dotDotDotToken !== undefined };
  });
}

/** Inputs of one name in several classes are not the same. */
function uniqueName(name: string, owner: string, run: Run): string {
  const names = owners.get(run) ?? new Map<string, string>();
  owners.set(run, names);
  const first = names.get(name) ?? owner;
  names.set(name, first);
  return first === owner || owner === '' ? name : `${name} of ${owner}`;
}

const owners = new WeakMap<Run, Map<string, string>>();

/** What `f(...args)` gives where `f` may be one of several things. */
export const fromEach = (place: Origin, value: Value): Value => at(value, place, 'function');

