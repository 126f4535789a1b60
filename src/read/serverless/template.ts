import { map, member, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap, parseError } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import { modelled } from '../cloudformation/modelled.js';
import { isNestedStack, isStackSet } from '../cloudformation/stacks/nested.js';
import { noteComparisons } from './comparisons.js';
import { rolesOf } from './iam.js';
import { extended, merged } from './merge.js';
import type { Variables } from './variables/evaluate.js';

/** Sections that values of resources can depend on. */
const sections: readonly string[] = ['Parameters', 'Mappings', 'Conditions', 'Rules', 'Transform'];

/**
 * The part of the template that Serverless makes of a service in one world in which trails and permissions stand: its `resources`, and the roles of its
 * functions. Serverless Framework, "AWS - Resources".
 */
export function templateOf(variables: Variables): MapNode {
  const { root } = variables.service;
  const written = resourcesOf(variables);
  const entries = new Map<string, Entry>();
  for (const name of sections) {
    const entry = written.kind === 'map' ? written.entries.get(name) : undefined;
    if (entry !== undefined) entries.set(name, { key: entry.key, value: variables.expand(entry.value) });
  }
  const roles = map(rolesOf(variables), root.origin);
  const own = known(member(written, 'Resources'), 'The resources', variables);
  const all = withExtensions(merged(roles, own, variables), member(written, 'extensions'), variables);
  const key = (written.kind === 'map' ? written.entries.get('Resources')?.key : undefined) ?? root.origin;
  entries.set('Resources', { key, value: all.kind === 'map' ? map(declarations(all, variables), all.origin, all.unseen) : all });
  const template = map(entries, root.origin);
  noteComparisons(template, variables);
  return template;
}

/** `resources`: a map, or a list of them that are taken together. */
function resourcesOf(variables: Variables): Node {
  const written = known(member(variables.service.root, 'resources'), 'The resources', variables);
  if (written.kind !== 'list') return written;
  const parts = written.items.map((item) => known(item, 'This part of the resources', variables)).filter((part) => {
    if (part.kind === 'list' || (part.kind === 'scalar' && part.value !== null && textValue(part) !== '')) variables.tell(parseError('Each part of `resources` must be a map', onOneLine(part.origin.span)));
    return part.kind === 'map';
  });
  return parts.reduce<Node>((before, part) => merged(before, part, variables), { kind: 'absent', origin: written.origin });
}

/** What a node stands for; told where that is not known. */
function known(node: Node, what: string, variables: Variables): Node {
  const value = variables.value(node);
  if (value.kind === 'unknown') variables.tell(gap(`${what} cannot be read: ${value.reason}`, onOneLine(value.origin.span)));
  return value;
}

function withExtensions(resources: Node, extensions: Node, variables: Variables): Node {
  const written = known(extensions, 'The extensions', variables);
  if (resources.kind !== 'map' || written.kind !== 'map') return resources;
  const entries = new Map<string, Entry>(resources.entries);
  for (const [name, { value }] of written.entries) {
    const own = entries.get(name);
    // What else Serverless makes (functions, log groups) is not looked at.
    if (own !== undefined) entries.set(name, { key: own.key, value: extended(own.value, value, variables) });
  }
  return map(entries, resources.origin, resources.unseen);
}

function declarations(resources: MapNode, variables: Variables): ReadonlyMap<string, Entry> {
  return new Map([...resources.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: name.startsWith('Fn::') ? variables.expand(value) : declaration(value, variables) }]));
}

/** A resource, as much of it as matters: a variable in the name of a bucket is worth no world. */
function declaration(node: Node, variables: Variables): Node {
  const value = variables.value(node);
  if (value.kind !== 'map') return value;
  const type = variables.value(member(value, 'Type'));
  const text = textValue(type) ?? '';
  const isStack = isNestedStack(text) || isStackSet(text);
  const properties = modelled.get(text);
  const entries = new Map<string, Entry>();
  for (const [attribute, { key, value: one }] of value.entries) {
    if (attribute === 'Type') entries.set(attribute, { key, value: type });
    else if (attribute === 'Properties' && (properties !== undefined || isStack)) entries.set(attribute, { key, value: variables.expand(isStack ? one : only(properties ?? [], variables.value(one))) });
    else if (attribute === 'Condition' || ((attribute === 'Metadata' || attribute.startsWith('Fn::')) && (properties !== undefined || isStack))) entries.set(attribute, { key, value: variables.expand(one) });
  }
  return map(entries, value.origin, value.unseen);
}

function only(names: readonly string[], properties: Node): Node {
  if (properties.kind !== 'map') return properties;
  return map(new Map([...properties.entries].filter(([name]) => names.includes(name) || name.startsWith('Fn::'))), properties.origin, properties.unseen);
}
