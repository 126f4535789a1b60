import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External } from '../../program/values/values.js';
import { md5 } from './md5.js';
import { property } from './values.js';

/** The role that EventBridge Scheduler is made for a call: one for each action, called by a part of the hash of what is called. As the CDK does it. */
export function schedulerRole(target: External, resolver: Resolver): string {
  const properties = argumentsIn(target)[0]?.value;
  const [service, action] = ['service', 'action'].map((name) => resolver.node(property(properties, name), target.at));
  if (service?.kind !== 'scalar' || action?.kind !== 'scalar') return 'SchedulerRoleForTarget-?';
  const arn = JSON.stringify({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:scheduler:::aws-sdk:${service.text}:${action.text}`]] });
  return `SchedulerRoleForTarget-${md5(arn).slice(0, 6)}`;
}
