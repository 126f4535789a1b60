import { extensionOf } from '../../core/extension.js';
import type { TextReader } from '../reader.js';

/** Calls through Boto3, the AWS SDK for Python, in files. What reads them is loaded when there is one that may matter. */
export const pythonReader: TextReader = {
  id: 'python',
  claims: (path) => extensionOf(path) === '.py',
  takes: ({ path }) => !TEST.test(path),
  mayMatter: ({ text }) => CALL.test(text),
  load: async () => (await import('./load.js')).read,
};

/** What tests call is no account that anybody watches. */
const TEST = /(?:^|\/)(?:tests?|__tests__|__snapshots__)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/iu;

/** The methods that are looked for: `aws/calls.ts`. Whoever is called goes by many names. */
const CALL = /\.\s*(?:put_event_selectors|(?:create|update|delete)_event_data_store|stop_event_data_store_ingestion|stop_logging|(?:delete|update)_trail|(?:put|attach)_(?:role|user|group)_policy|create_policy(?:_version)?|update_policy|(?:put|attach)_\w{1,20}_to_permission_set)\s*\(/u;
