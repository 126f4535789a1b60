import { partOf } from '../../program/project/places.js';
import type { Resolver } from '../../program/resolver.js';
import type { Argument, Choice, External, ObjectCell, Value } from '../../program/values/values.js';

/** One of the values that something may be; without alternatives it is sure. */
export interface Arm {
  readonly value: Value;
  readonly sure: boolean;
}

/** Alternatives that are looked at: far more than anybody writes. */
const MOST_ARMS = 64;

/** What a value may be: in one world, or in any where there is no resolver. */
export function armsOf(value: Value | undefined, resolver?: Resolver): readonly Arm[] {
  const found: Arm[] = [];
  const pending: Arm[] = value === undefined ? [] : [{ value, sure: true }];
  for (let next = pending.pop(); next !== undefined && found.length < MOST_ARMS; next = pending.pop()) {
    const settled = resolver === undefined ? next.value : resolver.settled(next.value);
    if (settled.kind !== 'choice') found.push({ value: settled, sure: next.sure });
    else pending.push({ value: partOf(settled, settled.otherwise), sure: false }, { value: partOf(settled, settled.then), sure: false });
  }
  return found;
}

/** The external that a value is, or that an instance of a class of the program extends. */
export const externalIn = (value: Value | undefined): External | undefined => (value?.kind === 'external' ? value.external : value?.kind === 'instance' ? value.cell.base : undefined);

/** All externals that a value may be. */
export const externalsIn = (value: Value | undefined): readonly External[] => armsOf(value).flatMap((arm) => externalIn(arm.value) ?? []);

/** Choices within choices. */
const MOST_CHOICES = 200;

/** The property of an object that is handed over; undefined where it has none. Alternatives share parts: each is looked at once. */
export function property(value: Value | undefined, name: string, looked = new Map<Value, Value | undefined>()): Value | undefined {
  switch (value?.kind) {
    case 'object':
      return ofCell(value.cell, value, name);
    case 'instance':
      return ofCell(value.cell.fields, value, name);
    case 'choice':
      return ofChoice(value, name, looked);
    case 'unknown':
      return value;
    case 'external':
      return { kind: 'unknown', reason: 'it comes from a package', origin: value.origin };
    case 'class':
    case 'function':
    case 'json':
    case 'list':
    case 'scalar':
    case 'text':
    case 'undefined':
    case undefined:
      return undefined;
  }
}

function ofChoice(value: Choice, name: string, looked: Map<Value, Value | undefined>): Value | undefined {
  if (looked.has(value)) return looked.get(value);
  const missing: Value = { kind: 'undefined', origin: value.origin };
  if (looked.size >= MOST_CHOICES) return { kind: 'unknown', reason: 'it depends on too much', origin: value.origin };
  looked.set(value, missing);
  const [then, otherwise] = [property(value.then, name, looked), property(value.otherwise, name, looked)];
  const found: Value | undefined = then === undefined && otherwise === undefined ? undefined : { kind: 'choice', test: value.test, then: then ?? missing, otherwise: otherwise ?? missing, origin: value.origin };
  looked.set(value, found);
  return found;
}

function ofCell(cell: ObjectCell, whole: Value, name: string): Value | undefined {
  const slot = cell.entries.get(name);
  if (slot === undefined) return cell.rest[0];
  return slot.getter ? { kind: 'unknown', reason: 'it is worked out by a getter', origin: slot.key } : partOf(whole, slot.value);
}

/** A member of a list that is handed over; `rest` where it stands for any number of them. */
export interface Listed extends Arm {
  readonly rest: boolean;
}

export function listed(value: Value | undefined, resolver: Resolver): readonly Listed[] {
  return armsOf(value, resolver).flatMap(({ value: one, sure }): readonly Listed[] => {
    switch (one.kind) {
      case 'list':
        return one.cell.items.flatMap((item): readonly Listed[] => {
          const truth = resolver.holds(item.test);
          const is = sure && truth === 'yes';
          return truth === 'no' ? [] : armsOf(partOf(one, item.value), resolver).map((arm) => ({ value: arm.value, sure: is && arm.sure, rest: item.rest }));
        });
      case 'undefined':
        return [];
      case 'scalar':
        return one.value === null ? [] : [{ value: one, sure, rest: false }];
      case 'object':
      case 'instance':
        return [{ value: one, sure, rest: false }];
      case 'choice':
    case 'class':
    case 'external':
    case 'function':
    case 'json':
    case 'text':
    case 'unknown':
        return [{ value: one, sure, rest: true }];
    }
  });
}

/** The arguments of a method that takes any number of them. */
export const listedArguments = (args: readonly Argument[], resolver: Resolver): readonly Listed[] =>
  args.flatMap(({ value, rest }) => armsOf(value, resolver).flatMap((arm) => (arm.value.kind === 'undefined' ? [] : [{ ...arm, rest }])));
