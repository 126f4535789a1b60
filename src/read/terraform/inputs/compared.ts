import { append } from '../../../core/long.js';
import type { Expression, Name, TemplatePart } from '../../text/hcl/syntax.js';
import { plainTemplate, type Body } from '../../text/hcl/syntax.js';
import type { Library } from '../../library.js';
import { calledBy } from '../evaluation/modules.js';
import { attribute, type Module } from '../module.js';

/** The literals with which each variable of a module is compared: the values worth a world of their own. */
export type Compared = ReadonlyMap<string, ReadonlySet<string>>;

const results = new WeakMap<Module, Map<string, Set<string>>>();

/**
 * The other side of `==`, the items of `contains`, the keys of an object that is indexed, both values of a condition. What
 * a module that is called compares its variables with concerns those of the caller that are passed on.
 */
export function comparedIn(module: Module, library: Library): Compared {
  const known = results.get(module);
  if (known !== undefined) return known;
  const found = new Map<string, Set<string>>();
  // Set before it is filled: modules that call each other add nothing to what they say once.
  results.set(module, found);
  const add = (name: string | undefined, literals: readonly string[]): void => {
    if (name !== undefined) found.set(name, new Set([...(found.get(name) ?? []), ...literals]));
  };
  const see = (expression: Expression): void => {
    look(expression, module, add);
  };
  for (const { value } of module.locals.values()) everyOf(value, see);
  for (const { value } of module.outputs.values()) everyOf(value, see);
  for (const { body } of module.resources.values()) inBody(body, see);
  for (const { body } of module.calls.values()) {
    inBody(body, see);
    passedOn(body, module, library, add);
  }
  return found;
}

type Add = (name: string | undefined, literals: readonly string[]) => void;

/** Chosen like a variable, and the same in every module. No variable can have a dot in its name. */
export const WORKSPACE = 'terraform.workspace';

/** The variable that an expression is: `var.x`, or `local.y` that is nothing else. */
export function variableOf(expression: Expression, module: Module, depth = 0): string | undefined {
  if (expression.kind === 'parens') return variableOf(expression.inner, module, depth);
  if (expression.kind !== 'getAttr' || expression.object.kind !== 'variable') return undefined;
  if (expression.object.name === 'var') return expression.name;
  if (expression.object.name === 'terraform' && expression.name === 'workspace') return WORKSPACE;
  const local = expression.object.name === 'local' ? module.locals.get(expression.name) : undefined;
  return local === undefined || depth > 8 ? undefined : variableOf(local.value, module, depth + 1);
}

export function literalOf(expression: Expression | Name): string | undefined {
  if (expression.kind === 'template') return plainTemplate(expression);
  if (expression.kind === 'literal') return expression.value === null ? undefined : expression.text;
  if (expression.kind === 'name') return expression.text;
  return expression.kind === 'parens' ? literalOf(expression.inner) : undefined;
}

const literalsIn = (items: readonly (Expression | Name)[]): readonly string[] => items.flatMap((item) => literalOf(item) ?? []);

function look(expression: Expression, module: Module, add: Add): void {
  const condition = (tested: Expression): void => {
    const bare = tested.kind === 'unary' && tested.operator === '!' ? tested.operand : tested;
    add(variableOf(bare, module), ['true', 'false']);
  };
  if (expression.kind === 'binary') {
    if (expression.operator === '==' || expression.operator === '!=') {
      add(variableOf(expression.left, module), literalsIn([expression.right]));
      add(variableOf(expression.right, module), literalsIn([expression.left]));
    }
    if (expression.operator === '&&' || expression.operator === '||') [expression.left, expression.right].forEach(condition);
  }
  if (expression.kind === 'conditional') condition(expression.condition);
  if (expression.kind === 'for' && expression.condition !== undefined) condition(expression.condition);
  if (expression.kind === 'index') add(variableOf(expression.key, module), keysOf(expression.collection, module));
  if (expression.kind !== 'call') return;
  const [first, second] = expression.arguments;
  if (first === undefined || second === undefined) return;
  if (expression.name === 'contains' && first.kind === 'tuple') add(variableOf(second, module), literalsIn(first.items));
  if (expression.name === 'lookup') add(variableOf(second, module), keysOf(first, module));
}

/** The keys of an object that is written out, there or in a local value. */
function keysOf(expression: Expression, module: Module, depth = 0): readonly string[] {
  if (expression.kind === 'object') return literalsIn(expression.items.map(({ key }) => key));
  if (expression.kind === 'parens') return keysOf(expression.inner, module, depth);
  const local = expression.kind === 'getAttr' && expression.object.kind === 'variable' && expression.object.name === 'local' ? module.locals.get(expression.name) : undefined;
  return local === undefined || depth > 8 ? [] : keysOf(local.value, module, depth + 1);
}

function passedOn(body: Body, module: Module, library: Library, add: Add): void {
  const called = calledBy({ body }, module, library);
  if (called === undefined) return;
  for (const [name, literals] of comparedIn(called, library)) {
    if (name === WORKSPACE) add(name, [...literals]);
    const value = attribute(body, name);
    if (value !== undefined) add(variableOf(value, module), [...literals]);
  }
}

function inBody(body: Body, see: (expression: Expression) => void): void {
  const pending: Body[] = [body];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { value } of next.attributes) everyOf(value, see);
    for (const { body: inner } of next.blocks) pending.push(inner);
  }
}

/** Every expression in one. */
export function everyOf(start: Expression, see: (expression: Expression) => void): void {
  const pending: Expression[] = [start];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    see(next);
    append(pending, partsOf(next));
  }
}

const present = <T>(...items: readonly (T | undefined)[]): readonly T[] => items.filter((item) => item !== undefined);

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'template':
      return inParts(expression.parts);
    case 'getAttr':
      return [expression.object];
    case 'index':
      return [expression.collection, expression.key];
    case 'splat':
      return [expression.collection, expression.each];
    case 'call':
      return expression.arguments;
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.flatMap(({ key, value }) => (key.kind === 'name' ? [value] : [key, value]));
    case 'for':
      return present(expression.collection, expression.key, expression.value, expression.condition);
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'parens':
      return [expression.inner];
    case 'literal':
    case 'variable':
    case 'item':
    case 'invalid':
      return [];
  }
}

const inParts = (parts: readonly TemplatePart[]): readonly Expression[] =>
  parts.flatMap((part) => {
    switch (part.kind) {
      case 'text':
        return [];
      case 'interpolation':
        return [part.value];
      case 'ifDirective':
        return [part.condition, ...inParts(part.whenTrue), ...inParts(part.whenFalse)];
      case 'forDirective':
        return [part.collection, ...inParts(part.parts)];
    }
  });
