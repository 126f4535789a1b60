/** Put in by the build, from package.json. */
declare const KEYTRAIL_VERSION: string | undefined;

export const version = typeof KEYTRAIL_VERSION === 'string' ? KEYTRAIL_VERSION : '0.0.0-source';
