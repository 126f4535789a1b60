import type { Origin } from '../../core/source.js';
import { argumentsIn, methodCall } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { External, Value } from '../program/values/values.js';
import { madeBy } from './names.js';

/** Constructs within constructs: far more than any program nests. */
const MOST_SCOPES = 64;

/** The external that a value is, in one world or as far as it can be told without one. */
type Settle = (value: Value | undefined) => External | undefined;

const settledBy =
  (resolver: Resolver): Settle =>
  (value) =>
    resolver.external(value);

/** Of alternatives the first that is one: what is asked before there are worlds is best effort. */
export function anyExternal(value: Value | undefined): External | undefined {
  if (value?.kind === 'external') return value.external;
  if (value?.kind === 'instance') return value.cell.base;
  return value?.kind === 'choice' ? (anyExternal(value.then) ?? anyExternal(value.otherwise)) : undefined;
}

/** Where a construct is put: what makes one takes its scope and its id first, except for methods of a construct, which put it into that. */
interface Placing {
  readonly scope: Value | undefined;
  readonly id: Value | undefined;
}

function placingOf(external: External): Placing {
  const [first, second] = argumentsIn(external);
  const method = methodCall(external);
  if (method !== undefined) return { scope: method.receiver, id: first?.rest === false ? first.value : undefined };
  const isOpen = first?.rest === true || second?.rest === true;
  return isOpen ? { scope: undefined, id: undefined } : { scope: first?.value, id: second?.value };
}

/** The construct that is the scope of another; undefined for one at the root, or where it is not known. */
const scopeOf = (external: External, settle: Settle): External | undefined => (isRoot(external) ? undefined : constructOf(placingOf(external).scope, settle));

const isRoot = (external: External): boolean => madeBy(external) === 'core.App';

/** The construct that a value is: `this`, a variable, `Stack.of(this)`, `x.stack`, `x.node.scope`. */
function constructOf(value: Value | undefined, settle: Settle, depth = 0): External | undefined {
  const external = settle(value);
  if (external === undefined || depth > MOST_SCOPES) return undefined;
  const { how } = external;
  if (how.kind === 'call' && /^core\.(?:Stack|Stage)\.of$/u.test(madeBy(external) ?? '')) return stackAround(constructOf(how.args[0]?.value, settle, depth + 1), settle);
  if (how.kind !== 'member') return external;
  if (how.name === 'stack') return stackAround(constructOf(how.of, settle, depth + 1), settle);
  if (how.name !== 'scope') return external;
  const node = settle(how.of);
  const inner = node?.how.kind === 'member' && node.how.name === 'node' ? constructOf(node.how.of, settle, depth + 1) : undefined;
  return inner === undefined ? undefined : scopeOf(inner, settle);
}

/** A construct and all that it lies in, the innermost first. */
function chainOf(external: External, settle: Settle): readonly External[] {
  const chain: External[] = [];
  for (let at: External | undefined = external; at !== undefined && chain.length < MOST_SCOPES && !chain.includes(at); at = scopeOf(at, settle)) chain.push(at);
  return chain;
}

const stackAround = (external: External | undefined, settle: Settle): External | undefined => (external === undefined ? undefined : chainOf(external, settle).find(isStack));

/** What becomes a template of its own. A nested stack is deployed with the one around it; packages have stacks of their own. */
const isStack = (external: External): boolean => {
  const name = madeBy(external);
  if (name !== undefined) return name === 'core.Stack';
  const { how } = external;
  return how.kind === 'new' && how.callee.kind === 'external' && how.callee.external.how.kind === 'import' && (how.callee.external.how.names.at(-1) ?? '').endsWith("Stack");
};

const numbers = new WeakMap<External, number>();
let count = 0;

function numberOf(external: External): number {
  const known = numbers.get(external) ?? count++;
  numbers.set(external, known);
  return known;
}

/** Tells the stack in which something is made from others; empty where that is not known. */
export function groupOf(external: External): string {
  const stack = chainOf(external, anyExternal).find(isStack);
  return stack === undefined ? '' : `stack ${String(numberOf(stack))}`;
}

/** Whether a construct lies in another, or is it. */
export const isWithin = (external: External, scope: External): boolean => chainOf(external, anyExternal).includes(scope);

/** The construct in which another is made, in one world. */
export const scopeIn = (external: External, resolver: Resolver): External | undefined => scopeOf(external, settledBy(resolver));

const paths = new WeakMap<Resolver, Map<External, string>>();

/**
 * The path of a construct as the CDK has it (constructs documentation, `Node.path`): the ids from the App down, without those that stand
 * for the construct around them (`Resource`, `Default`). What is not known of an id is `?`; of a scope that is not known there is nothing.
 * A construct has one path: where it depends on a choice, that of the defaults.
 */
export function pathOf(external: External, resolver: Resolver): string {
  const known = paths.get(resolver) ?? new Map<External, string>();
  paths.set(resolver, known);
  const before = known.get(external);
  if (before !== undefined) return before;
  const ids = chainOf(external, settledBy(resolver)).flatMap((one) => idText(one, resolver)).reverse();
  while (ids.length > 1 && /^(?:Resource|Default)$/u.test(ids.at(-1) ?? '')) ids.pop();
  // In every world it is asked for anew, for the worlds must agree on what they ask; but a thing keeps the name that it had in the first.
  const path = firstPaths.get(external) ?? ids.join('/');
  firstPaths.set(external, path);
  known.set(external, path);
  return path;
}

const firstPaths = new WeakMap<External, string>();

function idText(external: External, resolver: Resolver): readonly string[] {
  if (isRoot(external)) return [];
  const { id, scope } = placingOf(external);
  if (id === undefined || id.kind === 'undefined') return isStack(external) && (scope === undefined || scope.kind === 'undefined') ? ['Default'] : ['?'];
  const node = resolver.node(id, external.at);
  const text = node.kind === 'scalar' ? node.text : node.kind === 'unknown' ? node.text.map((part) => (typeof part === 'string' ? part : '?')).join('') : '?';
  return [text.replaceAll('/', '--')];
}

/** The id that a construct is given, as a text where it is known as one. */
export function idIn(external: External, resolver: Resolver): string | undefined {
  const node = resolver.node(placingOf(external).id, external.at);
  return node.kind === 'scalar' ? node.text : undefined;
}

/** The place of the id of a construct; where there is none, of what makes it. */
export function idOf(external: External): Origin {
  const { id } = placingOf(external);
  if (id?.kind === 'scalar' || id?.kind === 'text') return id.origin;
  const { how } = external;
  return how.kind === 'new' || how.kind === 'call' ? how.callee.origin : external.at;
}

/** The stack that a value is, or lies in; of a nested stack that itself. */
export const stackIn = (value: Value | undefined, resolver: Resolver): External | undefined => {
  const settle = settledBy(resolver);
  const construct = constructOf(value, settle);
  return construct === undefined ? undefined : chainOf(construct, settle).find((one) => isStack(one) || madeBy(one) === 'core.NestedStack');
};
