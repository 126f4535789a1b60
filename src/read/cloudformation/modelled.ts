/**
 * The resource types that are lowered, with the properties that lowering looks at. Only these are evaluated: a parameter
 * that decides on a bucket name alone is worth no world.
 */
export const modelled: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::CloudTrail::Trail', ['IsLogging', 'IsMultiRegionTrail', 'IsOrganizationTrail', 'EventSelectors', 'AdvancedEventSelectors']],
  ['AWS::CloudTrail::EventDataStore', ['IngestionEnabled', 'MultiRegionEnabled', 'OrganizationEnabled', 'EventSelectors', 'AdvancedEventSelectors']],
]);
