import type { Resolver } from '../program/resolver.js';
import type { External } from '../program/values/values.js';

/** The addresses of one world. */
interface Addresses {
  readonly byExternal: Map<External, string>;
  readonly taken: Set<string>;
  /** How often a name was asked for with a type: below that every number is taken. */
  readonly times: Map<string, number>;
}

const worlds = new WeakMap<Resolver, Addresses>();

/**
 * The address of a resource, which is that of no other in its world: `plain`, or `plain (type)` where another one is called so
 * already, or that with a number.
 */
export function uniqueAddress(external: External, plain: string, type: string, resolver: Resolver): string {
  const { byExternal, taken, times } = worlds.get(resolver) ?? fresh(resolver);
  const known = byExternal.get(external);
  if (known !== undefined) return known;
  const longer = `${plain} (${type})`;
  let time = times.get(longer) ?? 0;
  const named = (): string => (time === 0 ? plain : time === 1 ? longer : `${longer} ${String(time)}`);
  while (taken.has(named())) time++;
  const address = named();
  times.set(longer, time);
  byExternal.set(external, address);
  taken.add(address);
  return address;
}

function fresh(resolver: Resolver): Addresses {
  const addresses: Addresses = { byExternal: new Map(), taken: new Set(), times: new Map() };
  worlds.set(resolver, addresses);
  return addresses;
}
