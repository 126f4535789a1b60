import { list, member, scalar, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import type { Hole, Text } from '../../../core/text.js';
import { unknown } from '../../../core/value.js';
import { argumentsIn, methodCall } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { itemsIn, mapOf, reference, textIn, textNode } from './nodes.js';
import { armsOf, listed, listedArguments, property } from './values.js';

/** What a principal comes to in a policy: whom it names, and under which conditions. */
export interface Fragment {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for everyone. */
  readonly by: string;
  readonly node: Node;
  readonly conditions: readonly Node[];
  /** What it takes a role on with. */
  readonly action: string;
}

/** Principals within principals. */
const MOST_WRAPPED = 16;

const ASSUME = 'sts:AssumeRole';
const PARTITION: Hole = { name: 'AWS::Partition', holds: 'one' };
const ACCOUNT: Hole = { name: 'AWS::AccountId', holds: 'one' };

export const principalsIn = (values: readonly (Value | undefined)[], resolver: Resolver): readonly Fragment[] => values.flatMap((value) => fragmentsOf(value, resolver, 0));

/** AWS CDK API Reference, `aws_iam`, "Using Principals". */
function fragmentsOf(value: Value | undefined, resolver: Resolver, depth: number): readonly Fragment[] {
  return armsOf(value, resolver).flatMap(({ value: one, sure }): readonly Fragment[] => {
    const external = resolver.external(one);
    const found = external === undefined || depth > MOST_WRAPPED ? undefined : fragmentsIn(external, one.origin, resolver, depth);
    return sure && found !== undefined ? found : [{ by: 'AWS', node: unknown('the principal is not known here', one.origin), conditions: [], action: ASSUME }];
  });
}

function fragmentsIn(external: External, place: Origin, resolver: Resolver, depth: number): readonly Fragment[] | undefined {
  const args = argumentsIn(external);
  const first = resolver.argument(args, 0);
  const second = resolver.argument(args, 1);
  const text = resolver.node(first, external.at);
  const one = (by: string, node: Node, conditions: readonly Node[] = [], action = ASSUME): readonly Fragment[] => [{ by, node, conditions: conditions.filter(({ kind }) => kind !== 'absent'), action }];
  const given = (value: Value | undefined): Node => resolver.node(value, external.at);
  const wrapped = (value: Value | undefined, conditions: readonly Node[]): readonly Fragment[] => fragmentsOf(value, resolver, depth + 1).map((fragment) => ({ ...fragment, conditions: [...fragment.conditions, ...conditions.filter(({ kind }) => kind !== 'absent')] }));
  const method = methodCall(external);
  if (method !== undefined) {
    if (method.name === 'withConditions') return wrapped(method.receiver, [text]);
    if (method.name === 'withSessionTags') return wrapped(method.receiver, []);
    return method.name === 'inOrganization' ? wrapped(method.receiver, [mapOf(external.at, [['StringEquals', mapOf(external.at, [['aws:PrincipalOrgID', text]])]])]) : undefined;
  }
  switch (madeBy(external) ?? '') {
    case 'aws-iam.ServicePrincipal':
    case 'aws-iam.ServicePrincipal.fromStaticServicePrincipleName':
      return one('Service', text, [given(property(second, 'conditions'))]);
    case 'aws-iam.AccountPrincipal':
      return one('AWS', textNode(rootOf(textIn(text)), text.origin));
    case 'aws-iam.AccountRootPrincipal':
      return one('AWS', textNode(rootOf([ACCOUNT]), external.at));
    case 'aws-iam.ArnPrincipal':
      return one('AWS', text);
    case 'aws-iam.AnyPrincipal':
    case 'aws-iam.Anyone':
      return one('AWS', scalar('*', external.at));
    case 'aws-iam.StarPrincipal':
      return one('*', scalar('*', external.at));
    case 'aws-iam.OrganizationPrincipal':
      return one('AWS', scalar('*', external.at), [mapOf(external.at, [['StringEquals', mapOf(external.at, [['aws:PrincipalOrgID', text]])]])]);
    case 'aws-iam.CanonicalUserPrincipal':
      return one('CanonicalUser', text);
    case 'aws-iam.FederatedPrincipal':
      return one('Federated', text, [given(second)], actionIn(given(resolver.argument(args, 2))));
    case 'aws-iam.WebIdentityPrincipal':
      return one('Federated', text, [given(second)], 'sts:AssumeRoleWithWebIdentity');
    case 'aws-iam.OpenIdConnectPrincipal':
      return one('Federated', providerOf(first, text, resolver), [given(second)], 'sts:AssumeRoleWithWebIdentity');
    case 'aws-iam.SamlPrincipal':
    case 'aws-iam.SamlConsolePrincipal':
      return one('Federated', textNode(['arn:', PARTITION, ':iam::', ACCOUNT, ':saml-provider/', { name: 'the provider', holds: 'one' }], external.at), [given(second)], 'sts:AssumeRoleWithSAML');
    case 'aws-iam.CompositePrincipal':
      return [...args, ...resolver.done(external).filter(({ name }) => name === 'addPrincipals').flatMap((effect) => effect.args)].flatMap(({ value }) => fragmentsOf(value, resolver, depth + 1));
    case 'aws-iam.PrincipalWithConditions':
      return wrapped(first, [given(second)]);
    case 'aws-iam.SessionTagsPrincipal':
      return wrapped(first, []);
    case 'aws-iam.Role':
    case 'aws-iam.LazyRole':
    case 'aws-iam.User':
      return one('AWS', reference('the principal', place));
    default:
      return undefined;
  }
}

const rootOf = (account: Text): Text => ['arn:', PARTITION, ':iam::', ...account, ':root'];

const actionIn = (node: Node): string => (node.kind === 'scalar' ? node.text : ASSUME);

/** The ARN of a provider of OpenID Connect: that by which it is imported, or one of its kind. */
function providerOf(value: Value | undefined, node: Node, resolver: Resolver): Node {
  const external = resolver.external(value);
  const imported = external === undefined || !/OpenIdConnectProvider\.from\w+Arn$|OidcProviderNative\.from\w+Arn$/u.test(madeBy(external) ?? '') ? undefined : resolver.node(resolver.argument(argumentsIn(external), 2), external.at);
  return imported ?? textNode(['arn:', PARTITION, ':iam::', ACCOUNT, ':oidc-provider/', { name: 'the provider', holds: 'one' }], node.origin);
}

/** Several principals as one member of a statement has them, put to those it has before. */
export function mergedPrincipals(fragments: readonly Fragment[], before: Node, at: Origin): { readonly principal: Node; readonly conditions: readonly Node[] } {
  const conditions = fragments.flatMap((fragment) => fragment.conditions);
  const star = fragments.find(({ by }) => by === '*');
  if (star !== undefined) return { principal: star.node, conditions };
  const kinds = [...new Set([...(before.kind === 'map' ? before.entries.keys() : []), ...fragments.map(({ by }) => by)])];
  const named = (kind: string): readonly Node[] => [...itemsIn(member(before, kind)), ...fragments.filter(({ by }) => by === kind).map(({ node }) => node)];
  return { principal: mapOf(at, kinds.map((kind) => [kind, list(named(kind), at)] as const)), conditions };
}

/** The trust policy of a role, as `assumedBy`, `externalIds` and what is added to it make it. */
export function trustPolicy(role: External, properties: Value | undefined, statements: readonly Node[], resolver: Resolver): Node {
  const at = role.at;
  const identifiers = [...listed(property(properties, 'externalIds'), resolver), ...listedArguments([property(properties, 'externalId')].flatMap((value) => (value === undefined ? [] : [{ value, rest: false }])), resolver)];
  const external = identifiers.length === 0 ? [] : [mapOf(at, [['StringEquals', mapOf(at, [['sts:ExternalId', list(identifiers.map(({ value }) => resolver.node(value, at)), at)]])]])];
  const trusting = principalsIn([property(properties, 'assumedBy')], resolver).map((fragment) => trustStatement({ ...fragment, conditions: [...fragment.conditions, ...external] }, at));
  return mapOf(at, [['Statement', list([...trusting, ...statements], at)]]);
}

/** The trust policy of a role that the CDK makes for a service. */
export const serviceTrust = (service: string, at: Origin): Node => mapOf(at, [['Statement', list([trustStatement({ by: 'Service', node: scalar(service, at), conditions: [], action: ASSUME }, at)], at)]]);

function trustStatement({ by, node, conditions, action }: Fragment, at: Origin): Node {
  const [condition] = conditions;
  return mapOf(at, [
    ['Effect', scalar('Allow', at)],
    ['Action', scalar(action, at)],
    ['Principal', by === '*' ? node : mapOf(at, [[by, node]])],
    ['Condition', conditions.length > 1 ? allOf(conditions, at) : condition],
  ]);
}

/** Conditions that must all hold, as far as they are known. */
function allOf(conditions: readonly Node[], at: Origin): Node {
  const entries = conditions.flatMap((one) => (one.kind === 'map' ? [...one.entries] : []));
  const operators = [...new Set(entries.map(([name]) => name))];
  return mapOf(at, operators.map((name) => [name, mapOf(at, entries.filter(([other]) => other === name).flatMap(([, { value }]) => (value.kind === 'map' ? [...value.entries].map(([key, entry]) => [key, entry.value, entry.key] as const) : [])))] as const), conditions.flatMap((one) => (one.kind === 'unknown' ? [one] : one.kind === 'map' ? one.unseen : [])));
}
