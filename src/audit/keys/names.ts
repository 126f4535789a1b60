import type { KmsUse } from '../audit.js';

/**
 * What a record calls a key. An id is one key's in its Region whatever the account says: ids are unique, and of a multi-Region key
 * (`mrk-`) there is one in each Region. An alias belongs to an account and a Region, and may be given to another key. KMS Developer
 * Guide, "Key identifiers (KeyId)".
 */
export interface KeyName {
  /** The same for whatever means the same. */
  readonly identity: string;
  /** Undefined where only the id is said. */
  readonly arn: string | undefined;
  /** The id, or `alias/name`. */
  readonly id: string;
}

const ALIAS = 'alias/';
const ARN = /^arn:[^:]*:kms:([^:]*):([^:]*):(key|alias)\/(.+)$/u;

/** A name as it stands in a record; the record says the Region and the account of one that is no ARN. */
export function keyName(text: string, { region, account }: Pick<KmsUse, 'region' | 'account'>): KeyName {
  const [arn, arnRegion, arnAccount, kind, name] = ARN.exec(text) ?? [];
  if (name === undefined) return { identity: identityOf(text, region, account), arn, id: text };
  const id = kind === 'alias' ? `${ALIAS}${name}` : name;
  return { identity: identityOf(id, arnRegion ?? '', arnAccount ?? ''), arn, id };
}

const identityOf = (id: string, region: string, account: string): string => (id.startsWith(ALIAS) ? `${region} ${account} ${id}` : `${region} ${id}`);
