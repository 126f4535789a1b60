import { extensionOf } from '../../core/extension.js';
import type { TextReader } from '../reader.js';

/** Programs in TypeScript and JavaScript. The compiler's parser is loaded when there is one that may matter. */
export const programReader: TextReader = {
  id: 'program',
  claims: (path) => EXTENSIONS.has(extensionOf(path)),
  takes: ({ path, text }) => !DECLARATION.test(path) && !TEST.test(path) && (text.includes('aws-cdk-lib') || PACKAGE.test(text) || CALL.test(text)),
  mayMatter: () => true,
  load: async () => (await import('./load.js')).read,
};

const EXTENSIONS: ReadonlySet<string> = new Set(['.ts', '.cts', '.mts', '.tsx', '.js', '.cjs', '.mjs', '.jsx']);
const DECLARATION = /\.d\.[cm]?ts$|\.min\.js$/iu;
/** What tests make is never deployed. */
const TEST = /(?:^|\/)(?:tests?|__tests__|__mocks__|__snapshots__)\/|\.(?:test|spec)\.[cm]?[jt]sx?$/iu;

/** A package by which something can be made that matters; what has none of them is read where a program imports it. */
const PACKAGE = /aws-cdk-lib|@aws-cdk\/|\bconstructs\b|cdktf|\.gen\/|@pulumi\/|aws-sdk|@aws-sdk\/client-|@aws-sdk\/lib/u;

/** Calls by the names of their methods: of a client that comes from elsewhere no package needs be named. */
const CALL = /\b(?:putEventSelectors|(?:create|update|delete)EventDataStore|stopEventDataStoreIngestion|stopLogging|(?:delete|update)Trail|(?:put|attach)(?:Role|User|Group)Policy|createPolicyVersion|(?:create|update)Policy|(?:put|attach)\w{1,20}ToPermissionSet)\s*\(/u;
