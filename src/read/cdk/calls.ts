import { scalar, textValue, type Node } from '../../core/node.js';
import { gap } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import type { Resource } from '../../core/unit.js';
import { absent } from '../../core/value.js';
import { unfoldDocuments } from '../cloudformation/documents.js';
import { argumentsIn } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { External, Value } from '../program/values/values.js';
import { resourceOf } from './level1.js';
import { madeBy } from './names.js';
import { existsUnder } from './overrides.js';
import { presenceIn } from './presence.js';
import { argumentOf, mapOf, memberOf } from './props.js';
import { idIn, idOf, pathOf } from './scopes.js';

type Maker = (external: External, resolver: Resolver) => readonly Resource[];

/** Constructs that call an API, sooner or later. AWS CDK API Reference. */
const makers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['custom-resources.AwsCustomResource', customResource],
  ['aws-lambda.Function', inlineFunction],
  ['aws-lambda.SingletonFunction', inlineFunction],
  ['triggers.TriggerFunction', inlineFunction],
  ['aws-stepfunctions.StateMachine', stateMachine],
  ['aws-scheduler.Schedule', schedule],
  ['aws-scheduler-alpha.Schedule', schedule],
]);

export const isCallerClass = (name: string): boolean => makers.has(name);

export const isCaller = (external: External): boolean => external.how.kind === 'new' && isCallerClass(madeBy(external) ?? '');

/** Most functions are in files, and most state machines call nothing of CloudTrail. */
export function mayCall(external: External, all: readonly External[]): boolean {
  const maker = external.how.kind === 'new' ? makers.get(madeBy(external) ?? '') : undefined;
  if (maker === stateMachine) return presenceIn(all).states;
  if (maker === schedule) return presenceIn(all).targets;
  return maker !== undefined && (maker !== inlineFunction || mayBeInline(external));
}

function mayBeInline(external: External): boolean {
  const props = argumentsIn(external)[2]?.value;
  const code = props?.kind === 'object' ? props.cell.entries.get('code')?.value : props;
  if (code?.kind === 'external') return INLINE.test(madeBy(code.external) ?? '');
  return code?.kind === 'choice';
}

const INLINE = /^aws-lambda\.(?:Code\.(?:fromInline|inline)|InlineCode)$/u;

export const callResources: Maker = (external, resolver) => makers.get(madeBy(external) ?? '')?.(external, resolver) ?? [];

/** `onUpdate` alone is called when the resource is made, too. AWS CDK API Reference, `AwsCustomResourceProps`. */
function customResource(external: External, resolver: Resolver): readonly Resource[] {
  const props = argumentOf(external, 2, resolver);
  const call = (name: string): Node => unfoldDocuments(sdkCall(memberOf(props, name, resolver), external, resolver), resolver.tell);
  const [create, update, remove] = [call('onCreate'), call('onUpdate'), call('onDelete')];
  const body = mapOf([['Create', create.kind === 'absent' ? update : create], ['Update', update], ['Delete', remove]], external.at);
  if (isHidden(props, resolver)) resolver.tell(gap('What this custom resource calls is not known here', onOneLine((props?.origin ?? external.at).span)));
  return [{ type: 'Custom::AWS', address: pathOf(external, resolver), exists: existsUnder(external, resolver), name: idOf(external), body }];
}

const isHidden = (props: Value | undefined, resolver: Resolver): boolean => props === undefined || resolver.settled(props).kind !== 'object';

function sdkCall(value: Value | undefined, external: External, resolver: Resolver): Node {
  const node = resolver.node(value, external.at);
  if (node.kind === 'unknown') resolver.tell(gap(`What this custom resource calls is not known: ${node.reason}`, onOneLine(node.origin.span)));
  return node.kind === 'unknown' ? absent(node.origin) : node;
}

/** The source text of a function stands in the program; what is in files is read where they are. */
function inlineFunction(external: External, resolver: Resolver): readonly Resource[] {
  const code = resolver.external(memberOf(argumentOf(external, 2, resolver), 'code', resolver));
  const made = code === undefined ? '' : (madeBy(code) ?? '');
  if (code === undefined || !INLINE.test(made)) return [];
  const text = resolver.node(argumentOf(code, 0, resolver), code.at);
  return resourceOf('AWS::Lambda::Function', mapOf([['Code', mapOf([['ZipFile', text]], code.at)]], external.at), external, resolver);
}

function stateMachine(external: External, resolver: Resolver): readonly Resource[] {
  const props = argumentOf(external, 2, resolver);
  const definition = memberOf(props, 'definitionBody', resolver) ?? memberOf(props, 'definition', resolver);
  const made = resolver.external(definition);
  if (made === undefined) return [];
  const name = madeBy(made) ?? '';
  if (name === 'aws-stepfunctions.DefinitionBody.fromString') return resourceOf('AWS::StepFunctions::StateMachine', mapOf([['DefinitionString', resolver.node(argumentOf(made, 0, resolver), made.at)]], external.at), external, resolver);
  const states = reachable(made, resolver).flatMap((one) => stateOf(one, resolver));
  if (states.length === 0) return [];
  const body = mapOf([['Definition', mapOf([['States', mapOf(states, external.at)]], external.at)]], external.at);
  return resourceOf('AWS::StepFunctions::StateMachine', body, external, resolver);
}

/** A state that calls an API by itself: `Task` of an SDK integration, or one that is written out. */
function stateOf(external: External, resolver: Resolver): readonly (readonly [string, Node])[] {
  const made = madeBy(external);
  const props = argumentOf(external, 2, resolver);
  const node = (name: string): Node => resolver.node(memberOf(props, name, resolver), external.at);
  const id = idIn(external, resolver) ?? '?';
  if (made === 'aws-stepfunctions.CustomState') return [[id, node('stateJson')]];
  if (made !== 'aws-stepfunctions-tasks.CallAwsService' && made !== 'aws-stepfunctions-tasks.CallAwsService.jsonPath' && made !== 'aws-stepfunctions-tasks.CallAwsService.jsonata') return [];
  const [service, action] = [textValue(node('service')), node('action')];
  const actionText = textValue(action);
  if (service === undefined || actionText === undefined) return [];
  return [[id, mapOf([['Type', scalar('Task', external.at)], ['Resource', scalar(`arn:aws:states:::aws-sdk:${service}:${actionText}`, action.origin)], ['Parameters', node('parameters')]], external.at)]];
}

/** Externals that one definition leads to: far more than any state machine has states. */
const MOST_STATES = 2_000;

/** All that a definition is made of: what it was called on, what it was given, and what was done with that. */
function reachable(start: External, resolver: Resolver): readonly External[] {
  const found = new Set<External>();
  const waiting: External[] = [start];
  const follow = (value: Value | undefined): void => {
    const external = resolver.external(value);
    if (external !== undefined) waiting.push(external);
    const settled = value === undefined ? undefined : resolver.settled(value);
    if (settled?.kind === 'list') for (const item of settled.cell.items) follow(item.value);
  };
  for (let at = waiting.pop(); at !== undefined && found.size < MOST_STATES; at = waiting.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    const { how } = at;
    if (how.kind === 'member') follow(how.of);
    if (how.kind === 'call') follow(how.callee);
    if (how.kind === 'call') for (const { value } of how.args) follow(value);
    for (const { args, result } of how.kind === 'import' ? [] : at.effects) {
      for (const { value } of args) follow(value);
      if (result !== undefined) waiting.push(result);
    }
  }
  return [...found];
}

/** A schedule whose target is any operation of any API. Scheduler User Guide, "Universal targets". */
function schedule(external: External, resolver: Resolver): readonly Resource[] {
  const target = resolver.external(memberOf(argumentOf(external, 2, resolver), 'target', resolver));
  if (target === undefined || !(madeBy(target) ?? '').endsWith(".Universal")) return [];
  const props = argumentsIn(target)[0]?.value;
  const node = (name: string): Node => resolver.node(memberOf(props, name, resolver), target.at);
  const [service, action] = [textValue(node('service')), node('action')];
  const actionText = textValue(action);
  if (service === undefined || actionText === undefined) return [];
  const arn = scalar(`arn:aws:scheduler:::aws-sdk:${service}:${actionText}`, action.origin);
  const input = inputOf(resolver.external(memberOf(props, 'input', resolver)), target, resolver);
  return resourceOf('AWS::Scheduler::Schedule', mapOf([['Target', mapOf([['Arn', arn], ['Input', input]], target.at)]], external.at), external, resolver);
}

/** `ScheduleTargetInput.fromObject({...})`, or `fromText` with JSON. */
const inputOf = (input: External | undefined, target: External, resolver: Resolver): Node =>
  input !== undefined && /\.ScheduleTargetInput\.from(?:Object|Text)$/u.test(madeBy(input) ?? '') ? resolver.node(argumentOf(input, 0, resolver), input.at) : absent(target.at);
