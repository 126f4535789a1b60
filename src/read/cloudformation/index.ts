import type { Reader } from '../reader.js';
import { isTemplate } from './recognition.js';

/** Templates of CloudFormation and SAM. What reads them is loaded when there is one. */
export const templateReader: Reader = {
  id: 'cloudformation',
  recognises: isTemplate,
  order: 'last',
  load: async () => (await import('./read.js')).read,
  loadSettling: async () => (await import('./read.js')).settle,
};
