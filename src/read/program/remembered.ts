import type { External } from './values/values.js';
import type { Guards, Test } from './values/tests.js';

/** Something on which worlds differ, that an evaluation asks of its world. */
export type Asked = { readonly kind: 'test'; readonly of: Test } | { readonly kind: 'guards'; readonly of: Guards } | { readonly kind: 'effects'; readonly of: External };

/** What is known of an evaluation by what it asks first, and what comes of each answer; in the end its result. */
type Step<T> = { readonly kind: 'result'; readonly result: T } | { readonly kind: 'asks'; readonly asked: Asked; readonly answers: Map<string, Step<T>> };

/** What an evaluation asked, in order, each once, with the answers. */
export type Trail = Map<object, { readonly asked: Asked; readonly answer: string }>;

/**
 * Results of evaluations that depend on nothing but the answers to what they ask of their world. Most of what a unit makes asks for few of
 * the things on which its worlds differ: it is evaluated once for each answer to those, and not once a world. In each world the same is
 * asked in the same order as by evaluating, for the worlds are made of what is asked.
 */
export class Remembered<K, T> {
  private readonly known = new Map<K, Step<T>>();

  /** `answerTo` asks a world; `evaluate` does so too, and tells what it asked. */
  result(key: K, answerTo: (asked: Asked) => string, evaluate: () => { readonly result: T; readonly trail: Trail }): T {
    let step = this.known.get(key);
    let put = (next: Step<T>): void => { this.known.set(key, next); };
    let depth = 0;
    while (step?.kind === 'asks') {
      const { asked, answers } = step;
      const answer = answerTo(asked);
      step = answers.get(answer);
      put = (next) => { answers.set(answer, next); };
      depth++;
    }
    if (step !== undefined) return step.result;
    const { result, trail } = evaluate();
    // What it has asked up to here it has asked before.
    for (const { asked, answer } of [...trail.values()].slice(depth)) {
      const answers = new Map<string, Step<T>>();
      put({ kind: 'asks', asked, answers });
      put = (next) => { answers.set(answer, next); };
    }
    put({ kind: 'result', result });
    return result;
  }
}
