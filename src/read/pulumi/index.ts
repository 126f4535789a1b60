import { list, map, scalar, type Entry, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import { managedPolicies } from '../../data/managed-policies.js';
import { calleeName } from '../program/evaluation/externals.js';
import type { Resolver, ValueOf } from '../program/resolver.js';
import type { Table } from '../program/tables.js';
import type { External, Value } from '../program/values/values.js';
import { loudPackages } from '../program/written/written.js';
import { uniqueAddress } from '../provider/addresses.js';
import { snakeCase } from '../provider/blocks.js';
import { attributesOf, type Dialect } from '../provider/dialect.js';
import { referenceTo, surrounding } from '../provider/references.js';
import { unfoldDocuments } from '../terraform/documents.js';
import { modelled } from '../terraform/modelled.js';
import { unfollowed } from './gaps.js';
import { awsImport, awsName, pulumiSpelling, typeOfMade } from './names.js';
import { natives } from './natives.js';
import { argumentAt, nameIn, nameOf, providerGroup } from './resources.js';

const dialect: Dialect = {
  typeOf: typeOfMade,
  givenTo: (external) => argumentAt(external, external.how.kind === 'call' ? 0 : 1),
  addressOf: (external, type, resolver) => uniqueAddress(external, nameIn(external, resolver), type, resolver),
  spelling: pulumiSpelling,
  // An assignment to a member of a resource changes nothing about it.
  changed: (body) => body,
};

const value: ValueOf = (external, place, resolver) => {
  const { how } = external;
  if (how.kind === 'import') return imported(external, place);
  if (how.kind === 'member') return memberOf(how.of, how.name, place, resolver);
  const type = typeOfMade(external);
  if (type !== undefined && how.kind === 'new') return referenceTo(external, type, 'id', place, dialect, resolver);
  return how.kind === 'call' && awsName(calleeName(external)) === 'iam.assumeRolePolicyForPrincipal' ? trustOf(external, resolver) : undefined;
};

function memberOf(of: Value, name: string, place: Origin, resolver: Resolver): Node | undefined {
  const holder = resolver.external(of);
  if (holder === undefined) return undefined;
  const type = typeOfMade(holder);
  if (type !== undefined) return NO_ATTRIBUTES.has(name) ? undefined : referenceTo(holder, type, snakeCase(name), place, dialect, resolver);
  const [, source] = holder.how.kind === 'call' ? (/^get(CallerIdentity|Region|Partition)(?:Output)?$/u.exec(awsName(calleeName(holder)) ?? '') ?? []) : [];
  return source === undefined ? undefined : surrounding(snakeCase(source), snakeCase(name), place);
}

const NO_ATTRIBUTES: ReadonlySet<string> = new Set(['urn', 'apply', 'then']);

/** `aws.iam.ManagedPolicy.AdministratorAccess` is an ARN; `aws.config.region` is where all is deployed. */
function imported(external: External, place: Origin): Node | undefined {
  const name = awsImport({ kind: 'external', external, origin: place });
  if (name === 'config.region') return surrounding('region', 'name', place);
  const [, policy] = /^iam\.ManagedPolic(?:y|ies)\.(\w+)$/u.exec(name ?? '') ?? [];
  return policy === undefined ? undefined : scalar(`arn:aws:iam::aws:policy/${managedName(policy)}`, { span: place.span, via: 'function', ...(place.from !== undefined && { from: place.from }) });
}

/** The names of the enumeration are those of the policies without paths and punctuation, and some without `AWS`. */
function managedName(name: string): string {
  const plain = (text: string): string => text.slice(text.lastIndexOf('/') + 1).replaceAll(/[^A-Za-z\d]|^AWS/gu, '');
  return managedPolicies.find((policy) => plain(policy.name) === plain(name))?.name ?? name;
}

/** Pulumi Registry, `aws.iam.assumeRolePolicyForPrincipal`. */
function trustOf(external: External, resolver: Resolver): Node {
  const at = external.at;
  const entry = (node: Node): Entry => ({ key: at, value: node });
  const principal = resolver.node(argumentAt(external, 0), at);
  const statement = map(new Map([['Effect', entry(scalar('Allow', at))], ['Principal', entry(principal)], ['Action', entry(scalar('sts:AssumeRole', at))]]), at);
  return map(new Map([['Version', entry(scalar('2012-10-17', at))], ['Statement', entry(list([statement], at))]]), at);
}

/** Pulumi with `@pulumi/aws` and `@pulumi/awsx`, in the words of Terraform, of which the former is made. Pulumi Registry, "AWS". */
export const pulumiTable: Table = {
  id: 'pulumi',
  vocabulary: 'terraform',
  natives,
  value,
  mentions: /cloud-?trail|\biam\b|polic|ssoadmin|organizations|budgets|rolesanywhere|studio|chatbot|metricfilter|eventrule|loggroup|transform|command/,
  packages: /@pulumi\//,
  mayMake: (external) => {
    const type = external.how.kind === 'new' ? typeOfMade(external) : undefined;
    return type !== undefined || unfollowed(external) !== undefined;
  },
  resources: (external, _all, resolver) => {
    unfollowed(external)?.(external, resolver);
    const type = external.how.kind === 'new' ? typeOfMade(external) : undefined;
    if (type === undefined) return [];
    const body = unfoldDocuments(type, attributesOf(external, type, modelled.get(type) ?? [], dialect, resolver), resolver.tell);
    return [{ type, address: dialect.addressOf(external, type, resolver), exists: 'yes', name: nameOf(external), body }];
  },
  written: loudPackages(/^@pulumi\//u),
  group: (external) => providerGroup(external, typeOfMade(external)),
};
