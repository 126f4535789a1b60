/** What each trail is declared with, in the words of the API. */
export interface TrailText {
  readonly IsLogging: boolean;
  readonly IsMultiRegionTrail: boolean;
  readonly EventSelectors?: readonly Record<string, unknown>[];
  readonly AdvancedEventSelectors?: readonly Record<string, unknown>[];
}

const every = { IsLogging: true, IsMultiRegionTrail: true };
const field = (Field: string, operator: string, ...values: readonly string[]): Record<string, unknown> => ({ Field, [operator]: values });
const management = field('eventCategory', 'Equals', 'Management');

/** The same in every format: trails that differ in all that decides on KMS events. */
export const trails: Readonly<Record<string, TrailText>> = {
  'no selectors': every,
  'one Region': { IsLogging: true, IsMultiRegionTrail: false },
  'not logging': { IsLogging: false, IsMultiRegionTrail: true },
  'KMS excluded': { ...every, EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }] },
  'KMS and RDS excluded, without a word on the rest': { ...every, EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }] },
  'reads alone': { ...every, EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] },
  'data alone': { ...every, EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] },
  'excluded, and taken back in': { ...every, EventSelectors: [{ ReadWriteType: 'All', ExcludeManagementEventSources: ['kms.amazonaws.com'] }, { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] },
  'advanced, KMS excluded': { ...every, AdvancedEventSelectors: [{ Name: 'all but KMS', FieldSelectors: [management, field('eventSource', 'NotEquals', 'kms.amazonaws.com', 'rdsdata.amazonaws.com')] }] },
  'advanced, two selectors': { ...every, AdvancedEventSelectors: [{ FieldSelectors: [management, field('readOnly', 'Equals', 'true')] }, { FieldSelectors: [management, field('eventName', 'StartsWith', 'Disable', 'Schedule')] }] },
};
