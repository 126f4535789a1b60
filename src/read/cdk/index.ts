import { gap } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import type { Resource } from '../../core/unit.js';
import { calleeName, type Name } from '../program/evaluation/externals.js';
import type { Resolver, ValueOf } from '../program/resolver.js';
import type { Table } from '../program/tables.js';
import type { External } from '../program/values/values.js';
import { visitByAspects } from './aspects.js';
import { alarmResources, groupOfTrail, mayAlarm } from './alarms.js';
import { callResources, isCaller, mayCall } from './calls.js';
import { iamMayMake, iamResources, iamValue, namedValue, withBoundary } from './iam/index.js';
import { includedResources, isInclude } from './include.js';
import { levelOneResources, mayBeLevelOne } from './level1.js';
import { madeBy } from './names.js';
import { cdkNatives } from './natives.js';
import { presenceIn } from './presence.js';
import { groupOf } from './scopes.js';
import { standing } from './standing.js';
import { trailResources } from './trail.js';
import { enumValue } from './values/enums.js';
import { intrinsicValue } from './values/intrinsics.js';
import { patternValue } from './values/patterns.js';
import { cdkWritten } from './written.js';

const isTrail = (external: External): boolean => external.how.kind === 'new' && madeBy(external) === 'aws-cloudtrail.Trail';

const value: ValueOf = (external, place, resolver) => iamValue(external, place, resolver) ?? enumValue(external, place) ?? patternValue(external, place, resolver) ?? intrinsicValue(external, place, resolver) ?? namedValue(external, place, resolver);

const resources: Table['resources'] = (external, all, resolver) => [...resourcesOf(external, resolver).map((one) => withBoundary(one, external, all, resolver)), ...iamResources(external, all, resolver)].filter(({ exists }) => exists !== 'no');

const mayMake: Table['mayMake'] = (external, all) => isMaker(external) || mayCall(external, all) || (mayAlarm(external) && presenceIn(all).trails) || iamMayMake(external, all);

/** Whether it makes a resource whatever it is given. It is asked of all that is made, which is of few classes. */
function isMaker(external: External): boolean {
  const name = external.how.kind === 'new' ? calleeName(external) : undefined;
  if (name === undefined) return false;
  const known = makers.get(name) ?? (isTrail(external) || isInclude(external) || mayBeLevelOne(external) || isElsewhere(external));
  makers.set(name, known);
  return known;
}

const makers = new WeakMap<Name, boolean>();

/** What makes resources of a template that is not in view. */
const isElsewhere = (external: External): boolean => external.how.kind === 'new' && /^(?:core|aws-cloudformation)\.(?:CfnStack|CfnStackSet)$|^aws-servicecatalog\.(?:CfnCloudFormationProduct|CfnCloudFormationProvisionedProduct)$/u.test(madeBy(external) ?? '');

function elsewhere({ at }: External, resolver: Resolver): readonly Resource[] {
  resolver.tell(gap('The template that this deploys is not read', onOneLine(at.span)));
  return [];
}

function resourcesOf(external: External, resolver: Resolver): readonly Resource[] {
  if (isTrail(external)) return [...trailResources(external, resolver), ...groupOfTrail(external, resolver)];
  if (isInclude(external)) return includedResources(external, resolver);
  if (mayBeLevelOne(external)) return levelOneResources(external, resolver);
  if (isCaller(external)) return callResources(external, resolver);
  if (isElsewhere(external)) return elsewhere(external, resolver);
  return mayAlarm(external) ? alarmResources(external, resolver) : [];
}

/** AWS CDK, in the words of CloudFormation. */
export const cdkTable: Table = {
  id: 'cdk',
  independent: true,
  vocabulary: 'cloudformation',
  deploys: (made) => made.some((external) => madeBy(external) === 'core.App'),
  natives: cdkNatives,
  value,
  resources,
  mayMake,
  mentions: /trail|event_?data_?store|cfnresource|custom_?resource|include|polic|role|grant|statement|iam\b|lambda|function|state_?machine|schedule|metric_?filter|event_?pattern|kms|\buser|\bgroup|document|permission/,
  packages: /['"`](?:aws-cdk-lib|@aws-cdk\/|monocdk|constructs)/,
  methods: /addto\w*policy|addmanagedpolicy|attachinlinepolicy|addmetricfilter|oncloudtrailevent/,
  finish: (made, run) => {
    visitByAspects(made, () => made.filter((one) => mayMake(one, made)), run);
  },
  group: groupOf,
  standing,
  written: cdkWritten,
};
