import { member } from '../program/evaluation/members.js';
import { invoke } from '../program/evaluation/functions.js';
import type { Native } from '../program/run.js';
import { instanceOf } from './aspects.js';
import { contextNatives } from './context.js';
import { notingLibrary } from './include.js';
import { notingComparison } from './values/conditions.js';

/** The modules in which the core of the CDK is, in each version. */
const cores = ['aws-cdk-lib', '@aws-cdk/core', 'monocdk', 'aws-cdk-lib/core'];

/** `Lazy.string({ produce: () => ... })`: what it gives is asked for at the end; lists are looked at as they are then. */
const lazy: Native = ({ args, at }, run) => {
  const [producer] = args;
  if (producer === undefined || producer.rest) return undefined;
  const produce = member(producer.value, 'produce', at, run);
  return produce.kind === 'function' ? invoke(produce, [], at, run) : undefined;
};

const lazies = ['string', 'list', 'any', 'number', 'uncachedString', 'uncachedList', 'uncachedAny', 'uncachedNumber', 'stringValue', 'listValue', 'anyValue', 'numberValue'];

const includes = ['aws-cdk-lib/cloudformation-include:CfnInclude', 'aws-cdk-lib:cloudformation_include.CfnInclude', '@aws-cdk/cloudformation-include:CfnInclude', 'monocdk/cloudformation-include:CfnInclude', 'aws-cdk-lib:CfnInclude', '@aws-cdk/core:CfnInclude'];

/** What a program needs of the CDK to go on. */
export const cdkNatives: ReadonlyMap<string, Native> = new Map<string, Native>([
  ...contextNatives,
  ['instanceof', instanceOf],
  ...includes.map((name) => [`new ${name}`, notingLibrary] as const),
  ...cores.flatMap((core): (readonly [string, Native])[] => [[`${core}:Fn.conditionEquals`, notingComparison], ...lazies.map((name) => [`${core}:Lazy.${name}`, lazy] as const)]),
]);
