import { argumentsIn, methodCall } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { derivedGivings } from './derived.js';
import { givenBy, type Given } from './documents.js';
import { holdersOf, isHolder, type Holder } from './holders.js';
import { externalsIn } from './values.js';

/** Something that gives a principal more than its declaration says. */
export interface Giving {
  readonly call: External;
  readonly to: Value;
  /** Which of the roles of a construct. */
  readonly member: string;
  readonly what:
    | { readonly kind: 'statements'; readonly of: (resolver: Resolver, exists: Given['exists']) => readonly Given[] }
    | { readonly kind: 'managed' | 'group'; readonly value: Value }
    /** A policy of its own, which names its holders. */
    | { readonly kind: 'inline'; readonly policy: Value };
}

/** Methods that add a statement, and to which role of their receiver. */
export const statementMethods: ReadonlyMap<string, string> = new Map([
  ['addToPolicy', 'role'],
  ['addToPrincipalPolicy', 'role'],
  ['addToRolePolicy', 'role'],
  ['addToTaskRolePolicy', 'taskRole'],
  ['addToExecutionRolePolicy', 'executionRole'],
  ['addToDeploymentRolePolicy', 'deploymentRole'],
]);

/** What gives something to somebody; undefined for nearly everything. */
function givingOf(call: External, all: readonly External[]): readonly Giving[] {
  const args = argumentsIn(call);
  const first = args[0]?.value;
  const method = methodCall(call);
  const member = method === undefined ? undefined : statementMethods.get(method.name);
  if (method !== undefined && member !== undefined) return [{ call, to: method.receiver, member, what: { kind: 'statements', of: (resolver, exists) => givenBy({ args: args.slice(0, 1), exists }, resolver) } }];
  if (method !== undefined && first !== undefined) {
    switch (method.name) {
      case 'addManagedPolicy':
        return [{ call, to: method.receiver, member: 'role', what: { kind: 'managed', value: first } }];
      case 'attachInlinePolicy':
        return [{ call, to: method.receiver, member: 'role', what: { kind: 'inline', policy: first } }];
      case 'addToGroup':
        return [{ call, to: method.receiver, member: 'role', what: { kind: 'group', value: first } }];
      case 'addUser':
        return [{ call, to: first, member: 'role', what: { kind: 'group', value: method.receiver } }];
      default:
    }
  }
  return derivedGivings(call, all);
}

export interface Givings {
  /** What may be given to a construct, or to the role that it makes. */
  readonly to: (external: External) => readonly Giving[];
  /** To somebody who is not known, by the call. */
  readonly elsewhere: (call: External) => readonly Giving[];
  /** The holders that may be given a policy. */
  readonly ofPolicy: (policy: External) => readonly Giving[];
}

const indexes = new WeakMap<readonly External[], Givings>();

/** All that is given in a program, whatever it depends on. */
export function givingsIn(all: readonly External[]): Givings {
  const known = indexes.get(all);
  if (known !== undefined) return known;
  const to = new Map<External, Giving[]>();
  const elsewhere = new Map<External, Giving[]>();
  const ofPolicy = new Map<External, Giving[]>();
  const enter = (index: Map<External, Giving[]>, key: External, giving: Giving): void => {
    const found = index.get(key);
    if (found === undefined) index.set(key, [giving]);
    else if (!found.includes(giving)) found.push(giving);
  };
  for (const giving of all.flatMap((external) => givingOf(external, all))) {
    for (const { holder } of holdersOf(giving.to, giving.member)) enter(holder.kind === 'elsewhere' ? elsewhere : to, holder.kind === 'elsewhere' ? giving.call : holder.external, giving);
    if (giving.what.kind === 'inline') for (const policy of externalsIn(giving.what.policy)) enter(ofPolicy, policy, giving);
  }
  const givings: Givings = { to: (external) => to.get(external) ?? [], elsewhere: (call) => elsewhere.get(call) ?? [], ofPolicy: (policy) => ofPolicy.get(policy) ?? [] };
  indexes.set(all, givings);
  return givings;
}

/** What one holder is given in one world, and whether it surely is. */
export function receivedBy(holder: Holder, givings: readonly Giving[], resolver: Resolver): readonly { readonly giving: Giving; readonly exists: Given['exists'] }[] {
  return givings.flatMap((giving) => {
    const truth = resolver.exists(giving.call.guards);
    const arm = truth === 'no' ? undefined : holdersOf(giving.to, giving.member, resolver).find((one) => isHolder(one.holder, holder));
    return arm === undefined || truth === 'no' ? [] : [{ giving, exists: arm.sure && truth === 'yes' ? ('yes' as const) : ('maybe' as const) }];
  });
}
