import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { kindsOf, madeOf } from '../scripts/fuzz/kinds.js';
import { linted } from '../scripts/fuzz/linted.js';
import type { Input } from '../scripts/fuzz/input.js';
import { faultsOf } from '../scripts/fuzz/properties.js';
import { validator } from '../scripts/fuzz/run.js';

/** A little of what scripts/fuzz.mjs does for long: `KEYTRAIL_SEED=7 npm test` tries something new. */
const SEED = Number(process.env['KEYTRAIL_SEED'] ?? 20_261_121);
const COUNT = 36;
/** One of so many is looked at more closely. */
const DEEP = 6;

const validate = validator();
const root = fileURLToPath(new URL('..', import.meta.url));

describe('inputs that nobody would write', () => {
  test.each(kindsOf(root).map((kind) => [kind.name, kind] as const))('%s', { timeout: 120_000 }, async (_, kind) => {
    for (let number = 0; number < COUNT; number++) {
      const { input } = madeOf(kind, SEED, number);
      const faults = await faultsOf(input, { deep: number % DEEP === 0, validate, seed: number });
      expect(faults, `${kind.name} ${number} of seed ${SEED}: ${JSON.stringify(input)}`).toEqual([]);
    }
  });
});

/** An input that went wrong once: what happened, and what is told of it now. */
interface Fault {
  readonly was: string;
  readonly input: Input;
  /** Findings and problems, each with its file and the place that is pointed at. */
  readonly told: readonly string[];
}

const folder = fileURLToPath(new URL('fuzz/faults/', import.meta.url));
const faults = readdirSync(folder).sort().map((name) => [name, JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Fault] as const);

describe('faults that were found', () => {
  test.each(faults)('%s', { timeout: 60_000 }, async (_, { input, told }) => {
    const looks = await Promise.all([0, 1, 2, 3].map(async (seed) => faultsOf(input, { deep: true, validate, seed })));
    expect(looks.flat()).toEqual([]);
    const { findings } = await linted(input);
    expect(findings.map(({ rule, certainty, primary: { span } }) => `${rule} ${certainty} ${span.source.path} ${span.start}-${span.end}`)).toEqual(told);
  });
});
