import { member, type Entry, type Node } from '../../core/node.js';
import type { Span } from '../../core/source.js';

/** The resource of a template in which a place lies, and the property, if it is one's. */
export interface ResourceAt {
  /** Its logical id. */
  readonly id: string;
  readonly resource: Node;
  readonly property: string | undefined;
}

export function resourceAt(root: Node, place: Span): ResourceAt | undefined {
  const found = resourcesIn(root).find(([, entry]) => holds(entry, place));
  if (found === undefined) return undefined;
  const [id, { value }] = found;
  const properties = member(value, 'Properties');
  const property = properties.kind === 'map' ? [...properties.entries].find(([, entry]) => holds(entry, place)) : undefined;
  return { id, resource: value, property: property?.[0] };
}

export function resourcesIn(root: Node): readonly (readonly [string, Entry])[] {
  const resources = member(root, 'Resources');
  return resources.kind === 'map' ? [...resources.entries] : [];
}

const holds = ({ key, value }: Entry, { source, start }: Span): boolean => key.span.source === source && key.span.start <= start && start < value.origin.span.end;
