import type { Span } from './source.js';

/** Words in an input that say of a rule that what it finds is accepted. Whether they name a rule of ours, `check/suppress.ts` decides. */
export interface Ignore {
  /** The rule as it is spelt there: other tools write theirs in the same places. */
  readonly rule: string;
  /** Empty where none is given. */
  readonly reason: string;
  /** Where it is written; on one line. */
  readonly at: Span;
  /** It is limited to some of what the rule finds, in a way that keytrail cannot follow. */
  readonly limited: boolean;
}
