import type { Resource } from '../../../core/unit.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { withOverrides } from '../overrides.js';
import { idOf, pathOf } from '../scopes.js';
import { addedTo, statementsIn, given, type Given } from './documents.js';
import { givingsIn, receivedBy } from './givings.js';
import { holderLists, policies } from './identities.js';
import { listed, property } from './values.js';

/** The statements of a `Policy` or `ManagedPolicy`: its own, those of its document, those that are added to either. */
export function statementsOfPolicy(external: External, all: readonly External[], resolver: Resolver): readonly Given[] {
  const properties = argumentsIn(external)[2]?.value;
  const received = receivedBy({ kind: 'identity', external }, givingsIn(all).to(external), resolver);
  return [
    ...statementsIn(property(properties, 'document'), resolver),
    ...given(listed(property(properties, 'statements'), resolver), 'yes', resolver),
    ...addedTo(external, resolver),
    ...addedTo(external.members.get('document'), resolver),
    ...received.flatMap(({ giving, exists }) => (giving.what.kind === 'statements' ? giving.what.of(resolver, exists) : [])),
  ];
}

/** A policy of its own. One that nobody holds is not synthesized, but for managed policies. */
export function policyResources(external: External, all: readonly External[], resolver: Resolver): readonly Resource[] {
  const properties = argumentsIn(external)[2]?.value;
  const name = idOf(external);
  const isManaged = madeBy(external) === 'aws-iam.ManagedPolicy';
  const lists = holderLists([...holdersIn(external, properties, resolver), ...attachingHolders(external, all, resolver)], all, resolver);
  if (!isManaged && lists.size === 0) return [];
  const named = isManaged ? ([['ManagedPolicyName', resolver.node(property(properties, 'managedPolicyName'), name)]] as const) : [];
  const made = policies({ type: isManaged ? 'AWS::IAM::ManagedPolicy' : 'AWS::IAM::Policy', address: pathOf(external, resolver), name }, statementsOfPolicy(external, all, resolver), [...named, ...lists]);
  return made.map((resource) => ({ ...resource, body: withOverrides(resource.body, external, resolver) }));
}

type Attaching = Parameters<typeof holderLists>[0];

/** Those that it is given, and those that it is attached to. */
function holdersIn(external: External, properties: Value | undefined, resolver: Resolver): Attaching {
  const own = ['roles', 'users', 'groups'].flatMap((list) => listed(property(properties, list), resolver));
  const attached = resolver.done(external).flatMap(({ name, kind, args, exists }) => {
    const value = resolver.argument(args, 0);
    return kind === 'call' && /^attachTo(?:Role|User|Group)$/u.test(name) && value !== undefined ? [{ value, sure: exists === 'yes' }] : [];
  });
  return [...own, ...attached];
}

/** Those that attach it: `role.attachInlinePolicy(policy)`. */
const attachingHolders = (external: External, all: readonly External[], resolver: Resolver): Attaching =>
  givingsIn(all).ofPolicy(external).flatMap((giving) => {
    const truth = resolver.exists(giving.call.guards);
    const isIt = giving.what.kind === 'inline' && resolver.external(giving.what.policy) === external;
    return truth === 'no' || !isIt ? [] : [{ value: giving.to, sure: truth === 'yes' }];
  });
