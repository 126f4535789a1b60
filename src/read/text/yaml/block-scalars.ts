import type { Origin, Span } from '../../../core/source.js';

/** How a block scalar (`|`, `>`) is written. Its span says nothing of it: that begins inside the content. */
export interface BlockScalar {
  /** As written: `|`, `>2-`. */
  readonly header: string;
  /** The indentation of the node that holds it, from which an indentation indicator counts. */
  readonly parentIndent: number;
  /** The lines below the header, blank ones and indentation included. */
  readonly body: Span;
}

/** By the origin, for that object goes along when a node is used elsewhere. */
const blocks = new WeakMap<Origin, BlockScalar>();

export const rememberBlock = (origin: Origin, block: BlockScalar): void => void blocks.set(origin, block);
export const blockAt = (origin: Origin): BlockScalar | undefined => blocks.get(origin);

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

/** `span` without the blanks at both its ends; undefined if it is all blank. */
export function trimmed({ source, start, end }: Span): Span | undefined {
  const { text } = source;
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return from < to ? { source, start: from, end: to } : undefined;
}
