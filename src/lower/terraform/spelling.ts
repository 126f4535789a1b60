import type { Spelling } from '../../model/selector/spelling.js';

/** `is_multi_region_trail` for `IsMultiRegionTrail`, as all attributes of providers are spelt. */
export const snakeCase = (name: string): string => name.replaceAll(/(?!^)[A-Z]/gu, (letter) => `_${letter}`).toLowerCase();

/** The other way round. */
export const pascalCase = (name: string): string => name.replaceAll(/(?:^|_)([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());

/** What the provider `aws` calls in another way: blocks are in the singular. Terraform Registry, `aws_cloudtrail`. */
const ofAws: ReadonlyMap<string, string> = new Map([
  ['EventSelectors', 'event_selector'],
  ['AdvancedEventSelectors', 'advanced_event_selector'],
  ['FieldSelectors', 'field_selector'],
  ['DataResources', 'data_resource'],
  ['IsLogging', 'enable_logging'],
  ['IngestionEnabled', 'suspend'],
]);

/** `hashicorp/aws`. */
export const awsSpelling: Spelling = (name) => ofAws.get(name) ?? snakeCase(name);

/** `hashicorp/awscc`: the properties of CloudFormation. */
export const awsccSpelling: Spelling = snakeCase;
