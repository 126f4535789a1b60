import { policyReader } from './aws/policies.js';
import { selectorReader } from './aws/selectors.js';
import { templateReader } from './cloudformation/index.js';
import type { Reader } from './reader.js';
import { serverlessReader } from './serverless/index.js';

/** In the order in which they are asked whether they recognise a document, and in which documents that wait for others are read. */
export const readers: readonly Reader[] = [serverlessReader, templateReader, selectorReader, policyReader];
