import { argumentsIn, methodCall } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { Argument, External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { idIn, pathOf, scopeIn } from '../scopes.js';
import type { Holder } from './holders.js';
import { schedulerRole } from './scheduler.js';
import { externalsIn, property } from './values.js';

/** Objects and lists within what is handed over. */
const MOST_DEPTH = 6;

/** What is handed over: the externals in values, in lists and objects as well. */
function handed(value: Value | undefined, depth = 0): readonly External[] {
  if (value === undefined || depth > MOST_DEPTH) return [];
  if (value.kind === 'list') return value.cell.items.flatMap((item) => handed(item.value, depth + 1));
  if (value.kind === 'object') return [...value.cell.entries.values()].flatMap((slot) => handed(slot.value, depth + 1));
  return externalsIn(value);
}

const handedIn = (args: readonly Argument[]): readonly External[] => args.flatMap(({ value }) => handed(value));

const indexes = new WeakMap<readonly External[], ReadonlyMap<External, readonly External[]>>();

/** For each external those that it is handed to, and the results of its methods. */
function usersIn(all: readonly External[]): ReadonlyMap<External, readonly External[]> {
  const known = indexes.get(all);
  if (known !== undefined) return known;
  const users = new Map<External, External[]>();
  for (const external of all) {
    const method = methodCall(external);
    const receivers = method === undefined ? [] : externalsIn(method.receiver);
    const used = [...handedIn(argumentsIn(external)), ...receivers, ...external.effects.flatMap(({ args }) => handedIn(args))];
    for (const one of new Set(used)) {
      const found = users.get(one);
      if (found === undefined) users.set(one, [external]);
      else found.push(external);
    }
  }
  indexes.set(all, users);
  return users;
}

/** Steps from a task to its state machine, from a step to its pipeline. */
const MOST_VISITED = 2000;

/** What something is a part of: the nearest external that is made by `made` and is handed it, be it through others. The way there is told, too. */
export function userOf(external: External, all: readonly External[], made: RegExp): { readonly user: External; readonly way: readonly External[] } | undefined {
  const users = usersIn(all);
  const before = new Map<External, External | undefined>([[external, undefined]]);
  for (const one of before.keys()) {
    if (before.size > MOST_VISITED) return undefined;
    if (one !== external && made.test(madeBy(one) ?? '')) {
      const way: External[] = [];
      for (let at = before.get(one); at !== undefined && at !== external; at = before.get(at)) way.push(at);
      return { user: one, way };
    }
    for (const user of users.get(one) ?? []) if (!before.has(user)) before.set(user, one);
  }
  return undefined;
}

/** The path of the stack in which something is made; of what is handed over, of what takes it. */
function stackPath(external: External, resolver: Resolver): string {
  let at: External | undefined = external;
  for (let steps = 0; at !== undefined && steps < 64; steps++) {
    if (/^core\.(?:Stack|NestedStack)$/u.test(madeBy(at) ?? '')) return pathOf(at, resolver);
    at = scopeIn(at, resolver);
  }
  return '';
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/');

/** The path of the role that a construct makes for itself. */
export function roleAddress({ external, path }: Holder & { readonly kind: 'implicit' }, all: readonly External[], resolver: Resolver): string {
  const made = madeBy(external) ?? '';
  const takerOf = (pattern: RegExp): External => userOf(external, all, pattern)?.user ?? external;
  if (made === 'aws-events-targets.AwsApi') return joined(stackPath(takerOf(/^aws-events\.Rule$/u), resolver), path);
  if (made === 'aws-scheduler-targets.Universal') return joined(stackPath(takerOf(/^aws-scheduler\.Schedule$/u), resolver), schedulerRole(external, resolver));
  if (made === 'aws-stepfunctions-tasks.CallAwsServiceCrossRegion' || made === 'custom-resources.AwsCustomResource') return joined(stackPath(external, resolver), path);
  if (made === 'aws-lambda.SingletonFunction') return joined(stackPath(external, resolver), singleton(external, resolver), path);
  if (/^core\.CustomResourceProvider\b/u.test(made)) return joined(stackPath(external, resolver), `${idIn(external, resolver) ?? '?'}CustomResourceProvider`, path);
  if (made.startsWith('aws-codepipeline-actions.')) return actionAddress(external, all, path, resolver);
  if (made.startsWith('pipelines.')) return stepAddress(external, all, resolver);
  return joined(pathOf(external, resolver), path);
}

const textAt = (value: Value | undefined, external: External, resolver: Resolver): string => {
  const node = resolver.node(value, external.at);
  return node.kind === 'scalar' ? node.text : '?';
};

function singleton(external: External, resolver: Resolver): string {
  const properties = argumentsIn(external)[2]?.value;
  const purpose = property(properties, 'lambdaPurpose');
  const name = purpose === undefined || purpose.kind === 'undefined' ? 'SingletonLambda' : textAt(purpose, external, resolver);
  return name + textAt(property(properties, 'uuid'), external, resolver).replaceAll('-', '');
}

/** Actions of a pipeline are made below it, by the names of their stage and their own. */
function actionAddress(external: External, all: readonly External[], path: string, resolver: Resolver): string {
  const properties = argumentsIn(external)[0]?.value;
  const pipeline = userOf(external, all, /^aws-codepipeline\.Pipeline$/u)?.user;
  const stages = pipeline === undefined ? [] : [argumentsIn(pipeline)[2]?.value, ...pipeline.effects.map(({ args }) => args[0]?.value)].flatMap((value) => stageIn(value, external));
  return joined(pipeline === undefined ? '' : pathOf(pipeline, resolver), textAt(stages[0], external, resolver), textAt(property(properties, 'actionName'), external, resolver), path);
}

/** The name of the stage that has an action, in the properties of a pipeline or of the stage itself. */
function stageIn(value: Value | undefined, action: External): readonly Value[] {
  const stages = property(value, 'stages');
  const candidates = stages?.kind === 'list' ? stages.cell.items.map((item) => item.value) : [value];
  return candidates.flatMap((one) => (handed(property(one, 'actions')).includes(action) ? (property(one, 'stageName') ?? []) : []));
}

/** A step of CDK Pipelines: that which synthesizes is a project of its own. */
function stepAddress(external: External, all: readonly External[], resolver: Resolver): string {
  const id = textAt(argumentsIn(external)[0]?.value, external, resolver);
  const found = userOf(external, all, /^pipelines\.CodePipeline$/u);
  if (found === undefined) return joined(id, 'Role');
  const path = joined(pathOf(found.user, resolver), 'Pipeline');
  if (handed(property(argumentsIn(found.user)[2]?.value, 'synth')).includes(external)) return joined(path, 'Build', id, 'CdkBuildProject', 'Role');
  const stage = found.user.effects.find(({ args }) => handedIn(args).includes(external))?.args[0]?.value;
  const [of] = externalsIn(stage);
  return joined(path, of === undefined ? textAt(stage, external, resolver) : (idIn(of, resolver) ?? '?'), id, id, 'Role');
}
