import type { Origin, Span } from '../../core/source.js';
import { isInResource } from './hcl/place.js';
import { layoutOf, type Layout, type Leaf, type Part } from './layout.js';

/** Only what is written at the place itself can be changed there; a value that came from elsewhere may be used elsewhere too. */
export const isWrittenHere = ({ via, from }: Origin): boolean => via === 'literal' && from === undefined;

/** The scalar at `origin`, where it can be changed by itself: no part of a text, not tagged. */
export function scalarAt(origin: Origin): { readonly layout: Layout; readonly leaf: Leaf } | undefined {
  const layout = isWrittenHere(origin) ? layoutOf(origin.span.source) : undefined;
  const leaf = layout?.leafAt(origin.span);
  if (layout === undefined || leaf === undefined || leaf.from !== leaf.start || !isWord(leaf)) return undefined;
  return isDeclared(layout, leaf) ? { layout, leaf } : undefined;
}

const isWord = ({ style }: Leaf): boolean => style === 'plain' || style === 'single' || style === 'double';

/** The word in the quotes of another: what stands beside quoted keys must be quoted as well. */
export function inQuotesOf({ source }: Layout, { start, style }: Leaf, word: string): string {
  return style === 'double' || style === 'single' ? source.text.charAt(start) + word + source.text.charAt(start) : word;
}

const LOOP = 'Fn::ForEach::';

/**
 * Whether a part is declared where it counts, and for one declaration only: in a template that is `Resources`, outside
 * loops. A mapping may be used by others. In HCL it is a resource.
 */
export function isDeclared(layout: Layout, part: Part): boolean {
  if (layout.language === 'hcl') return isInResource(layout, part);
  const above = [...layout.above(part)];
  if (above.some((member) => layout.keyOf(member).startsWith(LOOP))) return false;
  const top = above.at(-1);
  const root = top === undefined ? undefined : layout.holderOf(top);
  const isTemplate = root?.kind === 'map' && root.members.some((member) => layout.keyOf(member) === 'Resources');
  return !isTemplate || (top !== undefined && layout.keyOf(top) === 'Resources');
}

export const startsAt = (part: Part, { start, end }: Span): boolean => (part.start === start || part.from === start) && part.end === end;
