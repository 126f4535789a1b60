import { list, map, member, type Entry, type Node } from '../../core/node.js';
import type { Resource } from '../../core/unit.js';

/** What a property of CloudFormation is made of: the value of an attribute, or a part of it in other words. */
export type Shape = (value: Node, resource: Resource) => Node;

/** One property: the attribute that it is in Terraform, and what is made of that. */
export interface Translated {
  readonly property: string;
  readonly attribute: string;
  readonly shape: Shape;
}

export interface Translation {
  /** The type in CloudFormation, or `ATTACHMENT`. */
  readonly type: string;
  readonly properties: readonly Translated[];
}

/** By type in Terraform. */
export type Translations = ReadonlyMap<string, Translation>;

const asItIs: Shape = (value) => value;

/** The property of this name is that attribute. */
export const is = (property: string, attribute: string, shape: Shape = asItIs): Translated => ({ property, attribute, shape });

export const translation = (type: string, ...properties: readonly Translated[]): Translation => ({ type, properties });

/** Puts resources in the words of CloudFormation; values stay where they stand. */
export const translator =
  (translations: Translations) =>
  (resource: Resource): readonly Resource[] => {
    const found = translations.get(resource.type);
    return found === undefined ? [] : [{ ...resource, type: found.type, body: members(resource.body, resource, found.properties) }];
  };

/** A map with these properties, where there is something to them. */
export function members(body: Node, resource: Resource, properties: readonly Translated[]): Node {
  if (body.kind !== 'map') return body;
  const entries = properties.flatMap(({ property, attribute, shape }): readonly [string, Entry][] => {
    const made = shape(member(body, attribute), resource);
    return isUnset(made) ? [] : [[property, { key: body.entries.get(attribute)?.key ?? made.origin, value: made }]];
  });
  return map(new Map(entries), body.origin, body.unseen);
}

/** Null is as good as nothing, and to the provider so is the empty string. */
const isUnset = (node: Node): boolean => node.kind === 'absent' || (node.kind === 'scalar' && (node.value === null || node.text === ''));

/** The one block of its type: blocks come in lists. */
export function only(node: Node): Node {
  if (node.kind !== 'list') return node;
  return node.items[0] ?? node.unseen[0] ?? { kind: 'absent', origin: node.origin };
}

/** Each block of a list in other words. */
export const each =
  (...properties: readonly Translated[]): Shape =>
  (node, resource) =>
    node.kind === 'list' ? list(node.items.map((item) => members(item, resource, properties)), node.origin, node.unseen) : members(node, resource, properties);

/** The one block in other words. */
export const block =
  (...properties: readonly Translated[]): Shape =>
  (node, resource) =>
    members(only(node), resource, properties);
