import { map, member, textValue, type MapNode, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import type { Former, Resource } from '../../../core/unit.js';
import { computed } from '../modelled.js';
import type { Contents } from './contents.js';
import { afterApply, isUnsaid, withoutIndexes } from './expressions.js';
import { marked, type Meaning } from './marks.js';

/** Types whose state before a change matters: with what is no longer there, its events are gone. */
const sinks: ReadonlySet<string> = new Set(['aws_cloudtrail', 'aws_cloudtrail_event_data_store', 'awscc_cloudtrail_trail', 'awscc_cloudtrail_event_data_store']);

/** A resource as it will be once a plan is applied; of a sink also as it is before. One that is deleted is there for that alone. */
export function changed(node: MapNode, configured: Contents['configured']): readonly Resource[] {
  const actions = actionsOf(node);
  const former = formerOf(node, actions);
  if (actions.is('delete')) return former === undefined ? [] : resource(node, former.body).map((one) => ({ ...one, former }));
  // What is forgotten goes on without Terraform.
  const body = actions.is('forget') ? before(node) : after(node, configured);
  return resource(node, body).map((one) => (former === undefined ? one : { ...one, former }));
}

interface Actions {
  /** Whether this is all that happens. */
  readonly is: (word: string) => boolean;
  /** The first of them. */
  readonly first: string | undefined;
  /** Where one of them stands. */
  readonly at: (word: string) => Origin | undefined;
}

/** `["create"]`, `["delete", "create"]` ... */
function actionsOf(node: MapNode): Actions {
  const actions = member(member(node, 'change'), 'actions');
  const items = actions.kind === 'list' ? actions.items : [];
  const words = items.map(textValue);
  return { is: (word) => words.length === 1 && words[0] === word, first: words[0], at: (word) => items[words.indexOf(word)]?.origin };
}

/** What is created before the old one is deleted leaves no gap. */
function formerOf(node: MapNode, actions: Actions): Former | undefined {
  const how = actions.is('delete') ? 'deleted' : actions.first === 'delete' ? 'replaced' : actions.is('update') ? 'updated' : undefined;
  const at = how === undefined ? undefined : actions.at(how === 'updated' ? 'update' : 'delete');
  if (how === undefined || at === undefined || !sinks.has(textValue(member(node, 'type')) ?? '')) return undefined;
  return { how, at, body: before(node) };
}

const sensitive: Meaning = (path) => ({ reason: 'it is marked as sensitive', text: [{ name: path, holds: 'any' }] });

function before(node: MapNode): Node {
  const change = member(node, 'change');
  return marked(member(change, 'before'), member(change, 'before_sensitive'), sensitive);
}

function after(node: MapNode, all: Contents['configured']): Node {
  const change = member(node, 'change');
  const address = addressOf(node);
  const configured = all.get(withoutIndexes(address));
  const known = marked(member(change, 'after'), member(change, 'after_sensitive'), sensitive);
  const marks = declaredMarks(member(change, 'after_unknown'), textValue(member(node, 'type')) ?? '', configured);
  return marked(known, marks, afterApply(address, textValue(member(node, 'module_address')) ?? '', configured ?? { kind: 'absent', origin: node.origin }));
}

/** What the provider fills in by itself, and nobody declares, is not declared: a new store without selectors takes all management events. */
function declaredMarks(marks: Node, type: string, configured: MapNode | undefined): Node {
  const filled = (computed.get(type) ?? []).filter((name) => isUnsaid(configured, name));
  return marks.kind !== 'map' || filled.length === 0 ? marks : map(new Map([...marks.entries].filter(([name]) => !filled.includes(name))), marks.origin, marks.unseen);
}

/** A resource as a state has it. */
export const standing = (node: MapNode): readonly Resource[] => resource(node, marked(member(node, 'values'), member(node, 'sensitive_values'), sensitive));

/** Data sources are not there to be judged: what they gave stands where it is used. */
function resource(node: MapNode, body: Node): readonly Resource[] {
  const type = textValue(member(node, 'type'));
  const address = member(node, 'address');
  if (type === undefined || address.kind !== 'scalar' || textValue(member(node, 'mode')) === 'data' || body.kind !== 'map') return [];
  return [{ type, address: addressOf(node), exists: 'yes', name: address.origin, body }];
}

/** What is left of a replacement that failed has the address of what stands in its place. */
function addressOf(node: MapNode): string {
  const deposed = textValue(member(node, 'deposed')) ?? '';
  return `${textValue(member(node, 'address')) ?? ''}${deposed === '' ? '' : ` (deposed ${deposed})`}`;
}
