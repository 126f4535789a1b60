import type { Span } from './source.js';

/** Words, in an input or in the config, that say of a rule that what it finds is accepted. Whether they name a rule of ours, `check/suppress.ts` decides. */
export interface Ignore {
  /** The rule as it is spelt there. */
  readonly rule: string;
  /** Whether it is written for keytrail, which must have the rule then; other tools write theirs in the same places as well. */
  readonly own: boolean;
  /** Empty where none is given. */
  readonly reason: string;
  /** `YYYY-MM-DD`, the last day on which it acts; empty where none is given. Whether it is a day, `check/ignore-faults.ts` looks. */
  readonly until: string;
  /** Where it is written; on one line. */
  readonly at: Span;
  /** It is limited to some of what the rule finds, in a way that keytrail cannot follow. */
  readonly limited: boolean;
  /** What is wrong with how it is written, where it cannot be read: then it does not act. */
  readonly wrong?: Wrong;
  /** It stands behind other words: where it names no rule, all of it is prose. */
  readonly loose?: true;
}

/** The rules about ignores themselves. */
export const ignoreRules = ['ignore-unused', 'ignore-expired', 'ignore-without-reason'] as const;
export type IgnoreRule = (typeof ignoreRules)[number];

export interface Wrong {
  readonly rule: IgnoreRule;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** What to do, a sentence. */
  readonly advice: string;
}

/** Ignores that were written together, in a comment or what stands for one. */
export interface Remark {
  readonly ignores: readonly Ignore[];
  /** They hold for what is told of a place in it, and for what is declared in it; undefined where there is nothing that they could be about. */
  readonly over: Span | undefined;
  /** Whether it surely is a remark of that kind: a text inside another one may be anything. */
  readonly sure: boolean;
}

/** What words to keytrail in comments begin with. */
export const MARK = 'keytrail-ignore';

/** The same as somebody may have meant it: a text without it says nothing to keytrail. */
const MEANT = /keytrail[-_:]?ignore/i;

export const mayHoldMark = (text: string): boolean => MEANT.test(text);
