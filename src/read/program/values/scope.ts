import type { Origin } from '../../../core/source.js';
import { chosen } from '../evaluation/operators.js';
import { since, type Guards } from './tests.js';
import type { Module } from '../project/modules.js';
import type { Value } from './values.js';

/** A variable; `read` where its value is looked for only when it is asked for: what is imported. */
export interface Variable {
  value: Value | undefined;
  readonly read?: () => Value;
  /** What held when it was declared. */
  readonly declared: Guards;
}

/** Where names have their meaning. */
export interface Scope {
  readonly names: Map<string, Variable>;
  readonly outer: Scope | undefined;
  readonly module: Module;
  /** What `this` is in the functions and class bodies of this scope. */
  readonly self: Value | undefined;
}

export const within = (outer: Scope, self: Value | undefined = outer.self): Scope => new Inner(outer, self);

/** Every block is one, and most declare nothing. */
class Inner implements Scope {
  readonly module: Module;
  private own: Map<string, Variable> | undefined;

  constructor(
    readonly outer: Scope,
    readonly self: Value | undefined,
  ) {
    this.module = outer.module;
  }

  get names(): Map<string, Variable> {
    return (this.own ??= new Map());
  }

  find(name: string): Variable | undefined {
    return this.own?.get(name);
  }
}

export function lookup(scope: Scope, name: string): Variable | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const found = at instanceof Inner ? at.find(name) : at.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function declare(scope: Scope, name: string, value: Value | undefined, declared: Guards): void {
  scope.names.set(name, { value, declared });
}

/** The value that something has after `value` was put in its place where `guards` hold. */
export function replaced(before: Value | undefined, value: Value, guards: Guards, declared: Guards, origin: Origin): Value {
  return chosen(since(guards, declared), value, before ?? { kind: 'undefined', origin }, origin);
}

