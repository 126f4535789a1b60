import { Session, type Profiler } from 'node:inspector';

/** Which code ran, as V8 counts it for each branch. */
export interface Coverage {
  /** Whether anything ran since this was last asked that had never run before. */
  readonly grew: () => boolean;
  /** How much ran, in words. */
  readonly told: () => string;
}

/** A function: where it begins in its script, and which of its characters ran. What it holds inside counts for itself. */
interface Reached {
  readonly start: number;
  readonly at: Uint8Array;
}

/** Watches the script of an address from now on. */
export function coverageOf(address: string): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  const functions = new Map<string, Reached>();
  return {
    grew: () => ranSince(session, address).reduce((some, one) => takenIn(functions, one) || some, false),
    told: () => {
      const all = wholeOf([...functions.values()]);
      return `${((all.reduce((sum, one) => sum + one, 0) / all.length) * 100).toFixed(2)}% of the code ran`;
    },
  };
}

/** V8 counts from zero each time that it is asked, and answers at once. */
function ranSince(session: Session, address: string): readonly Profiler.FunctionCoverage[] {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error !== null) throw error;
    scripts = answer.result;
  });
  return scripts.filter(({ url }) => url === address).flatMap(({ functions }) => functions);
}

/** Takes in what ran of a function: ranges stand in those before them, and the innermost says whether a place ran. Whether there is anything new. */
function takenIn(functions: Map<string, Reached>, { ranges }: Profiler.FunctionCoverage): boolean {
  const [whole] = ranges;
  if (whole === undefined) return false;
  const { startOffset: start, endOffset: end } = whole;
  const name = `${start}-${end}`;
  const { at } = functions.get(name) ?? { at: new Uint8Array(end - start) };
  functions.set(name, { start, at });
  if (whole.count === 0) return false;
  const now = new Uint8Array(at.length).fill(1);
  for (const { startOffset, endOffset, count } of ranges) now.fill(Math.min(count, 1), startOffset - start, endOffset - start);
  let grew = false;
  for (let index = 0; index < at.length; index++) {
    if (now[index] === 0 || at[index] === 1) continue;
    at[index] = 1;
    grew = true;
  }
  return grew;
}

/** For each character of the script 1 if it ran: what a function holds inside lies over it. */
function wholeOf(functions: readonly Reached[]): Uint8Array {
  const all = new Uint8Array(Math.max(0, ...functions.map(({ start, at }) => start + at.length)));
  for (const { start, at } of [...functions].sort((one, other) => other.at.length - one.at.length)) all.set(at, start);
  return all;
}
