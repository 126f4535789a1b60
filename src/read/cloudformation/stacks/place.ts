import type { MapNode, Node } from '../../../core/node.js';
import type { Problem } from '../../../core/problem.js';
import type { Source } from '../../../core/source.js';
import type { Use } from '../../../core/unit.js';
import type { Library } from '../../library.js';
import type { Document } from '../../reader.js';

/** What all templates that are evaluated together have in common. */
export interface Together {
  readonly library: Library;
  /** The templates of the run, in which an imported value may be exported. */
  readonly templates: readonly Document[];
  /** Texts that were read as parts; grows. */
  readonly uses: Use[];
}

/** What one world has cost so far and what was to be told of it, whatever the number of its templates. */
export interface Ledger {
  depth: number;
  nodes: number;
  made: number;
  stacks: number;
  snippets: number;
  /** Above zero while something is evaluated on which something else turns. */
  deciding: number;
  /** Pseudo parameters on which something turned. */
  readonly asked: Set<string>;
  /** The Region and the partition that were chosen so far. */
  region: string | undefined;
  partition: string | undefined;
  readonly problems: Problem[];
}

/** What a stack is given by its parent, by the name of the parameter. */
export type Bound = ReadonlyMap<string, () => Node>;

/** Where a template is evaluated: by itself, or as a stack within others. */
export interface Place {
  readonly source: Source;
  /** Stands before the names of its inputs and the addresses of its resources: `Network.` for a nested stack. */
  readonly scope: string;
  /** The parameters that the parent gives it; undefined for a stack of its own. */
  readonly bound: Bound | undefined;
  /** The templates it is nested in, itself last: a stack may not hold itself. */
  readonly within: readonly MapNode[];
  readonly together: Together;
  readonly ledger: Ledger;
}

/** Values in values, through functions, conditions and snippets: deeper than any legal template, and Node's default stack holds it. */
export const MAX_DEPTH = 256;
/** Deeper than anybody nests; a template that holds itself ends earlier. */
export const MAX_NESTING = 24;
/** Stacks in one world, imports counted. A tree of nested stacks of this size is beyond what CloudFormation changes at once (2,500 resources). */
export const MAX_STACKS = 500;
/** Snippets that bring in snippets: deeper is a circle. */
export const MAX_SNIPPETS = 16;

const emptyLedger = (): Ledger => ({ depth: 0, nodes: 0, made: 0, stacks: 0, snippets: 0, deciding: 0, asked: new Set(), region: undefined, partition: undefined, problems: [] });

/** A template by itself. */
export const alone = (root: MapNode, source: Source, together: Together): Place => ({ source, scope: '', bound: undefined, within: [root], together, ledger: emptyLedger() });
