import type { Assumption } from './worlds.js';

/** The values that one input takes. */
export interface Range {
  readonly input: string;
  readonly labels: readonly string[];
  /** Whether the default is among them; `undefined` where the input has no default. */
  readonly includesDefault: boolean | undefined;
}

/**
 * What holds in exactly the worlds `inside`, and in none `outside`, as few inputs and values for each: "`Env` is `dev`".
 * Where no such description exists (the worlds are no box) the description of the first world alone is given.
 */
export function describe(inside: readonly (readonly Assumption[])[], outside: readonly (readonly Assumption[])[]): readonly Range[] {
  if (outside.length === 0 || inside[0] === undefined) return [];
  const ranges = smallest(inside, outside) ?? smallest([inside[0]], outside) ?? [];
  const worlds = [...inside, ...outside];
  return ranges.map(({ input, labels }) => {
    const defaults = new Set(worlds.flatMap((world) => world.filter((one) => one.input === input && one.default).map((one) => one.label)));
    return { input, labels, includesDefault: defaults.size === 0 ? undefined : labels.some((label) => defaults.has(label)) };
  });
}

interface Side {
  readonly input: string;
  readonly labels: readonly string[];
}

function smallest(inside: readonly (readonly Assumption[])[], outside: readonly (readonly Assumption[])[]): readonly Side[] | undefined {
  let sides = sidesOf(inside);
  if (outside.some((world) => isIn(world, sides))) return undefined;
  for (const side of sides) {
    const fewer = sides.filter((one) => one !== side);
    if (!outside.some((world) => isIn(world, fewer))) sides = fewer;
  }
  return sides;
}

/** For each input that every world asked for, the values it takes. */
function sidesOf(worlds: readonly (readonly Assumption[])[]): readonly Side[] {
  const [first] = worlds;
  if (first === undefined) return [];
  return first.flatMap(({ input }) => {
    const labels = worlds.map((world) => world.find((one) => one.input === input)?.label);
    return labels.every((label) => label !== undefined) ? [{ input, labels: [...new Set(labels)] }] : [];
  });
}

/** A world that never asked for an input is compatible with any value of it. */
const isIn = (world: readonly Assumption[], sides: readonly Side[]): boolean =>
  sides.every(({ input, labels }) => {
    const label = world.find((one) => one.input === input)?.label;
    return label === undefined || labels.includes(label);
  });
