// What scripts/fuzz.mjs runs.
import { tools } from '../../test/report/tools.js';
import { validateSarif } from '../../test/report/validate.js';
import type { Input } from './input.js';
import { inputOf, kindsOf } from './kinds.js';
import { faultsOf } from './properties.js';
import type { Validate } from './reporting.js';

/** What is wrong, and with which input. */
export interface Told {
  readonly kind: string;
  readonly number: number;
  readonly faults: readonly string[];
  readonly input: Input;
}

export interface Job {
  readonly root: string;
  readonly kind: string;
  readonly seed: number;
  readonly from: number;
  /** The first number that is not tried any more. */
  readonly to: number;
  /** Of so many inputs one is looked at more closely, which takes several times as long. */
  readonly deep: number;
}

/** Tries the inputs from one number to another; `progress` hears of each before it is read. */
export async function* run({ root, kind: name, seed, from, to, deep }: Job, progress: (number: number) => void): AsyncIterable<Told> {
  const kind = kindsOf(root).find((one) => one.name === name);
  if (kind === undefined) throw new Error(`no kind '${name}'; there are ${kinds(root).join(', ')}`);
  const validate = validator();
  for (let number = from; number < to; number++) {
    progress(number);
    const input = inputOf(kind, seed, number);
    const faults = await faultsOf(input, { deep: number % deep === 0, validate, seed: number });
    if (faults.length > 0) yield { kind: name, number, faults, input };
  }
}

export const kinds = (root: string): readonly string[] => kindsOf(root).map(({ name }) => name);

/** The schema of SARIF, where the tools of the tests are installed (which they say where they are not); else the log is only read. */
export const validator = (): Validate => (tools().available ? validateSarif : () => []);
