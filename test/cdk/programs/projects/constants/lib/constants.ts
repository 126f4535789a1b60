export const KMS_SOURCE = 'kms.amazonaws.com';

export const EXCLUDED = [KMS_SOURCE] as const;

export enum Events {
  Everything = 'All',
  Changes = 'WriteOnly',
}
