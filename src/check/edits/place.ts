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

const isWord = (leaf: Leaf): boolean => leaf.style === 'plain' || leaf.style === 'bare' || leaf.style === 'member' || isQuoted(leaf);

export const isQuoted = ({ style }: Leaf): boolean => style === 'single' || style === 'double' || style === 'escaped';

/** The word in the quotes of another: what stands beside quoted keys must be quoted as well. */
export function inQuotesOf({ source }: Layout, leaf: Leaf, word: string): string {
  if (!isQuoted(leaf)) return word;
  const quote = source.text.slice(leaf.start, leaf.start + (leaf.style === 'escaped' ? 2 : 1));
  return quote + word + quote;
}

const LOOP = 'Fn::ForEach::';

/**
 * Whether a part is declared where it counts, and for one declaration only: in a template that is `Resources`, outside
 * loops. A mapping may be used by others. In HCL it is a resource. In a program it is wherever it is written where it is used,
 * as `isWrittenHere` says: what several calls of a function or instances of a class have in common is changed for all of them.
 */
export function isDeclared(layout: Layout, part: Part): boolean {
  if (layout.language === 'hcl') return isInResource(layout, part);
  if (layout.language !== 'yaml') return true;
  const above = [...layout.above(part)];
  if (above.some((member) => layout.keyOf(member).startsWith(LOOP))) return false;
  const top = above.at(-1);
  const root = top === undefined ? undefined : layout.holderOf(top);
  const isTemplate = root?.kind === 'map' && root.members.some((member) => layout.keyOf(member) === 'Resources');
  return !isTemplate || (top !== undefined && layout.keyOf(top) === 'Resources');
}

export const startsAt = (part: Part, { start, end }: Span): boolean => (part.start === start || part.from === start) && part.end === end;
