import type { KmsUse } from '../audit.js';

/**
 * Operations of which older records may not say the key: neither `resources` nor `responseElements.keyId`, which is in them "since
 * December 2022". KMS Developer Guide, "Finding AWS KMS log entries".
 */
const late: ReadonlySet<string> = new Set(['CreateAlias', 'CreateGrant', 'DeleteAlias', 'DeleteImportedKeyMaterial', 'ImportKeyMaterial', 'ReplicateKey', 'RetireGrant', 'RevokeGrant', 'UpdateAlias', 'UpdatePrimaryRegion']);

/** The day of the change is not said: all of that month counts. */
const END = Date.UTC(2023, 0, 1);

/** Whether a record without a key may be about any key: it is from a time when such records did not name it. */
export const isGap = ({ name, time, keys }: Pick<KmsUse, 'name' | 'time' | 'keys'>): boolean => keys.length === 0 && time < END && late.has(name);
