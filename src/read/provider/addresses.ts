import type { Resolver } from '../program/resolver.js';
import type { External } from '../program/values/values.js';

/** The addresses of one world. */
interface Addresses {
  readonly byExternal: Map<External, string>;
  readonly taken: Set<string>;
}

const worlds = new WeakMap<Resolver, Addresses>();

/**
 * The address of a resource, which is that of no other in its world: `plain`, or `plain (type)` where another one is called so
 * already, or that with a number.
 */
export function uniqueAddress(external: External, plain: string, type: string, resolver: Resolver): string {
  const { byExternal, taken } = worlds.get(resolver) ?? fresh(resolver);
  const known = byExternal.get(external);
  if (known !== undefined) return known;
  let address = plain;
  for (let time = 1; taken.has(address); time++) address = time === 1 ? `${plain} (${type})` : `${plain} (${type}) ${String(time)}`;
  byExternal.set(external, address);
  taken.add(address);
  return address;
}

function fresh(resolver: Resolver): Addresses {
  const addresses: Addresses = { byExternal: new Map(), taken: new Set() };
  worlds.set(resolver, addresses);
  return addresses;
}
