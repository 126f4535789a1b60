import { positionAt } from '../../../core/line-index.js';
import type { MapNode } from '../../../core/node.js';
import { gap, type Problem } from '../../../core/problem.js';
import { onOneLine } from '../../../core/source.js';
import { shown } from '../../../core/text.js';
import type { Truth } from '../../../core/truth.js';
import type { Resource, Unit } from '../../../core/unit.js';
import type { Unknown } from '../../../core/value.js';
import { members, resourcesOfApiCall, vocabularyOf, type ApiCall } from '../../aws/calls.js';
import type { Input } from './inputs.js';
import type { Invocation } from './invocation.js';

/** One call as a unit of its own: whatever others do before and after it, it does what it says once it is made. */
export function unitOf(invocation: Invocation, { node, problems, uses }: Input, exists: Truth): Unit {
  const { operation, at } = invocation;
  const told: Problem[] = [...problems];
  const unseen = unseenIn(invocation, node);
  if (unseen?.nature === 'open') told.push(gap(`What this call of ${operation.name} ${operation.service === 'cloudtrail' ? 'sets' : 'grants'} is not known: ${unseen.reason}`, onOneLine(unseen.origin.span)));
  const call: ApiCall = { operation: operation.name, input: node, at, name: nameOf(invocation, node) };
  const resources = unseen === undefined ? resourcesOfApiCall(call, (problem) => told.push(problem)) : [];
  return {
    vocabulary: vocabularyOf(operation.name),
    source: at.span.source,
    uses,
    worlds: [{ assumptions: [], value: resources.map((one): Resource => ({ ...one, exists: one.exists === 'yes' ? exists : one.exists })) }],
    problems: told,
  };
}

/** Members that name what a call is about, those that name it best first. */
const naming = ['TrailName', 'EventDataStore', 'Name', 'RoleName', 'UserName', 'GroupName', 'PermissionSetArn', 'PolicyName', 'PolicyArn'];

/** As much as is known of the name, else where the call stands. */
function nameOf({ operation: { command }, at: { span } }: Invocation, node: MapNode): string {
  const said = naming.map((name) => node.entries.get(name)?.value).find((value) => value !== undefined);
  if (said?.kind === 'unknown' && said.text.length > 0 && !said.text.some((part) => typeof part !== 'string' && part.name === '?')) return shown(said.text);
  return `${command} at line ${positionAt(span.source, span.start).line}`;
}

/** What keeps a call from being seen, where nothing can be said of it: that is told, and not taken for a loss. */
function unseenIn({ operation }: Invocation, node: MapNode): Unknown | undefined {
  const wanted = members.get(operation.name) ?? [];
  const values = wanted.flatMap((name) => node.entries.get(name)?.value ?? []);
  const dark = values.filter((value) => value.kind === 'unknown').filter(({ text }) => text.every((part) => typeof part !== 'string'));
  if (values.length > 0) return dark.length === values.length ? dark[0] : undefined;
  return wanted.length > 0 ? node.unseen[0] : undefined;
}
