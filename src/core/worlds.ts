/**
 * Worlds: instead of solving conditions, enumerate the inputs they depend on and evaluate the whole unit once for
 * each choice. Correlated conditions then agree by themselves.
 *
 * The choices are not a product computed in advance: evaluation asks for an input when it needs one, and the explorer
 * comes back for the other candidates. An input that matters only under some choice costs worlds only there.
 */

/** One value an input can take. */
export interface Candidate<V> {
  readonly value: V;
  /** The value as it is shown to a person. */
  readonly label: string;
  /** Whether it is what holds if nobody chooses: a default, or a value given on the command line. */
  readonly default: boolean;
}

/** Something a deployment chooses: a parameter, a pseudo parameter, a variable. */
export interface Input<V> {
  readonly name: string;
  /** Never empty; the first is explored first. */
  readonly candidates: readonly Candidate<V>[];
}

/** The input that chooses among files of parameters. What holds under one is told "with `prod.json`". No parameter can have a blank in its name. */
export const PARAMETER_FILE = 'parameter file';

/** A choice made in a world. */
export interface Assumption {
  readonly input: string;
  readonly label: string;
  readonly default: boolean;
}

export interface World<T> {
  /** In the order in which evaluation asked. */
  readonly assumptions: readonly Assumption[];
  readonly value: T;
}

/** Chooses a candidate; `undefined` when the input was given up because there were too many worlds. */
export type Choose<V> = (input: Input<V>) => Candidate<V> | undefined;

/** Thrown by an evaluation when the choices made contradict each other or cannot be deployed. The world is dropped. */
export class Impossible extends Error {
  override readonly name = 'Impossible';
}

/** More than any of 430 public templates measured needed (16). */
export const WORLD_CAP = 32;

/** What all worlds of a unit may hold together, in resources: 500, which CloudFormation takes in a stack, in as many worlds as are tried at most. What is larger is tried in fewer. */
const MOST_MADE = 64_000;

export interface Exploration<T> {
  readonly worlds: readonly World<T>[];
  /** Inputs that were left unknown to stay below the cap. */
  readonly givenUp: readonly string[];
}

/** Candidates that are left after a world: none of the others need be tried to see that there are more than any cap. */
const PLAINLY_TOO_MANY = 256;

interface Taken<V> {
  readonly input: Input<V>;
  index: number;
}

/** How large what an evaluation made is, in resources. */
type SizeOf<T> = (value: T) => number;

/** Evaluates in every world, the world of the defaults first. Above the cap the input with the most candidates is given up, and again. */
export function explore<V, T>(evaluate: (choose: Choose<V>) => T, cap = WORLD_CAP, sizeOf: SizeOf<T> = () => 1): Exploration<T> {
  const givenUp = new Set<string>();
  for (let attempts = 1; ; attempts++) {
    const attempt = exploreWithout(evaluate, givenUp, cap, sizeOf);
    if (attempt.kind === 'done') return { worlds: attempt.worlds, givenUp: [...givenUp] };
    // Where there are dozens of inputs, one at a time would take dozens of attempts.
    const count = attempts <= SINGLY ? 1 : 2 ** (attempts - SINGLY);
    for (const name of attempt.widest.slice(0, count)) givenUp.add(name);
  }
}

/** Attempts after each of which one input is given up; then more and more at once. */
const SINGLY = 4;

/** The same with nothing given up; undefined where that takes more than `cap` worlds. */
export function exploreWhole<V, T>(evaluate: (choose: Choose<V>) => T, cap: number, sizeOf: SizeOf<T> = () => 1): Exploration<T> | undefined {
  const attempt = exploreWithout(evaluate, new Set(), cap, sizeOf);
  return attempt.kind === 'done' ? { worlds: attempt.worlds, givenUp: [] } : undefined;
}

type Attempt<T> = { readonly kind: 'done'; readonly worlds: readonly World<T>[] } | { readonly kind: 'too-many'; readonly widest: readonly string[] };

function exploreWithout<V, T>(evaluate: (choose: Choose<V>) => T, givenUp: ReadonlySet<string>, cap: number, sizeOf: SizeOf<T>): Attempt<T> {
  const path: Taken<V>[] = [];
  const widths = new Map<string, number>();
  const worlds: World<T>[] = [];
  let most = cap;
  for (let runs = 1; ; runs++) {
    const world = evaluateAlong(evaluate, path, givenUp, widths);
    if (world !== undefined) {
      worlds.push(world);
      most = Math.min(most, Math.max(1, Math.floor(MOST_MADE / Math.max(1, sizeOf(world.value)))));
    }
    const left = candidatesLeft(path);
    // Dropped worlds count as runs: a unit whose every world is impossible must still end. Each candidate that is left takes a run at least.
    if (left > 0 && (runs >= most || left > PLAINLY_TOO_MANY)) return { kind: 'too-many', widest: widestFirst(widths) };
    if (!advance(path)) return { kind: 'done', worlds };
  }
}

const candidatesLeft = <V>(path: readonly Taken<V>[]): number => path.reduce((sum, { input, index }) => sum + input.candidates.length - 1 - index, 0);

function evaluateAlong<V, T>(
  evaluate: (choose: Choose<V>) => T,
  path: Taken<V>[],
  givenUp: ReadonlySet<string>,
  widths: Map<string, number>,
): World<T> | undefined {
  const taken = new Map<string, Taken<V>>();
  let depth = 0;
  const choose: Choose<V> = (input) => {
    if (givenUp.has(input.name)) return undefined;
    let step = taken.get(input.name);
    if (step === undefined) {
      step = path[depth];
      if (step === undefined) {
        step = { input, index: 0 };
        path.push(step);
      }
      depth++;
      taken.set(input.name, step);
      widths.set(input.name, Math.max(widths.get(input.name) ?? 0, input.candidates.length));
    }
    return step.input.candidates[step.index];
  };
  try {
    const value = evaluate(choose);
    const assumptions = [...taken.values()].flatMap(({ input, index }) => {
      const candidate = input.candidates[index];
      return candidate === undefined || input.candidates.length < 2
        ? []
        : [{ input: input.name, label: candidate.label, default: candidate.default }];
    });
    return { assumptions, value };
  } catch (error) {
    if (error instanceof Impossible) return undefined;
    throw error;
  }
}

/** Moves to the next path in depth-first order; false when all have been taken. */
function advance<V>(path: Taken<V>[]): boolean {
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    last.index++;
    if (last.index < last.input.candidates.length) return true;
    path.pop();
  }
  return false;
}

/** Inputs by the number of their candidates; among equals in the order in which they were asked for, so that output is deterministic. */
const widestFirst = (widths: ReadonlyMap<string, number>): readonly string[] => [...widths].sort(([, a], [, b]) => b - a).map(([name]) => name);

/** Whether every choice in the world is what holds if nobody chooses. */
export const isDefaultWorld = (assumptions: readonly Assumption[]): boolean => assumptions.every((assumption) => assumption.default);
