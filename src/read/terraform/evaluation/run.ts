import type { Node } from '../../../core/node.js';
import type { Problem } from '../../../core/problem.js';
import type { Use } from '../../../core/unit.js';
import type { Choose } from '../../../core/worlds.js';
import type { Library } from '../../library.js';
import type { Module } from '../module.js';

/** What a variable is in a world: a value, or any value but the ones it is compared with. */
export type Given = { readonly kind: 'value'; readonly node: Node } | { readonly kind: 'other'; readonly not: ReadonlySet<string>; readonly reason: string };

/** What one world has cost so far, and what was to be told of it. */
export interface Ledger {
  depth: number;
  nodes: number;
  made: number;
  copied: number;
  /** Whether a condition that cannot be settled was tried one way: what then fails may never happen. */
  guessed: boolean;
  /** Whether it was told that there is too much of it. */
  full: boolean;
  instances: number;
  modules: number;
  readonly problems: Problem[];
}

/** What all instances of modules have in common in one world. */
export interface Run {
  readonly library: Library;
  readonly choose: Choose<Given>;
  readonly ledger: Ledger;
  /** Modules that were read as parts; grows. */
  readonly uses: Use[];
  /** The module that is applied. */
  readonly root: Module;
}

export const emptyLedger = (): Ledger => ({ depth: 0, nodes: 0, made: 0, copied: 0, guessed: false, full: false, instances: 0, modules: 0, problems: [] });

/** Expressions in expressions, through locals and modules: deeper than anybody writes, and Node's default stack holds it. */
export const MAX_DEPTH = 256;
/** Nodes evaluated in one world. */
export const MAX_NODES = 1_000_000;
/** Parts of values that are used elsewhere than where they are written, in one world: values within values double. */
export const MAX_COPIED = 300_000;
/** Items that loops make in one world. */
export const MAX_MADE = 20_000;
/** Instances of modules and of resources in one world. */
export const MAX_INSTANCES = 1000;
/** Instances of modules in one world: modules that call others twice double. */
export const MAX_MODULES = 1000;
/** Modules in modules. */
export const MAX_NESTING = 24;

/** The name under which the item of a splat stands in a scope: no name of the user's. */
export const ITEM = '[*]';

/** Names that hold only where an expression stands: those of `for`, of iterators, `each`, `count`. */
export interface Scope {
  readonly locals: ReadonlyMap<string, Node>;
  /** Tells one instance from the others, in what is chosen for it. */
  readonly instance: string;
}

export const noScope: Scope = { locals: new Map(), instance: '' };

export const withLocals = (scope: Scope, names: readonly (readonly [string, Node])[], instance = scope.instance): Scope => ({ locals: new Map([...scope.locals, ...names]), instance });

/** An instance of a resource or of a module: `each.key` or `count.index`, and whether it is there. */
export interface InstanceKey {
  /** `[0]`, `["a"]`; empty where there is only one. */
  readonly suffix: string;
  readonly exists: 'yes' | 'maybe';
  readonly scope: Scope;
  readonly key: string | number | undefined;
}

