/** A source of chance that can be told again: the same seed gives the same choices. */
export interface Chance {
  /** An integer from 0 up to `limit`, exclusive. */
  readonly below: (limit: number) => number;
}

/** Mulberry32: small, and even enough to choose test cases with. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { below: (limit) => Math.floor(next() * limit) };
}

/** The seed of this run: the same each time, so that what a run says of a change is about the change. `KEYTRAIL_SEED` tries another. */
export const newSeed = (): number => Number(process.env['KEYTRAIL_SEED'] ?? 20_261_121);

/** Choices with how often each is taken, compared with the others. */
export type Weighted<T> = readonly (readonly [weight: number, choice: T])[];

export function pick<T>(chance: Chance, choices: Weighted<T>): T {
  let at = chance.below(choices.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, choice] of choices) {
    at -= weight;
    if (at < 0) return choice;
  }
  throw new Error('there is nothing to choose from');
}

export const oneOf = <T>(chance: Chance, choices: readonly T[]): T => pick(chance, choices.map((choice) => [1, choice] as const));

/** Whether something that happens once in `times` happens now. */
export const onceIn = (chance: Chance, times: number): boolean => chance.below(times) === 0;

export const listOf = <T>(chance: Chance, least: number, most: number, item: () => T): readonly T[] => Array.from({ length: least + chance.below(most - least + 1) }, item);
