import type { Argument, External, How, InstanceCell, Value } from '../values/values.js';

/** A name of a package: its module and, joined by dots, the names in it. */
export interface Name {
  readonly module: string;
  readonly name: string;
}

/** The name by which a value is imported; of a class of the program, that which it extends. Alternatives have none. */
export function importedName(value: Value | undefined): Name | undefined {
  if (value?.kind === 'class') return importedName(value.cell.base);
  if (value?.kind !== 'external') return undefined;
  return ownName(value.external.how);
}

const names = new WeakMap<How, Name>();

/** The same for the same import, so that what is known of a name can be remembered. */
function ownName(how: How): Name | undefined {
  if (how.kind !== 'import') return undefined;
  const known = names.get(how) ?? { module: how.module, name: how.names.join('.') };
  names.set(how, known);
  return known;
}

/** The class of something made with `new`, or the function that was called; undefined where it is a method of a thing. */
export function calleeName({ how }: External): Name | undefined {
  return how.kind === 'new' || how.kind === 'call' ? importedName(how.callee) : ownName(how);
}

/** For a call of a method: what it is a method of, and its name. */
export function methodCall({ how }: External): { readonly receiver: Value; readonly name: string } | undefined {
  if (how.kind !== 'call' || how.callee.kind !== 'external') return undefined;
  const callee = how.callee.external.how;
  return callee.kind === 'member' ? { receiver: callee.of, name: callee.name } : undefined;
}

export const argumentsIn = ({ how }: External): readonly Argument[] => (how.kind === 'new' || how.kind === 'call' ? how.args : []);

/** The instance of a class of the program that extends what was made. */
export const instanceOf = ({ how }: External): InstanceCell | undefined => (how.kind === 'new' ? how.by : undefined);
