import type { Reader } from '../../reader.js';
import { formOfNode } from './form.js';

/**
 * Plans and states of Terraform and OpenTofu. Everything is evaluated already: there is one world. What a plan does not change
 * is in it as well, as it stays.
 */
export const terraformJsonReader: Reader = {
  id: 'terraform-json',
  recognises: (root) => formOfNode(root) !== undefined,
  order: 'first',
  load: async () => (await import('./read.js')).read,
};
