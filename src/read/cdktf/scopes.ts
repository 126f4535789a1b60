import type { Origin } from '../../core/source.js';
import { argumentsIn } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { External, Value } from '../program/values/values.js';
import { madeByCore } from './names.js';

/** Constructs within constructs: far more than any program nests. */
const MOST_SCOPES = 64;

/** The external that a value is, in one world or as far as it can be told without one. */
type Settle = (value: Value | undefined) => External | undefined;

/** Of alternatives the first that is one: what is asked before there are worlds is best effort. */
export function anyExternal(value: Value | undefined): External | undefined {
  if (value?.kind === 'external') return value.external;
  if (value?.kind === 'instance') return value.cell.base;
  return value?.kind === 'choice' ? (anyExternal(value.then) ?? anyExternal(value.otherwise)) : undefined;
}

/** The arguments of a construct: where it is put, what it is called, and what it is given. */
export function placed(external: External, index: 0 | 1 | 2): Value | undefined {
  const before = argumentsIn(external).slice(0, index + 1);
  return before.some(({ rest }) => rest) ? undefined : before[index]?.value;
}

const isRoot = (external: External): boolean => /^App$|^Testing\./u.test(madeByCore(external) ?? '');
const isStack = (external: External): boolean => madeByCore(external) === 'TerraformStack';

/** A construct and all that it lies in, the innermost first, without the App. */
function chainOf(external: External, settle: Settle): readonly External[] {
  const chain: External[] = [];
  for (let at: External | undefined = external; at?.how.kind === 'new' && !isRoot(at) && chain.length < MOST_SCOPES; at = settle(placed(at, 0))) chain.push(at);
  return chain;
}

/** The path of a construct as cdktf has it (`Node.path`): the ids from the stack down. What is not known of an id is `?`. Where it depends on a choice, that of the defaults counts. */
export function pathOf(external: External, resolver: Resolver): string {
  // In every world it is asked for anew, for the worlds must agree on what they ask.
  const path = chainOf(external, (value) => resolver.external(value)).map((one) => idText(one, resolver)).reverse().join('/');
  const first = firstPaths.get(external) ?? path;
  firstPaths.set(external, first);
  return first;
}

const firstPaths = new WeakMap<External, string>();

function idText(external: External, resolver: Resolver): string {
  const id = placed(external, 1);
  const node = resolver.node(id, external.at);
  if (node.kind === 'scalar') return node.text;
  return node.kind === 'unknown' ? node.text.map((part) => (typeof part === 'string' ? part : '?')).join('') : '?';
}

/** The place of the id of a construct; where there is none, of what makes it. */
export function idOf(external: External): Origin {
  const id = placed(external, 1);
  if (id?.kind === 'scalar' || id?.kind === 'text') return id.origin;
  const { how } = external;
  return how.kind === 'new' || how.kind === 'call' ? how.callee.origin : external.at;
}

const numbers = new WeakMap<External, number>();
let count = 0;

/** Tells one external from others. */
export function numberOf(external: External): number {
  const known = numbers.get(external) ?? count++;
  numbers.set(external, known);
  return known;
}

/** Tells the stack in which something is made from others; empty where that is not known. Each stack has a state of its own. */
export function stackOf(external: External): string {
  const stack = chainOf(external, anyExternal).find(isStack);
  return stack === undefined ? '' : String(numberOf(stack));
}
