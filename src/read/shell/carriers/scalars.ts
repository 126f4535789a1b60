import type { ScalarNode } from '../../../core/node.js';
import { within } from '../../text/within.js';
import type { Located } from '../values/located.js';

/** The text of a scalar of a document, with places in the document. */
export const locatedScalar = (node: ScalarNode): Located => ({
  text: node.text,
  missing: [],
  originOf: (start, end) => ({ ...node.origin, span: node.origin.from === undefined ? within(node, start, end) : node.origin.span }),
  uses: [],
});
