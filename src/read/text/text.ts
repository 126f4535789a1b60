import type { Node } from '../../core/node.js';
import type { Problem } from '../../core/problem.js';
import type { Origin, Span } from '../../core/source.js';

/** What a text reader makes of a text: a tree per document, and what was wrong with the text. */
export interface Parsed {
  readonly documents: readonly Node[];
  readonly problems: readonly Problem[];
}

/**
 * What a YAML tag means is not the text reader's business: it hands each explicitly tagged node over. `tag` is as
 * written, `!GetAtt`; `key` the place of the tag; `whole` runs from the tag to the end of the node. A tagged plain
 * scalar comes as a string, for a tag switches the guessing of types off; a tag without a value comes with null.
 */
export type Tagged = (tag: string, key: Origin, value: Node, whole: Span) => Node;

/**
 * Lists and maps in each other, aliases followed. CloudFormation templates stay below 30. Whoever walks a tree may
 * recurse: 512 levels of a few frames each fit Node's default stack.
 */
export const MAX_DEPTH = 512;

/** What a tag's function may wrap around a node: `!GetAtt a.b` is a list in a map. */
export const LEVELS_OF_A_TAG = 2;
