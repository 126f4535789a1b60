/** What each event data store is declared with, in the words of CloudFormation. */
export interface StoreText {
  readonly MultiRegionEnabled?: boolean;
  readonly OrganizationEnabled?: boolean;
  readonly IngestionEnabled?: boolean;
  readonly AdvancedEventSelectors?: readonly Record<string, unknown>[];
}

const field = (Field: string, operator: string, ...values: readonly string[]): Record<string, unknown> => ({ Field, [operator]: values });
const management = field('eventCategory', 'Equals', 'Management');

/** The same in every format: event data stores that differ in all that decides on KMS events. */
export const stores: Readonly<Record<string, StoreText>> = {
  'by default': { MultiRegionEnabled: true },
  'one Region of an organization': { MultiRegionEnabled: false, OrganizationEnabled: true },
  'not ingesting': { IngestionEnabled: false },
  'KMS excluded': { AdvancedEventSelectors: [{ Name: 'all but KMS', FieldSelectors: [management, field('eventSource', 'NotEquals', 'kms.amazonaws.com')] }] },
  'writes, and what another starts with': { MultiRegionEnabled: true, AdvancedEventSelectors: [{ FieldSelectors: [management, field('readOnly', 'Equals', 'false')] }, { FieldSelectors: [management, { ...field('eventName', 'StartsWith', 'Describe', 'List'), NotEndsWith: ['Keys'] }] }] },
};
