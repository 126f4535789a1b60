/** Where a user reads more. */
export const HOMEPAGE = 'https://github.com/keytrail/keytrail';

export const docsUrl = (rule: string): string => `${HOMEPAGE}/blob/main/docs/rules/${rule}.md`;
