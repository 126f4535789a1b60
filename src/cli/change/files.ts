/** Files of Terraform: those of one folder are one module, with the values that lie beside them. */
const terraform = /\.(?:tf|tofu|tfvars)(?:\.json)?$/iu;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The same of files of which what is in them is deployed together: of one file, and of one module. No path holds a NUL. */
export const partOf = (path: string): string => (terraform.test(path) ? `${folderOf(path)}\u0000` : path);
