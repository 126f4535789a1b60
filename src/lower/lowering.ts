import type { Problem } from '../core/problem.js';
import type { Resource } from '../core/unit.js';
import type { Declarations } from '../model/model.js';
import type { Removal } from '../model/removal.js';

export interface Lowered {
  readonly model: Declarations;
  /** What calls take away. */
  readonly removals: readonly Removal[];
  readonly problems: readonly Problem[];
}

/** Gives meaning to the resources of one vocabulary in one world. */
export type Lowering = (resources: readonly Resource[]) => Lowered;
