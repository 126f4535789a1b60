import { list, scalar, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { given, type Given } from './documents.js';
import type { Giving } from './givings.js';
import { byDefault, mapOf, textIn, textNode } from './nodes.js';
import { normalized } from './statements.js';
import { userOf } from './users.js';
import { listed, property } from './values.js';

const FUNCTION = /^aws-lambda[\w-]*\.\w*Function$|^aws-cloudfront\.experimental\.EdgeFunction$/u;

const OTHERS =
  /^aws-iam\.Grant\.addToPrincipal|^aws-events-targets\.AwsApi$|^aws-scheduler-targets\.Universal$|^aws-stepfunctions-tasks\.CallAwsService(?:CrossRegion)?$|^pipelines\.Code(?:BuildStep|Pipeline)(?:\.|$)|^core\.CustomResourceProvider(?:\.|$)|^aws-codepipeline-actions\.CloudFormation/u;

/** Whether a class or function of the CDK may give somebody something by what it is given. */
export const mayGive = (name: string): boolean => FUNCTION.test(name) || OTHERS.test(name);

type Statements = (resolver: Resolver, exists: Given['exists']) => readonly Given[];

/**
 * What classes of the CDK give by their properties: statements of the user's, or those that it derives from a call of an API. Nearly
 * everything gives nothing.
 */
export function derivedGivings(external: External, all: readonly External[]): readonly Giving[] {
  const made = madeBy(external);
  if (made === undefined || external.how.kind === 'import' || !mayGive(made)) return [];
  const args = argumentsIn(external);
  const itself: Value = { kind: 'external', external, origin: external.at };
  const to = (holder: Value, of: Statements, member = 'role'): readonly Giving[] => [{ call: external, to: holder, member, what: { kind: 'statements', of } }];
  const policies = (value: Value | undefined): readonly Giving[] => (isThere(value) ? to(itself, (resolver, exists) => given(listed(value, resolver), exists, resolver)) : []);
  if (/^aws-iam\.Grant\.addToPrincipal(?:OrResource|AndResource)?$/u.test(made)) {
    const grantee = property(args[0]?.value, 'grantee');
    return grantee === undefined ? [] : to(grantee, granted(external, args[0]?.value));
  }
  if (FUNCTION.test(made)) return policies(property(args[2]?.value, 'initialPolicy'));
  const first = args[0]?.value;
  const third = args[2]?.value;
  const policyStatement = property(first, 'policyStatement');
  const adminPermissions = property(first, 'adminPermissions');
  switch (made) {
    case 'aws-events-targets.AwsApi':
      return isThere(policyStatement) ? to(itself, one(policyStatement)) : isAboutTrails(first) ? to(itself, called(external, first)) : [];
    case 'aws-scheduler-targets.Universal':
      return isThere(property(first, 'policyStatements')) ? policies(property(first, 'policyStatements')) : isAboutTrails(first) ? to(itself, called(external, first)) : [];
    case 'aws-stepfunctions-tasks.CallAwsService': {
      const machine = userOf(external, all, /^aws-stepfunctions\.StateMachine$/u)?.user;
      const holder: Value = machine === undefined ? { kind: 'unknown', reason: 'its state machine is not in view', origin: external.at } : { kind: 'external', external: machine, origin: external.at };
      return to(holder, taskPolicies(external, third));
    }
    case 'aws-stepfunctions-tasks.CallAwsServiceCrossRegion':
      return to(itself, taskPolicies(external, third));
    case 'pipelines.CodeBuildStep':
    case 'pipelines.CodeBuildStep.fromJson':
      return policies(property(args[1]?.value, 'rolePolicyStatements'));
    case 'pipelines.CodePipeline':
      return ['codeBuildDefaults', 'synthCodeBuildDefaults', 'assetPublishingCodeBuildDefaults', 'selfMutationCodeBuildDefaults'].flatMap((name) => policies(property(property(third, name), 'rolePolicy')));
    case 'core.CustomResourceProvider':
    case 'core.CustomResourceProvider.getOrCreate':
    case 'core.CustomResourceProvider.getOrCreateProvider':
      return policies(property(third, 'policyStatements'));
    default:
      return made.startsWith("aws-codepipeline-actions.CloudFormation") && isThere(adminPermissions) ? to(itself, everything(external, adminPermissions), 'deploymentRole') : [];
  }
}

const isThere = (value: Value | undefined): value is Value => value !== undefined && value.kind !== 'undefined';

/** Whether a call may be one of CloudTrail. */
const isAboutTrails = (properties: Value | undefined): boolean => {
  const service = property(properties, 'service');
  return service?.kind !== 'scalar' || /cloudtrail/iu.test(String(service.value));
};

function granted(call: External, options: Value | undefined): Statements {
  return (resolver, exists) => {
    const node = (name: string): Node => resolver.node(property(options, name), call.at);
    return [{ node: statement(node('actions'), node('resourceArns'), call.at, node('conditions')), exists }];
  };
}

const statement = (actions: Node, resources: Node, at: Origin, condition?: Node): Node => normalized(mapOf(at, [['Effect', byDefault('Allow', at)], ['Action', actions], ['Resource', resources], ['Condition', condition]]));

const one =
  (value: Value): Statements =>
  (resolver, exists) =>
    given([{ value, sure: true, rest: false }], exists, resolver);

/** The action of a call, on everything. */
const called =
  (external: External, properties: Value | undefined): Statements =>
  (resolver, exists) => {
    const action = actionOf(properties, external, resolver);
    return action === undefined ? [] : [{ node: statement(action, byDefault('*', external.at), external.at), exists }];
  };

/**
 * The IAM action of a call of an SDK: the prefix of the service, and the name of the operation. Undefined for services that are known
 * and have nothing to do with trails. AWS CDK, `awsSdkToIamAction`.
 */
export function actionOf(properties: Value | undefined, external: External, resolver: Resolver): Node | undefined {
  const [service, action] = ['service', 'action'].map((name) => resolver.node(property(properties, name), external.at));
  if (service === undefined || action === undefined || action.kind === 'absent') return undefined;
  const prefix = service.kind === 'scalar' ? [service.text.toLowerCase().replace(/^@aws-sdk\/client-/u, '')] : textIn(service);
  if (prefix[0] !== 'cloudtrail' && service.kind === 'scalar') return undefined;
  if (action.kind !== 'scalar') return textNode([...prefix, ':', ...textIn(action)], action.origin);
  const name = action.text.charAt(0).toUpperCase() + action.text.slice(1);
  return textNode([...prefix, ':', /^[A-Z]/u.test(action.text) ? name.replace(/Command$/u, '') : name], action.origin);
}

/** Of a task that calls an API: the action as it is written, or the one that is named for IAM; more besides. */
function taskPolicies(task: External, properties: Value | undefined): Statements {
  return (resolver, exists) => {
    const node = (name: string): Node => resolver.node(property(properties, name), task.at);
    const [named, service, action] = [node('iamAction'), node('service'), node('action')];
    const derived = action.kind === 'absent' ? action : textNode([...textIn(service), ':', ...textIn(action)], action.origin);
    const own = statement(named.kind === 'absent' ? derived : named, node('iamResources'), task.at);
    return [{ node: own, exists }, ...given(listed(property(properties, 'additionalIamStatements'), resolver), exists, resolver)];
  };
}

/** The role of an action with `adminPermissions` may do everything. */
function everything(action: External, value: Value): Statements {
  return (resolver, exists) => {
    const node = resolver.node(value, action.at);
    if (node.kind === 'absent' || (node.kind === 'scalar' && node.value !== true)) return [];
    return [{ node: statement(list([scalar('*', node.origin)], node.origin), scalar('*', node.origin), node.origin), exists: node.kind === 'scalar' ? exists : 'maybe' }];
  };
}
