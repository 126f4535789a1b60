import type { Node } from '../../core/node.js';
import type { Source } from '../../core/source.js';
import { kmsEvents } from '../../data/kms-events.js';
import { mentionedIn, mentionsCall } from '../calls/mentions.js';

/**
 * The resource types that are lowered, with the properties that lowering looks at. Only these are evaluated: a parameter
 * that decides on a bucket name alone is worth no world.
 */
export const modelled: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::CloudTrail::Trail', ['IsLogging', 'IsMultiRegionTrail', 'IsOrganizationTrail', 'EventSelectors', 'AdvancedEventSelectors', 'CloudWatchLogsLogGroupArn']],
  ['AWS::CloudTrail::EventDataStore', ['IngestionEnabled', 'MultiRegionEnabled', 'OrganizationEnabled', 'EventSelectors', 'AdvancedEventSelectors']],
  ['AWS::IAM::Role', ['RoleName', 'AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary']],
  ['AWS::IAM::User', ['UserName', 'Groups', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary']],
  ['AWS::IAM::Group', ['GroupName', 'Policies', 'ManagedPolicyArns']],
  ['AWS::IAM::Policy', ['PolicyDocument', 'Roles', 'Users', 'Groups']],
  ['AWS::IAM::ManagedPolicy', ['ManagedPolicyName', 'PolicyDocument', 'Roles', 'Users', 'Groups']],
  ['AWS::IAM::RolePolicy', ['PolicyDocument', 'RoleName']],
  ['AWS::IAM::UserPolicy', ['PolicyDocument', 'UserName']],
  ['AWS::IAM::GroupPolicy', ['PolicyDocument', 'GroupName']],
  ['AWS::IAM::UserToGroupAddition', ['GroupName', 'Users']],
  ['AWS::SSO::PermissionSet', ['Name', 'InlinePolicy', 'ManagedPolicies', 'CustomerManagedPolicyReferences', 'PermissionsBoundary']],
  ['AWS::Organizations::Policy', ['Content', 'Type']],
  ['AWS::Serverless::Function', ['Policies', 'Role', 'PermissionsBoundary', 'InlineCode']],
  ['AWS::Serverless::StateMachine', ['Policies', 'Role', 'PermissionsBoundary', 'Definition', 'DefinitionSubstitutions']],
  ['AWS::Budgets::BudgetsAction', ['Definition']],
  // What names policies without granting them.
  ['AWS::RolesAnywhere::Profile', ['ManagedPolicyArns']],
  ['AWS::EMR::StudioSessionMapping', ['SessionPolicyArn']],
  ['AWS::Chatbot::SlackChannelConfiguration', ['GuardrailPolicies']],
  ['AWS::Chatbot::MicrosoftTeamsChannelConfiguration', ['GuardrailPolicies']],
  // What watches the events of trails.
  ['AWS::Logs::MetricFilter', ['FilterPattern', 'LogGroupName']],
  ['AWS::Events::Rule', ['EventPattern', 'EventBusName', 'State']],
  ['AWS::Logs::LogGroup', ['LogGroupName']],
  // Calls of an API, by `AwsCustomResource` of the CDK.
  ['Custom::AWS', ['Create', 'Update', 'Delete']],
  // Calls of an API in other syntaxes.
  ['AWS::Lambda::Function', ['Code']],
  ['AWS::StepFunctions::StateMachine', ['DefinitionString', 'Definition', 'DefinitionSubstitutions']],
  ['AWS::Scheduler::Schedule', ['Target']],
  ['AWS::SSM::Document', ['Content']],
]);

/** Of the types in `modelled` the properties that may hold calls, and little else: few of them do. */
const callers: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::Lambda::Function', ['Code']],
  ['AWS::Serverless::Function', ['InlineCode']],
  ['AWS::StepFunctions::StateMachine', ['DefinitionString', 'Definition', 'DefinitionSubstitutions']],
  ['AWS::Serverless::StateMachine', ['Definition', 'DefinitionSubstitutions']],
  ['AWS::Scheduler::Schedule', ['Target']],
  ['AWS::SSM::Document', ['Content']],
]);

/**
 * The properties to evaluate of a resource with these `properties`; undefined if it is not modelled. Properties that may
 * hold calls are evaluated only where one is mentioned; of custom resources all those that mention one.
 */
export function propertiesOf(type: string, properties: Node): readonly string[] | undefined {
  if (watching.has(type) && !(isAboutTrails(properties.origin.span.source) && mayWatch(type, properties))) return undefined;
  const listed = modelled.get(type);
  const mayCall = callers.get(type);
  if (isCustom(type)) return customOf(properties);
  if (listed === undefined || mayCall === undefined || mentionsAny(properties, mayCall)) return listed;
  const others = listed.filter((name) => !mayCall.includes(name));
  return others.length === 0 ? undefined : others;
}

/** Whether a call is mentioned in one of these, or in a function that could set them. */
const mentionsAny = (properties: Node, names: readonly string[]): boolean =>
  properties.kind === 'map' && [...properties.entries].some(([name, { value }]) => (names.includes(name) || name.startsWith('Fn::')) && mentionedIn(value));

/** They matter beside a trail alone, and nearly every template has some of them. */
export const watching: ReadonlySet<string> = new Set(['AWS::Logs::MetricFilter', 'AWS::Events::Rule', 'AWS::Logs::LogGroup']);

/**
 * False for patterns that are written out and name other events or services alone, as most do, and for rules on a schedule:
 * a condition on one of those is worth no world.
 */
export function mayWatch(type: string, properties: Node): boolean {
  if (type === 'AWS::Logs::LogGroup' || properties.kind !== 'map' || [...properties.entries.keys()].some((name) => name.startsWith('Fn::'))) return true;
  const filter = properties.entries.get('FilterPattern')?.value;
  const pattern = properties.entries.get('EventPattern')?.value;
  if (filter !== undefined) return filter.kind !== 'scalar' || !/\$\.event(?:Name|Source)/u.test(filter.text) || mayName(filter.text);
  return pattern !== undefined && !namesOthers(pattern);
}

const naming: ReadonlySet<string> = new Set(['source', 'eventSource', 'eventName']);

/** Whether a pattern of EventBridge asks for a service or an event by name, and names none of those that matter. */
function namesOthers(pattern: Node): boolean {
  if (pattern.kind !== 'map') return false;
  return [...pattern.entries].some(([name, { value }]) => (naming.has(name) ? value.kind === 'list' && value.items.every((item) => item.kind === 'scalar' && !mayName(item.text)) : name === 'detail' && namesOthers(value)));
}

/** A pattern may look for a part of a name, or for any text of some form. */
const mayName = (text: string): boolean => /[*%]/u.test(text) || WATCHED.test(text) || kmsEvents.some(({ name }) => name.includes(text));

/** Parts of the names of the events of KMS, and of those that change what CloudTrail records. */
const WATCHED = new RegExp(['kms', 'trail', 'logging', 'selectors', 'datastore', 'ingestion', ...kmsEvents.map(({ name }) => name)].join('|'), 'iu');

const aboutTrails = new WeakMap<Source, boolean>();

/** Whether a text declares a trail, or names AWS KMS as events do: a trail may be in another template that is deployed with it. */
function isAboutTrails(source: Source): boolean {
  const known = aboutTrails.get(source) ?? /AWS::CloudTrail::Trail|kms\.amazonaws\.com|aws\.kms/u.test(source.text);
  aboutTrails.set(source, known);
  return known;
}

/** Template Reference, `AWS::CloudFormation::CustomResource`. */
const isCustom = (type: string): boolean => type === 'AWS::CloudFormation::CustomResource' || (type.startsWith('Custom::') && !modelled.has(type));

function customOf(properties: Node): readonly string[] | undefined {
  if (properties.kind !== 'map') return undefined;
  const names = [...properties.entries].filter(([name, { value }]) => mentionsCall(name) || mentionedIn(value)).map(([name]) => name);
  return names.length === 0 ? undefined : ['ServiceToken', ...names];
}

/** Properties that CloudFormation takes as an object or as the same in a JSON string. Those of `Custom::AWS` are JSON strings in which there are more. */
export const documents: ReadonlySet<string> = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'InlinePolicy', 'Content', 'Create', 'Update', 'Delete', 'EventPattern']);

/** Of these, those that grant: it is told where one of them stays unknown. */
export const granting: ReadonlySet<string> = new Set(['PolicyDocument', 'InlinePolicy']);

/** Of these, those that call an API. */
export const calling: ReadonlySet<string> = new Set(['Create', 'Update', 'Delete']);
