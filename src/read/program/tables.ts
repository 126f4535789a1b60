import type { Resource, Vocabulary } from '../../core/unit.js';
import type { Native, Run } from './run.js';
import type { Resolver, ValueOf } from './resolver.js';
import type { External } from './values/values.js';
import type { Written } from './written/written.js';

/**
 * How something stands to the rest of what is deployed with it: `apart` for permissions, of which those say nothing that neither use nor
 * name them; `together` with all that cannot stand apart; `everywhere` where it may concern any permission; `around` for what others are
 * put into, and which ties none of them to another.
 */
export type Standing = 'apart' | 'together' | 'everywhere' | 'around';

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
  /**
   * Something of this stands in whatever makes a resource, or in the names that it uses: a class or function that nothing in view uses
   * is not run by itself without it. In lower case, without flags: it is asked of texts in lower case, for V8 takes a millisecond to
   * compile one that is held against both.
   */
  readonly mentions?: RegExp;
  /** Stands in whatever brings in a package of this table. Where nothing does, nothing of it is made but by `methods`; without it everything may be. */
  readonly packages?: RegExp;
  /** The methods, in lower case as in `mentions`, that count whatever they are called on: it may come from a package that nobody knows. */
  readonly methods?: RegExp;
  /** False only for what can make no resource, and says of none anything; it is asked once, not in every world. */
  readonly mayMake: (external: External, all: readonly External[]) => boolean;
  /** What packages do when a program has run: they call what they were given, such as an Aspect. */
  readonly finish?: (made: readonly External[], run: Run) => void;
  /** What is deployed together with it, such as the path of its stack: resources of different groups say nothing of each other. */
  readonly group: (external: External) => string;
  /** Asked where all of a group is too much to be read in one; without it a group is never parted. `all` as for `mayMake`. */
  readonly standing?: (external: External, all: readonly External[]) => Standing;
  /**
   * Whether a program that makes this is one that deploys something, and not a library: what nothing in it uses is then deployed by
   * nothing in view.
   */
  readonly deploys?: (made: readonly External[]) => boolean;
  /**
   * Whether what one external comes to does not depend on which others were asked before it in a world: then it is asked once for each
   * answer to what it asks for itself.
   */
  readonly independent?: true;
  /** Whether what is made is a call: it is judged by what it does once it is made, and not by whether that is sure. */
  readonly calls?: true;
  /** What is known without evaluating anything; without it every program is evaluated. */
  readonly written?: Written;
}
