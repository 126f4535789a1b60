import { policyReader, selectorReader } from './aws/index.js';
import { templateReader } from './cloudformation/index.js';
import { programReader } from './program/index.js';
import { pythonReader } from './python/index.js';
import type { FolderReader, Reader, TextReader } from './reader.js';
import { serverlessReader } from './serverless/index.js';
import { shellReader, workflowReader } from './shell/index.js';
import { terraformJsonReader } from './terraform/json/index.js';
import { terraformReader } from './terraform/index.js';

/** In the order in which they are asked whether they recognise a document, and in which documents that wait for others are read. */
export const readers: readonly Reader[] = [terraformJsonReader, serverlessReader, templateReader, selectorReader, policyReader, workflowReader];

/** Those that take whole folders. */
export const folderReaders: readonly FolderReader[] = [terraformReader];

/** Those that take texts which are no documents. */
export const textReaders: readonly TextReader[] = [programReader, pythonReader, shellReader];
