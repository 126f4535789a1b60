import type { Origin } from '../../../core/source.js';
import { bound, methodOf } from './classes.js';
import { invoke } from './functions.js';
import { importOf } from '../project/modules.js';
import { GLOBAL, globalMember } from '../builtins/globals.js';
import { chosen, overChoices, scalarAt } from './operators.js';
import { at, partOf } from '../project/places.js';
import { labelOf, type Run } from '../run.js';
import { isYes, open } from '../values/tests.js';
import type { Choice, External, ObjectCell, UnknownValue, Value } from '../values/values.js';

/** The member `name` of a value, used at `place`. */
export function member(holder: Value, name: string, place: Origin, run: Run): Value {
  return overChoices(holder, run, (one) => memberOf(one, name, place, run));
}

function memberOf(holder: Exclude<Value, Choice>, name: string, place: Origin, run: Run): Value {
  switch (holder.kind) {
    case 'object':
      return ofCell(holder.cell, holder, name, place, run) ?? restOf(holder.cell, name, place, run) ?? missing(place);
    case 'instance': {
      const found = ofCell(holder.cell.fields, holder, name, place, run) ?? methodOf(holder, name, place, run);
      if (found !== undefined) return found;
      const { base } = holder.cell;
      return base === undefined ? (restOf(holder.cell.fields, name, place, run) ?? missing(place)) : ofExternal(base, holder, name, place, run);
    }
    case 'class': {
      for (let cell: Value | undefined = holder; cell !== undefined; cell = cell.kind === 'class' ? cell.cell.base : undefined) {
        if (cell.kind === 'external') return ofExternal(cell.external, cell, name, place, run);
        if (cell.kind !== 'class') break;
        const found = ofCell(cell.cell.statics, holder, name, place, run);
        if (found !== undefined) return found;
      }
      return name === 'name' ? scalarAt(holder.cell.name, place) : missing(place);
    }
    case 'external':
      return ofExternal(holder.external, holder, name, place, run);
    case 'unknown':
      return ofUnknown(holder, name, place, run);
    case 'list':
      if (name === 'length') return lengthOf(holder.cell.items, place, run);
      return missing(place);
    case 'scalar':
    case 'text':
      if (name === 'length' && holder.kind === 'scalar' && typeof holder.value === 'string') return scalarAt(holder.value.length, place);
      return holder.kind === 'text' ? run.unknown(`\`${labelOf(place)}\` is not known here`, place) : missing(place);
    case 'json':
      return run.unknown(`\`${labelOf(place)}\` is not known here`, place);
    case 'undefined':
      return run.unknown(`\`${labelOf(holder.origin)}\` is undefined`, place);
    case 'function':
      return missing(place);
  }
}

const missing = (place: Origin): Value => ({ kind: 'undefined', origin: place });

function ofCell(cell: ObjectCell, holder: Value, name: string, place: Origin, run: Run): Value | undefined {
  const slot = cell.entries.get(name);
  if (slot === undefined) return undefined;
  if (slot.getter && slot.value.kind === 'function') return at(invoke({ ...slot.value, self: holder }, [], place, run), place, 'function');
  const value = holder.kind === 'object' && slot.value.kind === 'function' ? bound(slot.value, holder) : slot.value;
  return at(value, place);
}

/** What was spread into an object from somewhere unknown may have any member. */
function restOf({ rest }: ObjectCell, name: string, place: Origin, run: Run): Value | undefined {
  const [part] = rest;
  return part === undefined ? undefined : ofUnknown(part, name, place, run);
}

/** The members of what is chosen outside are chosen there as well. */
function ofUnknown(holder: UnknownValue, name: string, place: Origin, run: Run): Value {
  if (holder.input === undefined || holder.input.default !== undefined) return run.unknown(holder.reason, place);
  const path = `${holder.input.name}.${name}`;
  return run.unknown(`\`${path.length > 80 ? name : path}\` is not known here`, place, run.mayHaveInput(path) ? run.input(path) : undefined);
}

function ofExternal(external: External, holder: Value, name: string, place: Origin, run: Run): Value {
  const { how } = external;
  const global = how.kind === 'import' && how.module === GLOBAL ? globalMember(how.names, name, place, holder, run) : undefined;
  if (global !== undefined) return global;
  // An assignment to a member of what a package made is seen where it is made of that; here its last value counts.
  const known = external.members.get(name);
  if (known !== undefined) return { kind: 'external', external: known, origin: place };
  const made = how.kind === 'import' ? importOf(how.module, [...how.names, name], place, run) : run.external({ kind: 'member', of: { kind: 'external', external, origin: holder.origin }, name }, place);
  external.members.set(name, made);
  return { kind: 'external', external: made, origin: place };
}

function lengthOf(items: readonly { readonly rest: boolean; readonly test: { readonly kind: string } }[], place: Origin, run: Run): Value {
  const isSettled = items.every(({ rest, test }) => !rest && test.kind === 'fixed');
  return isSettled ? scalarAt(items.length, place) : run.unknown(`\`${labelOf(place)}\` is not known here`, place);
}

/** `holder[key]`. */
export function elementOf(holder: Value, key: Value, place: Origin, run: Run): Value {
  return overChoices(key, run, (name) => {
    if (name.kind !== 'scalar') return anyOf(holder, name, place, run);
    return overChoices(holder, run, (one) => {
      if (one.kind !== 'list') return memberOf(one, String(name.value), place, run);
      if (typeof name.value !== 'number') return memberOf(one, String(name.value), place, run);
      const { items } = one.cell;
      const item = items[name.value];
      const isSettled = items.slice(0, name.value + 1).every(({ rest, test }) => !rest && isYes(test));
      if (isSettled) return item === undefined ? (items.some(({ rest }) => rest) ? run.unknown('the list is not known as a whole', place) : missing(place)) : at(partOf(one, item.value), place);
      return run.unknown('the list is not known as a whole', place);
    });
  });
}

/** A member by a name that is chosen outside: one of those that there are. */
function anyOf(holder: Value, key: Exclude<Value, Choice>, place: Origin, run: Run): Value {
  return overChoices(holder, run, (one) => {
    if (one.kind !== 'object' || one.cell.entries.size > 32 || one.cell.entries.size === 0 || key.kind !== 'unknown' || key.input === undefined) return run.unknown(`\`${labelOf(place)}\` is not known here`, place);
    const { input } = key;
    let found: Value = one.cell.rest[0] ?? missing(place);
    for (const name of one.cell.entries.keys()) input.literals.add(name);
    for (const [name, slot] of [...one.cell.entries].reverse()) {
      const value = slot.getter ? run.unknown(`\`${labelOf(place)}\` is not known here`, place) : slot.value;
      found = chosen(open({ kind: 'equals', input, value: name }), at(value, place), found, place);
    }
    return found;
  });
}

