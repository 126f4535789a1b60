import { kmsEvents, type KmsEvent } from '../../data/kms-events.js';
import { KMS_SOURCE } from '../selector/record.js';
import type { Field, Sample } from './pattern.js';

/** An event that alarms look for. */
export interface Event {
  readonly name: string;
  readonly readOnly: boolean;
  readonly type: KmsEvent['type'];
  /** `kms` for `kms.amazonaws.com`, which EventBridge calls `aws.kms`. */
  readonly service: 'kms' | 'cloudtrail';
  /** No other service has an event of that name, so that the name alone says whose it is. */
  readonly isOwn: boolean;
}

/**
 * Names of KMS events that other services have as well. Service Authorization Reference, actions of all services: Payment
 * Cryptography, Location Service, Lambda, License Manager and others; tags are everybody's.
 */
const shared: ReadonlySet<string> = new Set([
  'CreateAlias', 'CreateGrant', 'CreateKey', 'DeleteAlias', 'DeleteKey', 'DescribeKey', 'DisableKey', 'GenerateMac', 'GetParametersForImport',
  'GetPublicKey', 'ListAliases', 'ListKeys', 'TagResource', 'UntagResource', 'UpdateAlias', 'VerifyMac',
]);

export const kms: readonly Event[] = kmsEvents.map(({ name, readOnly, type }) => ({ name, readOnly, type, service: 'kms', isOwn: !shared.has(name) }));

const ofTrails = (name: string): Event => ({ name, readOnly: false, type: 'AwsApiCall', service: 'cloudtrail', isOwn: true });

/** The call that takes events away without stopping anything. */
export const putEventSelectors: Event = ofTrails('PutEventSelectors');
/** The calls that whoever watches trails looks for: CIS AWS Foundations, "Ensure CloudTrail configuration changes are monitored". */
export const tampering: readonly Event[] = ['StopLogging', 'UpdateTrail', 'DeleteTrail'].map(ofTrails);

/** EventBridge User Guide, "AWS service events delivered via AWS CloudTrail". */
const detailType = (type: Event['type']): string => (type === 'AwsApiCall' ? 'AWS API Call via CloudTrail' : 'AWS Service Event via CloudTrail');

const OTHER = 'keytrail-other';

const sample = (service: string, name: string, { readOnly, type }: Event): Sample =>
  new Map<Field, string>([
    ['eventSource', service === 'kms' ? KMS_SOURCE : `${service}.amazonaws.com`],
    ['eventName', name],
    ['eventType', type],
    ['eventCategory', 'Management'],
    ['readOnly', String(readOnly)],
    ['managementEvent', 'true'],
    ['source', `aws.${service}`],
    ['detail-type', detailType(type)],
  ]);

export const sampleOf = (event: Event): Sample => sample(event.service, event.name, event);

/** The same call of a service that no pattern names. */
export const namesake = (event: Event): Sample => sample(OTHER, event.name, event);

/** Calls of such a service with names that no pattern names either, but a wildcard may mean: `Delete*`, `*Key`. */
export const strangers = (event: Event): readonly Sample[] =>
  [OTHER, `${event.name}Other`, `Other${event.name}`].map((name) => sample(OTHER, name, event));

/** What a service tells EventBridge by itself, no trail being needed. EventBridge Reference, "AWS Key Management Service events". */
export const direct = ({ service }: Event): readonly Sample[] =>
  service === 'kms' ? ['KMS Imported Key Material Expiration', 'KMS CMK Rotation', 'KMS CMK Deletion'].map((type) => new Map<Field, string>([['source', 'aws.kms'], ['detail-type', type]])) : [];
