import type { Standing, Table } from '../program/tables.js';
import { calleeName, methodCall } from '../program/evaluation/externals.js';
import type { External } from '../program/values/values.js';
import { mayAlarm } from './alarms.js';
import { isCaller } from './calls.js';
import { iamMayMake } from './iam/index.js';
import { madeBy } from './names.js';

/** L1 types of which only who holds what is lowered. */
const permissions = /^aws-(?:iam|sso)\.Cfn[A-Z]\w*$/u;

/** They hold constructs, and are no resources with permissions of their own. */
const scopes = /^core\.(?:App|Stage|Stack|NestedStack|Construct)$/u;

/**
 * They concern every principal, or may name any: calls that attach policies, policies of an organization, templates with principals of
 * their own, and what is said of all that lies in a scope.
 */
const everywhere = /^custom-resources\.AwsCustomResource$|^aws-organizations\.CfnPolicy$|\.CfnInclude$|^core\.CfnResource$|^aws-iam\.(?:PermissionsBoundary\.of|Role\.customizeRoles)$/u;

const known = new WeakMap<readonly External[], Map<External, Standing>>();

/** How something of the CDK stands to the rest of its stack. It is asked on every way that leads there. */
export const standing: NonNullable<Table['standing']> = (external, all) => {
  const ofAll = known.get(all) ?? new Map<External, Standing>();
  known.set(all, ofAll);
  const found = ofAll.get(external) ?? standingOf(external, all);
  ofAll.set(external, found);
  return found;
};

function standingOf(external: External, all: readonly External[]): Standing {
  const made = madeBy(external) ?? '';
  if (everywhere.test(made)) return 'everywhere';
  if (scopes.test(made) || isStackOfPackage(external)) return 'around';
  const isPermission = permissions.test(made) || (iamMayMake(external, all) && !isCaller(external) && !mayAlarm(external) && !made.startsWith('aws-cloudtrail.'));
  return isPermission ? 'apart' : 'together';
}

/** Packages have stacks of their own, and call them so. */
const isStackOfPackage = (external: External): boolean => external.how.kind === 'new' && methodCall(external) === undefined && (calleeName(external)?.name ?? '').endsWith('Stack') && madeBy(external) === undefined;
