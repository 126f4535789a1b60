import { member, textValue, type MapNode } from '../../../core/node.js';
import { positionAt } from '../../../core/line-index.js';
import { gap, type Problem } from '../../../core/problem.js';
import { onOneLine } from '../../../core/source.js';
import type { Truth } from '../../../core/truth.js';
import type { Resource, Unit } from '../../../core/unit.js';
import type { Unknown } from '../../../core/value.js';
import { resourcesOfCall } from '../../aws/policies.js';
import type { Input } from './inputs.js';
import type { Invocation } from './invocation.js';

/** The member that names what an operation of CloudTrail is about. */
const names: ReadonlyMap<string, string> = new Map([
  ['PutEventSelectors', 'TrailName'],
  ['UpdateEventDataStore', 'EventDataStore'],
  ['StopEventDataStoreIngestion', 'EventDataStore'],
  ['DeleteEventDataStore', 'EventDataStore'],
]);

/** One call as a unit of its own: whatever others do before and after it, it does what it says once it is made. */
export function unitOf(invocation: Invocation, { node, problems, uses }: Input, exists: Truth): Unit {
  const { operation, at } = invocation;
  const told: Problem[] = [...problems];
  const unseen = unseenIn(invocation, node);
  if (unseen !== undefined && unseen.nature === 'open') told.push(gap(`What this call of ${operation.name} ${operation.service === 'cloudtrail' ? 'sets' : 'grants'} is not known: ${unseen.reason}`, onOneLine(unseen.origin.span)));
  const line = positionAt(at.span.source, at.span.start).line;
  const name = `${operation.command} at line ${line}`;
  const resources = unseen !== undefined ? [] : operation.service === 'cloudtrail' ? cloudTrail(invocation, node, name) : resourcesOfCall(operation.name, node, name, (problem) => told.push(problem));
  return {
    vocabulary: operation.service === 'cloudtrail' ? 'aws-api' : 'cloudformation',
    source: at.span.source,
    uses,
    worlds: [{ assumptions: [], value: resources.map((one): Resource => ({ ...one, exists: one.exists === 'yes' ? exists : one.exists })) }],
    problems: told,
  };
}

function cloudTrail({ operation: { name: type }, at }: Invocation, node: MapNode, name: string): readonly Resource[] {
  const said = textValue(member(node, names.get(type) ?? 'Name'));
  return saysSomething(type, node) ? [{ type, address: said === undefined || said === '' ? name : said, exists: 'yes', name: at, body: node }] : [];
}

const selectorNames = ['EventSelectors', 'AdvancedEventSelectors'];

/** A call without selectors is refused, or leaves them as they are. */
function saysSomething(type: string, { entries }: MapNode): boolean {
  switch (type) {
    case 'PutEventSelectors':
      return selectorNames.some((name) => entries.has(name));
    case 'UpdateEventDataStore':
      return entries.has('AdvancedEventSelectors') || entries.has('MultiRegionEnabled');
    case 'UpdateTrail':
      return entries.has('IsMultiRegionTrail');
    default:
      return true;
  }
}

/** Members of which nothing is to be said where they are unknown as a whole. */
const telling: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['PutEventSelectors', selectorNames],
  ['CreateEventDataStore', ['AdvancedEventSelectors']],
  ['UpdateEventDataStore', ['AdvancedEventSelectors']],
  ...['PutRolePolicy', 'PutUserPolicy', 'PutGroupPolicy', 'CreatePolicyVersion'].map((name): [string, readonly string[]] => [name, ['PolicyDocument']]),
  ...['AttachRolePolicy', 'AttachUserPolicy', 'AttachGroupPolicy'].map((name): [string, readonly string[]] => [name, ['PolicyArn']]),
  ['CreatePolicy', ['PolicyDocument', 'Content']],
  ['UpdatePolicy', ['Content']],
  ['PutInlinePolicyToPermissionSet', ['InlinePolicy']],
  ['AttachManagedPolicyToPermissionSet', ['ManagedPolicyArn']],
]);

/** What keeps a call from being seen, where nothing can be said of it: that is told, and not taken for a loss. */
function unseenIn({ operation }: Invocation, node: MapNode): Unknown | undefined {
  const members = telling.get(operation.name) ?? [];
  const values = members.flatMap((name) => node.entries.get(name)?.value ?? []);
  const unknown = values.find((value) => value.kind === 'unknown');
  if (values.length > 0) return values.every((value) => value.kind === 'unknown') ? unknown : undefined;
  return members.length > 0 ? node.unseen[0] : undefined;
}
