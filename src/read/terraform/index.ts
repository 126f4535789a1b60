import type { FolderReader } from '../reader.js';
import { mayMatter } from './sniff.js';

/** Terraform and OpenTofu: the files of a folder are a module, which may call others. */
export const terraformReader: FolderReader = {
  id: 'terraform',
  claims: (path) => /\.(?:tf|tofu)(?:\.json)?$/u.test(path) || /\.tfvars(?:\.json)?$/u.test(path),
  mayMatter,
  load: async () => (await import('./folders.js')).terraformFolders,
};
