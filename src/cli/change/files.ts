/** Files of Terraform: those of one folder are one module, with the values that lie beside them. */
const terraform = /\.(?:tf|tofu|tfvars)(?:\.json)?$/iu;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Whether what is in two files is deployed together: one file, or one module. */
export const areTogether = (path: string, other: string): boolean => path === other || (terraform.test(path) && terraform.test(other) && folderOf(path) === folderOf(other));
