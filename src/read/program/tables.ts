import type { Resource, Vocabulary } from '../../core/unit.js';
import type { Native } from './run.js';
import type { Resolver, ValueOf } from './resolver.js';
import type { External } from './values.js';

/**
 * What is known of packages: which resources their classes make, and in which words. All that depends on a choice is asked of
 * the resolver of one world; nothing is kept between two of them.
 */
export interface Table {
  readonly id: string;
  readonly vocabulary: Vocabulary;
  /** What the program needs the value of to go on: see `Run.natives`. */
  readonly natives?: ReadonlyMap<string, Native>;
  /** What an external stands for where a value is wanted; undefined where it is none of this table's. */
  readonly value: ValueOf;
  /**
   * The resources that something made with `new` or by a call comes to: mostly none. `all` are all externals of the program, in the
   * order of their making. `name` of a resource is the place of its name in the program, or of what makes it.
   */
  readonly resources: (external: External, all: readonly External[], resolver: Resolver) => readonly Resource[];
  /** False only for what can make no resource, and says of none anything; it is asked once, not in every world. */
  readonly mayMake: (external: External) => boolean;
  /** What is deployed together with it, such as the path of its stack: resources of different groups say nothing of each other. */
  readonly group: (external: External) => string;
}
