import { list } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { onOneLine } from '../../../core/source.js';
import type { Resource } from '../../../core/unit.js';
import { unknown } from '../../../core/value.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import { labelOf } from '../../program/run.js';
import type { Resolver } from '../../program/resolver.js';
import type { External } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { idOf, pathOf, scopeIn } from '../scopes.js';
import { appliedBoundary, customizedBy } from './boundaries.js';
import { customResourcePolicy } from './custom.js';
import { givingsIn, receivedBy, type Giving } from './givings.js';
import { holdersOf, imports } from './holders.js';
import { identityResources, implicitResources, namedHolder, policies } from './identities.js';
import { listOf, mapOf } from './nodes.js';
import { policyResources } from './policies.js';
import { armsOf, property } from './values.js';

export { iamValue, namedValue } from './meanings.js';

const makers: ReadonlyMap<string, (external: External, all: readonly External[], resolver: Resolver) => readonly Resource[]> = new Map([
  ['aws-iam.Role', identityResources],
  ['aws-iam.LazyRole', identityResources],
  ['aws-iam.User', identityResources],
  ['aws-iam.Group', identityResources],
  ['aws-iam.Policy', policyResources],
  ['aws-iam.ManagedPolicy', policyResources],
  ['custom-resources.AwsCustomResource', customResourcePolicy],
]);

/** Classes that become resources of IAM, whatever else there is. */
export const isIamClass = (name: string): boolean => makers.has(name);

/** False for what makes no resource of IAM: most things. `all` are all externals of the program. */
export function iamMayMake(external: External, all: readonly External[]): boolean {
  const { how } = external;
  if (how.kind !== 'new' && how.kind !== 'call') return false;
  const givings = givingsIn(all);
  return (how.kind === 'new' && isIamClass(madeBy(external) ?? '')) || givings.to(external).length > 0 || givings.elsewhere(external).length > 0;
}

/** The resources of IAM that something comes to, in one world. AWS CDK API Reference, `aws_iam`. */
export function iamResources(external: External, all: readonly External[], resolver: Resolver): readonly Resource[] {
  const { how } = external;
  const made = madeBy(external) ?? '';
  const maker = how.kind === 'new' ? makers.get(made) : undefined;
  const own = maker?.(external, all, resolver) ?? [];
  const others = imports.test(made) ? importedResources(external, all, resolver) : maker === undefined || maker === customResourcePolicy ? implicitResources(external, all, resolver) : [];
  const found = [...own, ...others, ...givingsIn(all).elsewhere(external).flatMap((giving) => heldElsewhere(giving, resolver))];
  const customized = found.length === 0 ? undefined : customizedBy(external, all, resolver);
  if (customized === undefined) return found;
  resolver.tell(gap('Roles below this scope are made by others, with what they are told to give them', onOneLine(customized.at.span)));
  return found.map((resource) => ({ ...resource, exists: 'maybe' }));
}

/** A role or user of level 1 with the boundary that is put on all in a scope. */
export function withBoundary(resource: Resource, external: External, all: readonly External[], resolver: Resolver): Resource {
  const { type, body } = resource;
  const boundary = /^AWS::IAM::(?:Role|User)$/u.test(type) && body.kind === 'map' ? appliedBoundary(external, all, resolver) : undefined;
  return boundary === undefined || body.kind !== 'map' ? resource : { ...resource, body: { ...body, entries: new Map([...body.entries, ['PermissionsBoundary', { key: boundary.origin, value: boundary }]]) } };
}

/** What is given to a principal that is not in view is held by somebody elsewhere. */
function heldElsewhere(giving: Giving, resolver: Resolver): readonly Resource[] {
  const arm = holdersOf(giving.to, giving.member, resolver).find(({ holder }) => holder.kind === 'elsewhere');
  if (arm === undefined) return [];
  const at = giving.to.origin;
  const address = labelOf({ span: at.span, via: 'literal' });
  const roles = list([], at, [unknown('who holds it is not known here', at)]);
  const exists = arm.sure ? 'yes' : 'maybe';
  switch (giving.what.kind) {
    case 'statements':
      return policies({ type: 'AWS::IAM::Policy', address, name: at }, giving.what.of(resolver, exists), [['Roles', roles]]);
    case 'managed':
      return armsOf(giving.what.value, resolver).map(({ value, sure }): Resource => ({ type: 'Attachment', address, exists: sure ? exists : 'maybe', name: at, body: mapOf(at, [['Roles', roles], ['ManagedPolicyArns', listOf([resolver.node(value, at)], at)]]) }));
    case 'inline':
    case 'group':
      return [];
  }
}

/** What is given to a role, user or group that is there already, in a policy of its own. */
function importedResources(external: External, all: readonly External[], resolver: Resolver): readonly Resource[] {
  const holder = { kind: 'imported', external } as const;
  const named = namedHolder(holder, external.at, all, resolver);
  const mutable = isMutable(external, resolver);
  if (named === undefined || mutable === 'no') return [];
  const statements = receivedBy(holder, givingsIn(all).to(external), resolver).flatMap(({ giving, exists }) => (giving.what.kind === 'statements' ? giving.what.of(resolver, mutable === 'maybe' ? 'maybe' : exists) : []));
  const address = `${pathOf(external, resolver)}/${named.list === 'Groups' ? 'DefaultPolicy' : 'Policy'}`;
  return policies({ type: 'AWS::IAM::Policy', address, name: idOf(external) }, statements, [[named.list, listOf([named.node], external.at)]]);
}

/** Roles are changed unless they are said not to be, or are of another account. */
function isMutable(external: External, resolver: Resolver): 'yes' | 'maybe' | 'no' {
  const args = argumentsIn(external);
  const isLookup = madeBy(external) === 'aws-iam.Role.fromLookup';
  const mutable = resolver.node(property(resolver.argument(args, isLookup ? 2 : 3), 'mutable'), external.at);
  if (mutable.kind === 'scalar' && mutable.value === false) return 'no';
  if (mutable.kind === 'unknown') return 'maybe';
  const arn = resolver.node(resolver.argument(args, 2), external.at);
  const [, account] = /^arn:[^:]*:iam::(\d{12}):/u.exec(arn.kind === 'scalar' ? arn.text : '') ?? [];
  const own = account === undefined ? undefined : accountOf(external, resolver);
  return own === undefined || own === account ? 'yes' : own === '' ? 'maybe' : 'no';
}

/** The account of the stack in which something is made, if it says one; empty where it says one that is not known. */
function accountOf(external: External, resolver: Resolver): string | undefined {
  let at: External | undefined = external;
  for (let steps = 0; at !== undefined && steps < 64; steps++) {
    if (/^core\.(?:Stack|Stage)$/u.test(madeBy(at) ?? '')) {
      const account = resolver.node(property(property(resolver.argument(argumentsIn(at), 2), 'env'), 'account'), at.at);
      if (account.kind !== 'absent') return account.kind === 'scalar' ? account.text : '';
    }
    at = scopeIn(at, resolver);
  }
  return undefined;
}
