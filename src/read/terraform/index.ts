import type { FolderReader } from '../reader.js';
import { mayMatter } from './sniff.js';

const ENDS = ['.tf', '.tofu', '.tfvars', '.tf.json', '.tofu.json', '.tfvars.json'];

/** Terraform and OpenTofu: the files of a folder are a module, which may call others. */
export const terraformReader: FolderReader = {
  id: 'terraform',
  claims: (path) => ENDS.some((end) => path.endsWith(end)),
  mayMatter,
  load: async () => (await import('./folders.js')).terraformFolders,
};
