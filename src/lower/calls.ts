import { firstOfEach } from '../core/long.js';
import { list, map, member, textValue, type Entry, type Node } from '../core/node.js';
import { gap } from '../core/problem.js';
import { onOneLine } from '../core/source.js';
import { shown } from '../core/text.js';
import type { Resource } from '../core/unit.js';
import type { Removal } from '../model/removal.js';
import type { Sink } from '../model/sink.js';
import { apiRemoval, apiSink } from './aws-api.js';
import { callsInCode, callsOfAutomation } from './calls/automation.js';
import { callOf, type Call } from './calls/call.js';
import { callsOfCustom } from './calls/custom.js';
import { callsOfStates, integration } from './calls/states.js';
import type { Settings } from './settings.js';

/** What calls of a resource make, and what they take away. */
export interface Called {
  readonly sinks: readonly Sink[];
  readonly removals: readonly Removal[];
}

/**
 * The sinks that a resource makes or deletes by calling CloudTrail, each in the words of the API. A call is judged by what it
 * does once it is made; whether and when that is, is not asked. What two calls of a resource do alike is taken once.
 */
export function called(resource: Resource, settings: Settings): Called {
  const distinct = new Map<string, Call>();
  for (const call of callsOf(resource)) {
    const does = `${call.operation} ${printed(call.parameters)}`;
    if (isVisible(call, settings) && !distinct.has(does)) distinct.set(does, call);
  }
  const calls = [...distinct.values()];
  const addresses = addressesOf(resource, calls);
  const inputs = calls.map((call, index): Resource => ({ type: call.operation, address: addresses[index] ?? '', exists: resource.exists, name: call.at, body: call.parameters }));
  const byCode = (sink: Sink): Sink => ({ ...sink, declaredBy: 'code' });
  return {
    sinks: inputs.flatMap((input) => apiSink(input, settings).map(byCode)),
    removals: inputs.flatMap((input) => apiRemoval(input, settings).map((removal): Removal => ({ ...removal, before: byCode(removal.before) }))),
  };
}

function callsOf({ type, body }: Resource): readonly Call[] {
  switch (type) {
    case 'AWS::Lambda::Function':
      return callsInCode(member(member(body, 'Code'), 'ZipFile'), '');
    case 'AWS::Serverless::Function':
      return callsInCode(member(body, 'InlineCode'), '');
    case 'AWS::StepFunctions::StateMachine':
      return [...callsOfStates(member(body, 'DefinitionString')), ...callsOfStates(member(body, 'Definition'))];
    case 'AWS::Serverless::StateMachine':
      return callsOfStates(member(body, 'Definition'));
    case 'AWS::Scheduler::Schedule':
      return integration(member(member(body, 'Target'), 'Arn'), member(member(body, 'Target'), 'Input'), '');
    case 'AWS::SSM::Document':
      return callsOfAutomation(member(body, 'Content'));
    default:
      return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource' ? callsOfProvider(body) : [];
  }
}

/** `AwsCustomResource` of the CDK, under whatever type, makes the calls that it is given; other providers are taken to make theirs. */
function callsOfProvider(body: Node): readonly Call[] {
  const made = ['Create', 'Update', 'Delete'].filter((property) => isSdkCall(member(body, property)));
  return made.length > 0 ? made.flatMap((property) => sdkCalls(member(body, property), property)) : callsOfCustom(body);
}

/** CDK API Reference, `AwsSdkCall`. */
const isSdkCall = (node: Node): boolean => node.kind === 'map' && node.entries.has('service') && node.entries.has('action');

/** To stop or delete what a stack recorded when it is deleted is to clear up. */
const sdkCalls = (call: Node, maker: string): readonly Call[] =>
  callOf(member(call, 'service'), member(call, 'action'), member(call, 'parameters'), maker).filter(({ operation }) => maker !== 'Delete' || !/^(?:Stop|Delete)/u.test(operation));

const selectorNames = ['EventSelectors', 'AdvancedEventSelectors'];

/**
 * Whether anything can be said of a call. Of what it sets nothing may be visible at all: that is told, and not taken for a
 * loss. A call without selectors is refused, or leaves them as they are.
 */
function isVisible({ operation, parameters, at }: Call, settings: Settings): boolean {
  if (/^(?:Stop|Delete)/u.test(operation)) return true;
  if (parameters.kind === 'map' && selectorNames.some((name) => parameters.entries.has(name))) return true;
  const unseen = parameters.kind === 'unknown' ? parameters : parameters.kind === 'map' ? parameters.unseen[0] : undefined;
  if (unseen !== undefined) settings.problems.push(gap(`What this call of ${operation} sets is not known: ${unseen.reason}`, onOneLine(at.span)));
  if (unseen !== undefined || parameters.kind !== 'map') return false;
  return operation === 'CreateEventDataStore' || (operation === 'UpdateEventDataStore' && parameters.entries.has('MultiRegionEnabled'));
}

/** The logical id; where the resource makes several calls, or one only when it is deleted, also what makes each. */
function addressesOf({ address }: Resource, calls: readonly Call[]): readonly string[] {
  if (calls.length < 2 && calls[0]?.maker !== 'Delete') return [address];
  const times = new Map<string, number>();
  return calls.map(({ maker, operation }) => {
    const name = `${address}.${maker === '' ? operation : maker}`;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? name : `${name} ${String(time)}`;
  });
}

/**
 * A custom resource of the CDK that calls an API (`AwsCustomResource`) as what its calls to IAM make; any other resource as
 * it is. Each of `Create`, `Update` and `Delete` is one call in JSON; what two of them do alike is taken once.
 * CDK API Reference, `AwsSdkCall`.
 */
export function resourcesOf(resource: Resource): readonly Resource[] {
  if (resource.type !== 'Custom::AWS') return [resource];
  const made = ['Create', 'Update', 'Delete'].flatMap((property) => madeBy(member(resource.body, property), resource));
  return firstOfEach(made, ({ body }) => printed(body));
}

const putTypes: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['role', ['AWS::IAM::RolePolicy', 'RoleName']],
  ['user', ['AWS::IAM::UserPolicy', 'UserName']],
  ['group', ['AWS::IAM::GroupPolicy', 'GroupName']],
]);

function madeBy(call: Node, resource: Resource): readonly Resource[] {
  const service = textValue(member(call, 'service')) ?? '';
  // `putRolePolicy`, or with version 3 of the SDK `PutRolePolicyCommand`.
  const [, verb, kind] = /^(put|attach|create)(role|user|group|)policy(?:version)?(?:command)?$/u.exec((textValue(member(call, 'action')) ?? '').toLowerCase()) ?? [];
  if (!/^(?:@aws-sdk\/client-)?iam$/iu.test(service) || verb === undefined || kind === undefined) return [];
  const parameters = member(call, 'parameters');
  const made = (type: string, members: readonly (readonly [string, Node])[]): readonly Resource[] => [{ ...resource, type, body: map(new Map(members.flatMap(entry)), resource.name) }];
  const property = putTypes.get(kind);
  if (verb === 'attach') return made(resource.type, [['PolicyArn', member(parameters, 'PolicyArn')], ...(property === undefined ? [] : [[`${property[1].slice(0, -'Name'.length)}s`, member(parameters, property[1])] as const])]);
  if (property === undefined) return made('AWS::IAM::ManagedPolicy', [['PolicyDocument', member(parameters, 'PolicyDocument')]]);
  return made(property[0], [[property[1], list([member(parameters, property[1])], call.origin)], ['PolicyDocument', member(parameters, 'PolicyDocument')]]);
}

const entry = ([name, value]: readonly [string, Node]): readonly [string, Entry][] => (value.kind === 'absent' ? [] : [[name, { key: value.origin, value }]]);

/** What a node holds, to be compared. */
function printed(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return JSON.stringify(node.text);
    case 'list':
      return `[${node.items.map(printed).join()}]`;
    case 'map':
      return `{${[...node.entries].map(([name, { value }]) => `${JSON.stringify(name)}:${printed(value)}`).join()}}`;
    case 'unknown':
      return JSON.stringify(shown(node.text));
    case 'absent':
      return '';
  }
}
