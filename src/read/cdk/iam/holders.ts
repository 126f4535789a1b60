import type { Origin } from '../../../core/source.js';
import { argumentsIn, methodCall } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { implicitRole } from './implicit.js';
import { armsOf, externalIn, property } from './values.js';

/** Who gets what is added to a principal. */
export type Holder =
  /** A role, user or group that is declared, or a policy, which stands for those that hold it. */
  | { readonly kind: 'identity'; readonly external: External }
  /** The role that a construct makes for itself: `path` below it, for `service`. */
  | { readonly kind: 'implicit'; readonly external: External; readonly path: string; readonly service: string }
  /** One that is there already: `Role.fromRoleArn`. */
  | { readonly kind: 'imported'; readonly external: External }
  /** One that is not known here, used at `at`. */
  | { readonly kind: 'elsewhere'; readonly at: Origin };

export interface HolderArm {
  readonly holder: Holder;
  readonly sure: boolean;
}

/** Members of members. */
const MOST_STEPS = 24;

/**
 * Who a principal is, or whatever has one; nobody where it takes no policies, such as a service. In one world, or in any where there is
 * no resolver. `member` is which of the roles of a construct is meant.
 */
export function holdersOf(value: Value | undefined, member: string, resolver?: Resolver, depth = 0): readonly HolderArm[] {
  if (depth > MOST_STEPS) return value === undefined ? [] : [{ holder: { kind: 'elsewhere', at: value.origin }, sure: true }];
  return armsOf(value, resolver).flatMap(({ value: one, sure }): readonly HolderArm[] => {
    if (one.kind === 'unknown') return [{ holder: { kind: 'elsewhere', at: one.origin }, sure }];
    const external = externalIn(one);
    const found = external === undefined ? [] : holdersIn(external, member, one.origin, resolver, depth);
    return sure ? found : found.map(({ holder }) => ({ holder, sure: false }));
  });
}

const identities = /^aws-iam\.(?:Role|LazyRole|User|Group|Policy|ManagedPolicy)$/u;
export const imports = /^aws-iam\.(?:Role\.from(?:RoleArn|RoleName|Lookup)|User\.from(?:UserName|UserArn|UserAttributes)|Group\.from(?:GroupArn|GroupName))$/u;
/** Members that are their holder in another form. */
const same = /^(?:grantPrincipal|currentVersion|latestVersion)$/u;
const isRole = /(?:^r|R)ole$/u;

function holdersIn(external: External, member: string, place: Origin, resolver: Resolver | undefined, depth: number): readonly HolderArm[] {
  const { how } = external;
  const made = madeBy(external);
  const follow = (value: Value | undefined, name = member): readonly HolderArm[] => holdersOf(value, name, resolver, depth + 1);
  const sure = (holder: Holder): readonly HolderArm[] => [{ holder, sure: true }];
  if (how.kind === 'member') {
    if (same.test(how.name)) return follow(how.of);
    if (how.of.kind === 'unknown') return sure({ kind: 'elsewhere', at: place });
    return isRole.test(how.name) ? follow(how.of, how.name) : sure({ kind: 'elsewhere', at: place });
  }
  if (made !== undefined && identities.test(made)) return sure({ kind: 'identity', external });
  if (made !== undefined && imports.test(made)) return sure({ kind: 'imported', external });
  const method = methodCall(external);
  if (method !== undefined) return ofMethod(external, method, member, place, follow);
  if (how.kind === 'import') return [];
  if ((made ?? '').startsWith("core.CustomResourceProvider.getOrCreate")) return ofConstruct(external, made ?? '', member, follow, resolver);
  // What is imported otherwise has a role only where it is given one.
  const args = argumentsIn(external);
  if (how.kind === 'call') return /\.from\w*$/u.test(made ?? '') ? follow(property(args[2]?.value, 'role')) : sure({ kind: 'elsewhere', at: place });
  if (/^aws-iam\.(?:PrincipalWithConditions|SessionTagsPrincipal)$/u.test(made ?? '')) return follow(args[0]?.value);
  if (/^aws-iam\.|^aws-ec2\.\w*Endpoint$/u.test(made ?? '')) return [];
  if (made === 'aws-lambda.Alias') return follow(property(args[2]?.value, 'version'));
  if (made === 'aws-lambda.Version') return follow(property(args[2]?.value, 'lambda'));
  return ofConstruct(external, made ?? '', member, follow, resolver);
}

/** What a method gives: a construct that it makes, or something that is not known. */
function ofMethod(external: External, { receiver, name }: { readonly receiver: Value; readonly name: string }, member: string, place: Origin, follow: (value: Value | undefined) => readonly HolderArm[]): readonly HolderArm[] {
  if (name === 'withoutPolicyUpdates' || name.endsWith("Endpoint")) return [];
  if (name === 'withConditions' || name === 'withSessionTags' || name === 'addAlias') return follow(receiver);
  if (/^obtain\w*Role$/u.test(name) && receiver.kind === 'external') return holdersOf(receiver, name);
  const arm = (path: string, service: string): readonly HolderArm[] => [{ holder: { kind: 'implicit', external, path, service }, sure: true }];
  switch (name) {
    case 'addServiceAccount':
      return arm('Role', '');
    case 'addNodegroupCapacity':
      return arm('NodeGroupRole', 'ec2.amazonaws.com');
    case 'addFargateProfile':
      return arm('PodExecutionRole', '');
    default:
      return member === 'role' && receiver.kind === 'unknown' ? [{ holder: { kind: 'elsewhere', at: receiver.origin }, sure: true }] : [{ holder: { kind: 'elsewhere', at: place }, sure: true }];
  }
}

/** The role that a construct is given, or the one that it makes for itself. */
function ofConstruct(external: External, made: string, member: string, follow: (value: Value | undefined, name?: string) => readonly HolderArm[], resolver: Resolver | undefined): readonly HolderArm[] {
  const role = implicitRole(made, member);
  const own: Holder = { kind: 'implicit', external, path: role.path, service: role.service };
  const properties = argumentsIn(external).find(({ value }, index) => index > 1 || value.kind === 'object')?.value;
  const given = role.property === '' ? undefined : property(properties, role.property);
  // Properties that are not known at all may name a role; mostly nobody does.
  if (given === undefined || (given.kind === 'unknown' && given === properties)) return [{ holder: own, sure: true }];
  return armsOf(given, resolver).flatMap(({ value, sure }): readonly HolderArm[] => {
    if (value.kind === 'undefined') return [{ holder: own, sure }];
    const found = follow(value, 'role');
    return sure ? found : found.map(({ holder }) => ({ holder, sure: false }));
  });
}

/** Whether two are the same. */
export function isHolder(a: Holder, b: Holder): boolean {
  if (a.kind === 'elsewhere' || b.kind === 'elsewhere') return false;
  return a.external === b.external && (a.kind === 'implicit' ? a.path : '') === (b.kind === 'implicit' ? b.path : '');
}
