import { textOf, type Origin } from '../../../core/source.js';
import { layoutOf, type Collection, type Layout, type Member, type Part } from '../layout.js';

/** A block, the body that holds it, and their layout. */
export interface Held {
  readonly layout: Layout;
  readonly list: Collection;
  readonly block: Member;
}

/** Whether a part is written in a resource, outside of `dynamic` blocks: what stands in those is made several times, or never. */
export function isInResource(layout: Layout, part: Part): boolean {
  const keys = [...layout.above(part)].map((member) => layout.keyOf(member));
  return keys.at(-1) === 'resource' && !keys.includes('dynamic');
}

/** A block of which the type is written at `origin`, with the body that holds it. */
export function blockAt(origin: Origin): Held | undefined {
  const layout = origin.via === 'literal' && origin.from === undefined ? layoutOf(origin.span.source) : undefined;
  const block = layout?.language === 'hcl' ? layout.entryAt(origin.span) : undefined;
  if (layout === undefined || block?.value.kind !== 'map' || block.value.style !== 'body' || !isInResource(layout, block.value)) return undefined;
  const list = layout.holderOf(block);
  return list === undefined ? undefined : { layout, list, block };
}

/** The body of the resource of which the name is written at `origin`, as a label. */
export function resourceAt(origin: Origin): { readonly layout: Layout; readonly body: Collection } | undefined {
  const layout = layoutOf(origin.span.source);
  const [root] = layout?.language === 'hcl' ? layout.roots : [];
  if (layout === undefined || root?.kind !== 'map') return undefined;
  const { start, end } = origin.span;
  const found = root.members.find((member) => (member.key?.end ?? member.after) <= start && end <= member.after);
  if (found?.value.kind !== 'map' || layout.keyOf(found) !== 'resource' || textOf(origin.span) === '') return undefined;
  return { layout, body: found.value };
}
