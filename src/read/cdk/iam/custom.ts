import type { Node } from '../../../core/node.js';
import type { Resource } from '../../../core/unit.js';
import { unknown } from '../../../core/value.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { importedAs, madeBy } from '../names.js';
import { idOf, pathOf } from '../scopes.js';
import { actionOf } from './derived.js';
import { given, type Given } from './documents.js';
import { holdersOf } from './holders.js';
import { holderLists, policies } from './identities.js';
import { byDefault, mapOf } from './nodes.js';
import { serviceTrust } from './principals.js';
import { normalized } from './statements.js';
import { roleAddress } from './users.js';
import { armsOf, listed, property } from './values.js';

/** The policy that an `AwsCustomResource` gives the function that makes its calls. AWS CDK API Reference, `custom_resources.AwsCustomResourcePolicy`. */
export function customResourcePolicy(external: External, all: readonly External[], resolver: Resolver): readonly Resource[] {
  const properties = argumentsIn(external)[2]?.value;
  const name = idOf(external);
  const statements = armsOf(property(properties, 'policy'), resolver).flatMap(({ value, sure }) => statementsIn(value, sure ? 'yes' : 'maybe', external, properties, resolver));
  if (statements.length === 0) return [];
  const itself: Value = { kind: 'external', external, origin: name };
  const implicit = holdersOf(itself, 'role', resolver).flatMap(({ holder }) => (holder.kind === 'implicit' ? [holder] : []));
  const roles = implicit.map((holder): Resource => ({ type: 'AWS::IAM::Role', address: roleAddress(holder, all, resolver), exists: 'yes', name, body: mapOf(name, [['AssumeRolePolicyDocument', serviceTrust(holder.service, name)]]) }));
  const lists = holderLists([{ value: itself, sure: true }], all, resolver);
  return [...roles, ...policies({ type: 'AWS::IAM::Policy', address: `${pathOf(external, resolver)}/CustomResourcePolicy`, name }, statements, [...lists])];
}

function statementsIn(value: Value, exists: Given['exists'], external: External, properties: Value | undefined, resolver: Resolver): readonly Given[] {
  const policy = resolver.external(value);
  const first = policy === undefined ? undefined : resolver.argument(argumentsIn(policy), 0);
  switch (policy === undefined ? '' : (madeBy(policy) ?? '')) {
    case 'custom-resources.AwsCustomResourcePolicy.fromStatements':
      return given(listed(first, resolver), exists, resolver);
    case 'custom-resources.AwsCustomResourcePolicy.fromSdkCalls':
      return ['onCreate', 'onUpdate', 'onDelete'].flatMap((name) => armsOf(property(properties, name), resolver).flatMap((call): readonly Given[] => {
        const action = call.value.kind === 'undefined' ? undefined : actionOf(call.value, external, resolver);
        // Within another role it may take that one on, and nothing else.
        const isOwn = resolver.node(property(call.value, 'assumedRoleArn'), external.at).kind === 'absent';
        if (action === undefined || !isOwn) return [];
        const resources = listing(property(first, 'resources'), external, resolver);
        return [{ node: normalized(mapOf(external.at, [['Effect', byDefault('Allow', external.at)], ['Action', action], ['Resource', resources]])), exists: call.sure ? exists : 'maybe' }];
      }));
    default:
      return value.kind === 'undefined' ? [] : given([{ value, sure: true, rest: false }], exists, resolver);
  }
}

/** The resources of calls. `ANY_RESOURCE` is a list of one star. */
function listing(value: Value | undefined, external: External, resolver: Resolver): Node {
  const node = resolver.node(value, external.at);
  return node.kind === 'absent' ? unknown('it is not given', external.at) : node;
}

/** What `AwsCustomResourcePolicy.ANY_RESOURCE` is called. */
export const isAnyResource = (external: External): boolean => importedAs({ kind: 'external', external, origin: external.at }) === 'custom-resources.AwsCustomResourcePolicy.ANY_RESOURCE';
