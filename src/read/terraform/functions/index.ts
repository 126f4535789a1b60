import { arns } from './arns.js';
import { failed, unsettled, type TerraformFunction } from './call.js';
import { encodings } from './encoding.js';
import { expressions } from './expressions.js';
import { files } from './files.js';
import { formats } from './format.js';
import { lists } from './lists.js';
import { maps } from './maps.js';
import { numbers } from './numbers.js';
import { sets } from './sets.js';
import { strings } from './strings.js';

export { interpolated } from './values/conversion.js';
export { marked } from './documents.js';
export { WORKING_FOLDER, type FunctionCall, type FunctionFile, type FunctionFiles, type TerraformFunction } from './call.js';

/** Known by name, and left alone: what they yield depends on when or where Terraform runs, or has no bearing on what is looked for. */
const notEvaluated: readonly string[] = [
  'base64gzip', 'base64sha256', 'base64sha512', 'bcrypt', 'filebase64sha256', 'filebase64sha512', 'filemd5', 'filesha1', 'filesha256', 'filesha512', 'md5', 'rsadecrypt', 'sha1', 'sha256', 'sha512', 'uuid', 'uuidv5',
  'cidrhost', 'cidrnetmask', 'cidrsubnet', 'cidrsubnets',
  'formatdate', 'plantimestamp', 'timeadd', 'timecmp', 'timestamp',
  'csvdecode', 'ephemeralasnull', 'fileset', 'issensitive', 'templatestring', 'textdecodebase64', 'textencodebase64',
  'provider::terraform::decode_tfvars', 'provider::terraform::encode_expr', 'provider::terraform::encode_tfvars',
];

const left: TerraformFunction = (call) => unsettled(call, `\`${call.name}\` is not evaluated`);

/** Arguments come before the call: it fails with any of them. */
const eager = (work: TerraformFunction): TerraformFunction => (call) => call.arguments.find(failed) ?? work(call);

/**
 * The functions of Terraform by name. `try` and `can` are not among them: they do not evaluate what they do not need.
 * HashiCorp, "Functions - Configuration Language", https://developer.hashicorp.com/terraform/language/functions
 */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    ...arns,
    ...encodings,
    ...expressions,
    ...files,
    ...formats,
    ...lists,
    ...maps,
    ...numbers,
    ...sets,
    ...strings,
    ...notEvaluated.map((name): [string, TerraformFunction] => [name, left]),
  ].map(([name, work]) => [name, eager(work)]),
);
