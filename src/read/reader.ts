import type { Node } from '../core/node.js';
import type { Source } from '../core/source.js';
import type { Unit } from '../core/unit.js';

/** One document of a file: a YAML file may hold several. */
export interface Document {
  readonly source: Source;
  readonly root: Node;
}

export interface ReadOptions {
  /** CloudFormation parameters given on the command line, by name. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** One syntax: text has been read into nodes already, this gives them the form of a vocabulary. */
export interface Reader {
  readonly id: string;
  readonly recognises: (root: Node) => boolean;
  /** Whether documents of several files belong together, so that all must be there before one is read. */
  readonly joins: boolean;
  readonly read: (documents: readonly Document[], options: ReadOptions) => readonly Unit[];
}
