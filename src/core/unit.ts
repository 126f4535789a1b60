import type { Ignore } from './ignore.js';
import type { Node } from './node.js';
import type { Problem } from './problem.js';
import type { Origin, Source, Span } from './source.js';
import type { Truth } from './truth.js';
import type { World } from './worlds.js';

/** The words in which resources are written after reading. Syntaxes are many, vocabularies are few. */
export type Vocabulary = 'cloudformation' | 'terraform' | 'aws-api';

/** One declaration in the words of its vocabulary, evaluated. */
export interface Resource {
  /** `AWS::CloudTrail::Trail`, `aws_cloudtrail`, `PutEventSelectors`. */
  readonly type: string;
  /** Unique in the unit: logical id, Terraform address, trail name or ARN. */
  readonly address: string;
  /** Whether it is declared at all (a resource-level Condition, `count`). */
  readonly exists: Truth;
  /** The name of the declaration: the scalar to point at when something is missing from it. */
  readonly name: Origin;
  readonly body: Node;
  /** What a plan changes of something that is there already, where that matters: `body` is then what it will be. */
  readonly former?: Former;
  /** What the declaration, or the text around it, says of rules; where a reader looks for such words. */
  readonly ignored?: Ignored;
}

/** Words about rules that hold for a declaration. */
export interface Ignored {
  readonly ignores: readonly Ignore[];
  /** What holds for other declarations as well: one list for all of them, so that a template of thousands has it once. */
  readonly others?: readonly Ignore[];
  /** All of the declaration: what is found there is meant, whatever it is told of. */
  readonly over: Span;
}

/** The same with the name of the declaration. */
export interface Said extends Ignored {
  readonly name: Span;
}

/** A resource before a change. */
export interface Former {
  /** `replaced`: it is gone until another one is made in its place. */
  readonly how: 'deleted' | 'replaced' | 'updated';
  /** Where the change is told. */
  readonly at: Origin;
  readonly body: Node;
}

/** A text that was read as a part of a unit because another one names it: a nested stack, a module, a snippet. */
export interface Use {
  readonly of: Source;
  /** Where it is named. */
  readonly at: Origin;
}

/** What is deployed together: a template with its nested stacks, a Terraform module tree, documents about one trail. */
export interface Unit {
  readonly vocabulary: Vocabulary;
  readonly source: Source;
  readonly uses: readonly Use[];
  readonly worlds: readonly World<readonly Resource[]>[];
  readonly problems: readonly Problem[];
  /** Words about rules that stand beside declarations, be these resources or not; where a reader looks for such words. */
  readonly said?: readonly Said[];
  /** Whether one declaration in the text may stand for several resources: in a class, in a loop. */
  readonly repeats?: true;
  /** Of what was made from a configuration that is at hand, such as a plan. */
  readonly madeFrom?: MadeFrom;
}

/** A configuration of which something tells what it comes to. */
export interface MadeFrom {
  /** The source of its own unit first, then all others in which something may be told. */
  readonly sources: readonly Source[];
  /** The addresses, without what tells instances apart, of which that is told: nothing is to be guessed of them. */
  readonly settled: ReadonlySet<string>;
}
