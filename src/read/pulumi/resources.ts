import type { Origin } from '../../core/source.js';
import { argumentsIn } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { External, Value } from '../program/values/values.js';
import { watching } from '../terraform/modelled.js';

/** An argument; undefined where there is none, or none that is known. Resources take their name, what they are given, and options. */
export function argumentAt(external: External, index: number): Value | undefined {
  const before = argumentsIn(external).slice(0, index + 1);
  return before.some(({ rest }) => rest) ? undefined : before[index]?.value;
}

/** The name of a resource in the program, with `?` for what is not known of it. */
export function nameIn(external: External, resolver: Resolver): string {
  const node = resolver.node(argumentAt(external, 0), external.at);
  if (node.kind === 'scalar') return node.text;
  return node.kind === 'unknown' ? node.text.map((part) => (typeof part === 'string' ? part : '?')).join('') : '?';
}

/** The place of the name; where there is none, of what makes the resource. */
export function nameOf(external: External): Origin {
  const name = argumentAt(external, 0);
  if (name?.kind === 'scalar' || name?.kind === 'text') return name.origin;
  const { how } = external;
  return how.kind === 'new' || how.kind === 'call' ? how.callee.origin : external.at;
}

const numbers = new WeakMap<External, number>();
let count = 0;

function numberOf(external: External): number {
  const known = numbers.get(external) ?? count++;
  numbers.set(external, known);
  return known;
}

const isSink = (type: string): boolean => watching.has(type) || type.includes('cloudtrail');

/** Sinks that are made with a provider of their own are in another Region or account: they are groups of their own. */
export function providerGroup(external: External, type: string | undefined): string {
  const options = type !== undefined && isSink(type) ? argumentAt(external, 2) : undefined;
  const provider = options?.kind === 'object' ? options.cell.entries.get('provider')?.value : undefined;
  return provider?.kind === 'external' && provider.external.how.kind === 'new' ? String(numberOf(provider.external)) : '';
}
