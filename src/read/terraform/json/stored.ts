import { map, member, scalar, textValue, type Entry, type MapNode, type Node } from '../../../core/node.js';
import type { Resource } from '../../../core/unit.js';
import { mapsIn } from './contents.js';
import { sensitiveAttributes } from './hidden.js';
import { marked } from './marks.js';

/** The instances of a resource in a stored state. */
export function instancesOf(node: MapNode): readonly Resource[] {
  const type = textValue(member(node, 'type'));
  const name = member(node, 'name');
  if (type === undefined || name.kind !== 'scalar' || textValue(member(node, 'mode')) === 'data') return [];
  const module = textValue(member(node, 'module')) ?? '';
  const address = `${module === '' ? '' : `${module}.`}${type}.${textValue(name) ?? ''}`;
  return mapsIn(member(node, 'instances')).flatMap((instance): readonly Resource[] => {
    const attributes = member(instance, 'attributes');
    const own = `${address}${indexOf(member(instance, 'index_key'))}${deposedOf(instance)}`;
    return attributes.kind === 'map' ? [{ type, address: own, exists: 'yes', name: name.origin, body: withoutSensitive(attributes, instance, own) }] : [];
  });
}

/** `[0]`, `["eu"]`, as addresses have it. */
const indexOf = (key: Node): string => (key.kind !== 'scalar' || key.value === null ? '' : typeof key.value === 'number' ? `[${key.text}]` : `[${JSON.stringify(key.text)}]`);

function deposedOf(instance: MapNode): string {
  const deposed = textValue(member(instance, 'deposed')) ?? '';
  return deposed === '' ? '' : ` (deposed ${deposed})`;
}

function withoutSensitive(attributes: MapNode, instance: MapNode, address: string): Node {
  const marks = sensitiveAttributes(instance).flatMap((name): readonly [string, Entry][] => {
    const entry = attributes.entries.get(name);
    return entry === undefined ? [] : [[name, { key: entry.key, value: scalar(true, entry.value.origin) }]];
  });
  return marked(attributes, map(new Map(marks), attributes.origin), (path) => ({ reason: 'it is marked as sensitive', text: [{ name: `${address}.${path}`, holds: 'any' }] }));
}
