import type { ProgramInput } from './values.js';

/**
 * What came of something in the world that asked last: worlds share tests, and each asks for many of them over and over. A world
 * knows its own answers by its number.
 */
export interface Answered {
  world: number;
  answer: number;
}

/** A question whose answer decides what a program does: settled, open, or made of others. */
export type Test =
  | { readonly kind: 'fixed'; readonly holds: boolean }
  /** Answered differently at different times, or by something that nobody chooses: a loop over an unknown list. */
  | { readonly kind: 'maybe'; readonly reason: string }
  | (Answered & { readonly kind: 'open'; readonly question: Question })
  | (Answered & { readonly kind: 'if'; readonly test: Test; readonly then: Test; readonly otherwise: Test });

/** What somebody chooses. */
export type Question =
  | { readonly kind: 'equals'; readonly input: ProgramInput; readonly value: string | number | boolean | null }
  /** Whether there is a value at all, or one that counts as true. */
  | { readonly kind: 'given' | 'true'; readonly input: ProgramInput }
  /** Anything else: `label` is the expression; `key` tells it from others. */
  | { readonly kind: 'expression'; readonly key: string; readonly label: string };

export const YES: Test = { kind: 'fixed', holds: true };
export const NO: Test = { kind: 'fixed', holds: false };

export const fixed = (holds: boolean): Test => (holds ? YES : NO);
export const maybe = (reason: string): Test => ({ kind: 'maybe', reason });
export const open = (question: Question): Test => ({ kind: 'open', question, world: 0, answer: 0 });

export const isYes = (test: Test): boolean => test.kind === 'fixed' && test.holds;
export const isNo = (test: Test): boolean => test.kind === 'fixed' && !test.holds;

export function either(test: Test, then: Test, otherwise: Test): Test {
  if (test.kind === 'fixed') return test.holds ? then : otherwise;
  if (then === otherwise) return then;
  return { kind: 'if', test, then, otherwise, world: 0, answer: 0 };
}

export const not = (test: Test): Test => either(test, NO, YES);
export const both = (a: Test, b: Test): Test => (isYes(b) ? a : either(a, b, NO));
export const any = (a: Test, b: Test): Test => (isNo(b) ? a : either(a, YES, b));

/** What holds where a program has got to: the innermost first. */
export interface Guards extends Answered {
  readonly test: Test;
  readonly outer: Guards | undefined;
  /** How many there are. */
  readonly depth: number;
}

/** The outermost: nothing is asked for. */
export const START: Guards = { test: YES, outer: undefined, depth: 0, world: 0, answer: 0 };

export const under = (guards: Guards, test: Test): Guards => (isYes(test) ? guards : { test, outer: guards, depth: guards.depth + 1, world: 0, answer: 0 });

/** All that `guards` ask for beyond `before`; all of it where the one does not lie within the other. */
export function since(guards: Guards, before: Guards): Test {
  let test = YES;
  for (let at: Guards | undefined = guards; at !== undefined && at !== before; at = at.outer) test = both(at.test, test);
  return test;
}

/** Why a test is not settled, for a message. */
export function reasonOf(of: Test): string {
  let test = of;
  while (test.kind === 'if') test = test.test.kind === 'fixed' ? test.then : test.test;
  switch (test.kind) {
    case 'fixed':
      return 'it is settled';
    case 'maybe':
      return test.reason;
    case 'open':
      return test.question.kind === 'expression' ? `\`${test.question.label}\` is not known here` : `\`${test.question.input.name}\` is not known here`;
  }
}
