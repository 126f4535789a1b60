import type ts from 'typescript';
import { evaluate } from './expressions.js';
import { writtenName } from './literals.js';
import { placeOf } from '../project/places.js';
import type { Run } from '../run.js';
import { declare, within, type Scope } from '../values/scope.js';
import type { ObjectCell, Value } from '../values/values.js';

/** TypeScript Handbook, "Enums": what has no value of its own follows the one before. */
export function enumOf(statement: ts.EnumDeclaration, outer: Scope, run: Run): Value {
  const cell: ObjectCell = { entries: new Map(), rest: [], made: run.guards };
  const scope = within(outer);
  let next: number | undefined = 0;
  for (const { name, initializer } of statement.members) {
    const text = writtenName(name);
    const key = placeOf(name, outer.module);
    if (text === undefined) continue;
    const value: Value = initializer !== undefined ? evaluate(initializer, scope, run) : next === undefined ? run.unknown('it follows something that is not known here', key) : { kind: 'scalar', value: next, origin: key };
    next = value.kind === 'scalar' && typeof value.value === 'number' ? value.value + 1 : undefined;
    cell.entries.set(text, { key, value, getter: false });
    if (value.kind === 'scalar' && typeof value.value === 'number') cell.entries.set(String(value.value), { key, value: { kind: 'scalar', value: text, origin: key }, getter: false });
    declare(scope, text, value, run.guards);
  }
  return { kind: 'object', cell, origin: placeOf(statement.name, outer.module) };
}
