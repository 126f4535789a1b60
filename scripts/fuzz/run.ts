// What scripts/fuzz.mjs runs.
import { tools } from '../../test/report/tools.js';
import { validateSarif } from '../../test/report/validate.js';
import { coverageOf } from './coverage.js';
import type { Input } from './input.js';
import { kindsOf, madeOf } from './kinds.js';
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
  /** Where this script lies, if what runs of it is watched. */
  readonly watched?: string;
  /** Whether texts that make something run for the first time are kept and changed further. */
  readonly guided: boolean;
}

/** Tries the inputs from one number to another; `progress` hears of each before it is read, `tell` of what ran in the end. */
export async function* run({ root, kind: name, seed, from, to, deep, watched, guided }: Job, progress: (number: number) => void, tell: (text: string) => void): AsyncIterable<Told> {
  const kind = kindsOf(root).find((one) => one.name === name);
  if (kind === undefined) throw new Error(`no kind '${name}'; there are ${kinds(root).join(', ')}`);
  const validate = validator();
  const coverage = watched === undefined ? undefined : coverageOf(watched);
  const found: string[] = [];
  for (let number = from; number < to; number++) {
    progress(number);
    const { text, input } = madeOf(kind, seed, number, found);
    const isDeep = number % deep === 0;
    const faults = await faultsOf(input, { deep: isDeep, validate, seed: number });
    const grew = guided && coverage?.grew() === true;
    if (grew) found.push(text);
    // What is new to the readers may be new to the fixers and the formats as well.
    const all = grew && !isDeep && faults.length === 0 ? await faultsOf(input, { deep: true, validate, seed: number }) : faults;
    if (all.length > 0) yield { kind: name, number, faults: all, input };
  }
  if (coverage === undefined) return;
  coverage.grew();
  tell(`${coverage.told()}; ${found.length} texts were kept`);
}

export const kinds = (root: string): readonly string[] => kindsOf(root).map(({ name }) => name);

/** The schema of SARIF, where the tools of the tests are installed (which they say where they are not); else the log is only read. */
export const validator = (): Validate => (tools().available ? validateSarif : () => []);
