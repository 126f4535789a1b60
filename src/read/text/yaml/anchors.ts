import { withOrigin, type Node } from '../../../core/node.js';
import { through, type Span } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import { quoted, type Faults } from '../faults.js';
import { MAX_DEPTH } from '../text.js';

/** A part of a tree as it is put together. */
export interface Piece {
  readonly node: Node;
  /** Where it ends in the text, trailing blanks and comments left out; a tag's function may have given the node any origin. */
  readonly end: number;
  /** Nodes in it and levels below it, aliases followed. */
  readonly size: number;
  readonly height: number;
}

export const leaf = (node: Node, end: number): Piece => ({ node, end, size: 1, height: 0 });

/**
 * Nodes that aliases add to a text's trees. Resolved nodes are shared, so that ten aliases to ten aliases to ... ("billion
 * laughs") cost no memory here, but whoever walks the tree meets every copy. Real templates stay below a thousand.
 */
export const MAX_ALIASED = 100_000;

/** The anchors of one text. An alias means the last anchor of its name before it. */
export class Anchors {
  private anchored = new Map<string, Piece | 'open'>();
  private aliased = 0;

  constructor(private readonly faults: Faults) {}

  /** Anchors hold within their document; what aliases may add is bounded for all documents together. */
  startDocument(): void {
    this.anchored = new Map();
  }

  open(name: string): void {
    this.anchored.set(name, 'open');
  }

  close(name: string, piece: Piece): void {
    this.anchored.set(name, piece);
  }

  /** What the alias at `span`, `depth` levels below the root, stands for. */
  use(name: string, span: Span, depth: number): Piece {
    const target = this.anchored.get(name);
    if (target === undefined) return this.refuse(span, `there is no anchor ${quoted(`&${name}`)} before this alias`);
    if (target === 'open') return this.refuse(span, `the alias ${quoted(`*${name}`)} stands inside of what it refers to`);
    if (this.aliased + target.size > MAX_ALIASED) return this.refuse(span, `aliases add more than ${MAX_ALIASED} nodes to this text`);
    if (depth + target.height > MAX_DEPTH) return this.refuse(span, `aliases nest more than ${MAX_DEPTH} levels`);
    this.aliased += target.size;
    const node = withOrigin(target.node, through(span, 'reference', target.node.origin));
    return { node, end: span.end, size: target.size, height: target.height };
  }

  private refuse(span: Span, why: string): Piece {
    this.faults.add(why, span.start, span.end);
    return leaf(unknown(why, { span, via: 'reference' }, 'malformed'), span.end);
  }
}
