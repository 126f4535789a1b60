import { calleeName, type Name } from '../program/evaluation/externals.js';
import type { External } from '../program/values/values.js';
import { snakeCase, type Spelling } from '../provider/blocks.js';

/** CDK for Terraform, and CDK Terrain, which goes on with it under another name. */
const CORE = /^cdkt[fn]$/u;

/** Of a name in the core, such as `TerraformStack` or `Fn.jsonencode`; undefined for other packages. */
export const coreName = (name: Name | undefined): string | undefined => (name !== undefined && CORE.test(name.module) ? name.name : undefined);

/** The class or function of the core by which something was made. */
export const madeByCore = (external: External): string | undefined => coreName(calleeName(external));

/** Prebuilt providers, and those that `cdktf get` generates into the folder of the project, which is seldom in a repository. */
const PROVIDER = /^@cdkt[fn]\/provider-(aws|awscc)(?:-go)?(?:\/|$)|(?:^|\/)(?:\.gen|imports)\/providers\/(aws|awscc)(?:\/|$)/u;

/**
 * The type of the resource that a class stands for: the name of its provider, and its own in snake case, whatever path or namespace it
 * comes by: `IamRolePolicy` is `aws_iam_role_policy`. Data sources begin with `Data` and the provider once more.
 */
export function typeOfClass(name: Name | undefined): string | undefined {
  const [, prebuilt, generated] = name === undefined ? [] : (PROVIDER.exec(name.module) ?? []);
  const provider = prebuilt ?? generated;
  const [last] = name?.name.split('.').slice(-1) ?? [];
  if (provider === undefined || last === undefined || !/^[A-Z]/u.test(last)) return undefined;
  const own = snakeCase(last);
  const data = `data_${provider}_`;
  return own.startsWith(data) ? `data.${provider}_${own.slice(data.length)}` : `${provider}_${own}`;
}

/** `cdktf get` generates classes for modules as well. */
export const isModuleClass = (name: Name | undefined): boolean => name !== undefined && (/(?:^|\/)(?:\.gen|imports)\/modules\//u.test(name.module) || /^Terraform(?:Hcl)?Module$/u.test(coreName(name) ?? ''));

/** Names of attributes that mean something else in JavaScript are changed. `Cloudtrail`, `CloudtrailAdvancedEventSelectorFieldSelector.equalTo`. */
export const cdktfSpelling: Spelling = (name) => (name === 'equalTo' ? 'equals' : snakeCase(name));
