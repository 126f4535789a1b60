import { calleeName, importedName, type Name } from '../program/evaluation/externals.js';
import type { External, Value } from '../program/values/values.js';
import { snakeCase, type Spelling } from '../provider/blocks.js';
import { modelled } from '../terraform/modelled.js';

/** A name of a provider's package, whichever way it is imported: `iam.Role` for `@pulumi/aws`, `@pulumi/aws/iam` and `@pulumi/aws/iam/role`. */
function nameWithin(provider: string, name: Name | undefined): string | undefined {
  const [whole, tail] = /^(@pulumi\/[\w-]+)(?:\/(.*))?$/u.exec(name?.module ?? '')?.slice(1) ?? [];
  if (whole !== provider || name === undefined) return undefined;
  const [service] = tail?.split('/') ?? [];
  return service === undefined || service === 'index' ? name.name : `${service}.${name.name}`;
}

export const awsName = (name: Name | undefined): string | undefined => nameWithin('@pulumi/aws', name);
export const nativeName = (name: Name | undefined): string | undefined => nameWithin('@pulumi/aws-native', name);

/** A name of Pulumi itself: `interpolate`, `Config`. */
export const coreName = (name: Name | undefined): string | undefined => (name?.module === '@pulumi/pulumi' ? name.name : undefined);

export const madeByCore = (external: External): string | undefined => coreName(calleeName(external));

/** The name that an imported value of `@pulumi/aws` has there: an enumeration's member. */
export const awsImport = (value: Value): string | undefined => awsName(importedName(value));

/** `cloudtrail.EventDataStore` is `aws_cloudtrail_event_data_store`: the service is the first word of the type. */
const types: ReadonlyMap<string, string> = new Map([
  ['cloudtrail.Trail', 'aws_cloudtrail'],
  ...[...modelled.keys()].flatMap((type): (readonly [string, string])[] => {
    const [, service, rest] = /^aws_([a-z]+)_(\w+)$/u.exec(type) ?? [];
    return service === undefined || rest === undefined ? [] : [[`${service}.${rest.replaceAll(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase())}`, type]];
  }),
]);

/** The type in Terraform of what is made: the provider is made from Terraform's. The components of `@pulumi/awsx` take what their trails do. */
export function typeOfMade(external: External): string | undefined {
  const { how } = external;
  const name = calleeName(external);
  if (how.kind === 'call') return /^iam\.getPolicyDocument(?:Output)?$/u.test(awsName(name) ?? '') ? 'data.aws_iam_policy_document' : undefined;
  if (how.kind !== 'new') return undefined;
  if (nameWithin('@pulumi/awsx', name)?.endsWith('cloudtrail.Trail') === true) return 'aws_cloudtrail';
  return types.get(awsName(name) ?? '');
}

/** What is called otherwise than in Terraform: lists are in the plural. Pulumi Registry, `aws.cloudtrail.Trail`, `aws.iam.getPolicyDocument`, `aws.iam.Role`. */
const otherwise: ReadonlyMap<string, string> = new Map([
  ['eventSelectors', 'event_selector'],
  ['advancedEventSelectors', 'advanced_event_selector'],
  ['fieldSelectors', 'field_selector'],
  ['dataResources', 'data_resource'],
  ['startsWiths', 'starts_with'],
  ['endsWiths', 'ends_with'],
  ['notStartsWiths', 'not_starts_with'],
  ['notEndsWiths', 'not_ends_with'],
  ['inlinePolicies', 'inline_policy'],
  ['customerManagedPolicyReferences', 'customer_managed_policy_reference'],
  ['statements', 'statement'],
  ['conditions', 'condition'],
]);

export const pulumiSpelling: Spelling = (name) => otherwise.get(name) ?? snakeCase(name);
