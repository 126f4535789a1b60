import { policyReader } from './aws/policies.js';
import { selectorReader } from './aws/selectors.js';
import { templateReader } from './cloudformation/index.js';
import type { Reader } from './reader.js';

/** In the order in which they are asked whether they recognise a document. */
export const readers: readonly Reader[] = [templateReader, selectorReader, policyReader];
