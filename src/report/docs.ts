/** Where a user reads more. */
export const HOMEPAGE = 'https://github.com/keytrail/keytrail';

/** What records tell has no pages of its own: one page has all of it. */
const ofAudit: ReadonlySet<string> = new Set(['kms-blackout', 'kms-blackout-attempt']);

export const docsUrl = (rule: string): string => `${HOMEPAGE}/blob/main/docs/${ofAudit.has(rule) ? `audit.md#${rule}` : `rules/${rule}.md`}`;
