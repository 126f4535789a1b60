import { map, member, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, type Origin } from '../../core/source.js';
import { shown } from '../../core/text.js';
import type { Resource, Vocabulary } from '../../core/unit.js';
import type { Unknown } from '../../core/value.js';
import { embeddedJson } from '../embedded.js';
import { resourcesOfCall } from './policies.js';

/** The services of which calls are looked for, by the names of their endpoints, and the operations. */
export type Service = 'cloudtrail' | 'iam' | 'organizations' | 'sso-admin';

/** API References of CloudTrail, IAM, Organizations and IAM Identity Center, "Actions". */
export const operationsOf: ReadonlyMap<Service, readonly string[]> = new Map<Service, readonly string[]>([
  ['cloudtrail', ['PutEventSelectors', 'CreateEventDataStore', 'UpdateEventDataStore', 'StopLogging', 'StopEventDataStoreIngestion', 'DeleteTrail', 'DeleteEventDataStore', 'UpdateTrail']],
  ['iam', ['PutRolePolicy', 'PutUserPolicy', 'PutGroupPolicy', 'CreatePolicy', 'CreatePolicyVersion', 'AttachRolePolicy', 'AttachUserPolicy', 'AttachGroupPolicy']],
  ['organizations', ['CreatePolicy', 'UpdatePolicy']],
  ['sso-admin', ['PutInlinePolicyToPermissionSet', 'AttachManagedPolicyToPermissionSet']],
]);

/** All of them, by service. */
export const operations: ReadonlySet<string> = new Set([...operationsOf.values()].flat());

const ofCloudTrail: ReadonlySet<string> = new Set(operationsOf.get('cloudtrail'));

/** In which words what an operation makes is told. */
export const vocabularyOf = (operation: string): Vocabulary => (ofCloudTrail.has(operation) ? 'aws-api' : 'cloudformation');

/** `PutEventSelectors` as methods are named in Python: `put_event_selectors`. */
export const snakeCase = (operation: string): string => operation.replaceAll(/(?<=.)(?=[A-Z])/gu, '_').toLowerCase();

/** One call, as code makes it. */
export interface ApiCall {
  readonly operation: string;
  /** The input: a map, as far as it is written out; absent where there is none. */
  readonly input: Node;
  /** The name of the operation in the code. */
  readonly at: Origin;
  /** The address where the input does not name what the call is about. */
  readonly name: string;
}

/**
 * Whether a call of that name, made through something of which it is not known which service it calls, is one of those looked for.
 * Names that other services and packages have as well need an input of the right shape; `speaks` is whether the text around it
 * speaks of a service.
 */
export function isLikely(operation: string, input: Node, speaks: (service: Service) => boolean): boolean {
  switch (operation) {
    case 'StopLogging':
    case 'DeleteTrail':
    case 'UpdateTrail':
      return speaks('cloudtrail') && mayHave(input, 'Name');
    case 'CreatePolicy':
    case 'UpdatePolicy':
      return input.kind === 'map' && (has(input, 'PolicyDocument') ? has(input, 'PolicyName') : has(input, 'Content'));
    default:
      return ofCloudTrail.has(operation) || (input.kind === 'map' ? (members.get(operation) ?? []).some((name) => has(input, name)) : input.kind === 'unknown' && [...operationsOf].some(([service, names]) => names.includes(operation) && speaks(service)));
  }
}

const has = (input: MapNode, name: string): boolean => input.entries.has(name);
const mayHave = (input: Node, name: string): boolean => input.kind === 'unknown' || (input.kind === 'map' && (has(input, name) || input.unseen.length > 0));

/** What a call of that operation comes to. Where nothing can be said of it, that is told, and not taken for a loss. */
export function resourcesOfApiCall(call: ApiCall, tell: (problem: Problem) => void): readonly Resource[] {
  // The handler of a custom resource deletes what it made when the stack is deleted: that is to clear up.
  if (call.operation.startsWith('Delete') && call.at.span.source.text.includes('RequestType')) return [];
  const input = withDocuments(call.input);
  const unseen = input.kind === 'unknown' ? input : unseenIn(call.operation, input);
  // A cap that is not seen gives nobody anything.
  if (unseen !== undefined && input.kind === 'map' && has(input, 'Content')) return [];
  if (unseen !== undefined && !/^(?:Stop|Delete)/u.test(call.operation)) {
    const sets = ofCloudTrail.has(call.operation) ? 'sets' : 'grants';
    tell(gap(`What this call of ${call.operation} ${sets} is not known: ${unseen.reason}`, onOneLine(call.at.span)));
    return [];
  }
  if (input.kind !== 'map') return input.kind === 'unknown' ? [sinkOf(call, map(new Map(), input.origin, [input]))] : [];
  if (ofCloudTrail.has(call.operation)) return saysSomething(call.operation, input) ? [sinkOf(call, input)] : [];
  if (!(members.get(call.operation) ?? []).some((name) => has(input, name))) return [];
  return resourcesOfCall(call.operation, input, call.name, tell).map((one) => (one.name.span.start === one.name.span.end ? { ...one, name: call.at } : one));
}

function sinkOf({ operation, at, name }: ApiCall, body: MapNode): Resource {
  const node = member(body, names.get(operation) ?? 'Name');
  // As much as is known of the name tells more than where the call stands.
  const said = node.kind === 'unknown' && node.text.some((part) => typeof part === 'string' && part !== '') ? shown(node.text) : textValue(node);
  return { type: operation, address: said === undefined || said === '' ? name : said, exists: 'yes', name: at, body };
}

/** The member that names what an operation of CloudTrail is about. */
const names: ReadonlyMap<string, string> = new Map([
  ['PutEventSelectors', 'TrailName'],
  ['UpdateEventDataStore', 'EventDataStore'],
  ['StopEventDataStoreIngestion', 'EventDataStore'],
  ['DeleteEventDataStore', 'EventDataStore'],
]);

/** A call without selectors is refused, or leaves them as they are. */
function saysSomething(operation: string, input: MapNode): boolean {
  switch (operation) {
    case 'PutEventSelectors':
      return has(input, 'EventSelectors') || has(input, 'AdvancedEventSelectors');
    case 'UpdateEventDataStore':
      return has(input, 'AdvancedEventSelectors') || has(input, 'MultiRegionEnabled');
    case 'UpdateTrail':
      return has(input, 'IsMultiRegionTrail');
    default:
      return true;
  }
}

/** The members without which nothing can be said of a call: any one of them is enough. */
export const members: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['PutEventSelectors', ['EventSelectors', 'AdvancedEventSelectors']],
  ['CreateEventDataStore', ['AdvancedEventSelectors']],
  ['UpdateEventDataStore', ['AdvancedEventSelectors', 'MultiRegionEnabled']],
  ['UpdateTrail', ['IsMultiRegionTrail']],
  ...['PutRolePolicy', 'PutUserPolicy', 'PutGroupPolicy', 'CreatePolicyVersion'].map((name) => [name, ['PolicyDocument']] as const),
  ...['AttachRolePolicy', 'AttachUserPolicy', 'AttachGroupPolicy'].map((name) => [name, ['PolicyArn']] as const),
  ['CreatePolicy', ['PolicyDocument', 'Content']],
  ['UpdatePolicy', ['Content']],
  ['PutInlinePolicyToPermissionSet', ['InlinePolicy']],
  ['AttachManagedPolicyToPermissionSet', ['ManagedPolicyArn']],
]);

function unseenIn(operation: string, input: Node): Unknown | undefined {
  if (input.kind !== 'map') return undefined;
  const told = (members.get(operation) ?? []).flatMap((name) => input.entries.get(name)?.value ?? []);
  if (told.length === 0) return members.has(operation) ? input.unseen[0] : undefined;
  // Selectors that are not known may be any, and rules say so. Of a policy as a whole nothing is said.
  return ofCloudTrail.has(operation) ? undefined : told.find((value): value is Unknown => value.kind === 'unknown' && value.text.every((part) => typeof part !== 'string'));
}

const documents = ['PolicyDocument', 'Content', 'InlinePolicy'];

/** Policy documents of which parts are put in when the code runs are read as far as they are known. */
function withDocuments(input: Node): Node {
  const isKnownInPart = (name: string, value: Node | undefined): boolean => value?.kind === 'unknown' && documents.includes(name) && value.text.some((part) => typeof part === 'string' && part !== '');
  if (input.kind !== 'map' || !documents.some((name) => isKnownInPart(name, input.entries.get(name)?.value))) return input;
  return map(new Map([...input.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: isKnownInPart(name, value) ? embeddedJson(value).node : value }])), input.origin, input.unseen);
}
