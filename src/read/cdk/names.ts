import { calleeName, importedName, type Name } from '../program/evaluation/externals.js';
import type { External, Value } from '../program/values/values.js';

/**
 * A name of the CDK in one spelling, whichever version and form of import it comes by: `aws-cloudtrail.Trail` for
 * `aws-cdk-lib/aws-cloudtrail`, `aws_cloudtrail` of `aws-cdk-lib`, `@aws-cdk/aws-cloudtrail` (v1) and `monocdk`; `core.Stack` for what
 * is in the core. Undefined for other packages.
 */
export function cdkName(name: Name | undefined): string | undefined {
  if (name === undefined) return undefined;
  const known = spelled.get(name);
  if (known !== undefined) return known.name;
  const found = spell(name);
  spelled.set(name, { name: found });
  return found;
}

const spelled = new WeakMap<Name, { readonly name: string | undefined }>();

function spell(name: Name): string | undefined {
  const [, service] = /^(?:aws-cdk-lib|monocdk)\/([\w-]+)/u.exec(name.module) ?? /^@aws-cdk\/([\w-]+)/u.exec(name.module) ?? [];
  if (service !== undefined) return `${service}.${name.name}`;
  if (name.module === 'constructs') return `core.${name.name}`;
  if (!/^(?:aws-cdk-lib|monocdk)$/u.test(name.module)) return undefined;
  const [, namespace, rest] = /^((?:aws|alexa)_\w+|cloudformation_include|custom_resources|pipelines|cx_api|cloud_assembly_schema|region_info|triggers)(?:\.(.*))?$/u.exec(name.name) ?? [];
  return namespace === undefined ? `core.${name.name}` : `${namespace.replaceAll('_', '-')}.${rest ?? ''}`;
}

/** The class or function of the CDK by which something was made. */
export const madeBy = (external: External): string | undefined => cdkName(calleeName(external));

/** What an imported value is in the CDK: an enumeration's member, a class. */
export const importedAs = (value: Value | undefined): string | undefined => cdkName(importedName(value));
