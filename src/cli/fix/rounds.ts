import { addTo, append } from '../../core/long.js';
import { judged, type Edit } from '../../check/finding.js';
import type { Run } from '../commands/run.js';
import { choose, keyOfFix, type Chosen } from './choice.js';
import { drafted, draftText, overlayOf, type Draft, type EditsByFile, type Overlay } from './draft.js';
import type { Original, Originals } from './originals.js';
import { faultOf, goneBetween } from './verdict.js';

/** Each round makes one fix of every sink; nobody writes a sink that needs more. */
const MOST_ROUNDS = 64;
/** How often is linted what fixes make of files, in all rounds: where fixes are at fault, halves of them are tried again and again. */
const MOST_TRIALS = 128;

/** What fixing comes to, all of it in memory. */
export interface Outcome {
  readonly first: Run;
  readonly last: Run;
  readonly draft: Draft;
  /** How many findings are gone. */
  readonly fixed: number;
  /** Files with fixes that are not changed, and why. */
  readonly refused: ReadonlyMap<string, string>;
  /** Fixes that were not made for they did not do what they are for: faults of keytrail. */
  readonly failures: readonly Failure[];
  /** Whether there may be more to fix. */
  readonly isCutShort: boolean;
}

export interface Failure {
  readonly chosen: Chosen;
  /** In words that fit behind a colon. */
  readonly fault: string;
}

export type Lint = (overlay: Overlay) => Promise<Run>;

/** What is settled so far. */
interface State {
  readonly run: Run;
  readonly draft: Draft;
  /** Every text that a file had. */
  readonly seen: ReadonlyMap<Original, ReadonlySet<string>>;
}

/** Makes fixes and lints what comes of them, again and again until nothing is left to fix. Nothing is written. */
export async function fixInRounds(lint: Lint, originals: Originals): Promise<Outcome> {
  const first = await lint(new Map());
  const failures: Failure[] = [];
  const barred = new Set<string>();
  let state: State = { run: first, draft: new Map(), seen: new Map() };
  const trials: Trials = { left: MOST_TRIALS };
  let fixed = 0;
  for (let round = 0; ; round++) {
    const choice = choose(judged(state.run.report.findings), state.draft, originals, (key) => barred.has(key));
    const { refused } = choice;
    const isCutShort = (round >= MOST_ROUNDS || trials.left === 0) && choice.chosen.length > 0;
    if (choice.chosen.length === 0 || isCutShort) return { first, last: state.run, draft: state.draft, fixed, refused, failures, isCutShort };
    const made = await makeAll(choice.chosen, state, lint, trials);
    append(failures, made.failures);
    for (const { chosen } of made.failures) for (const finding of chosen.findings) barred.add(keyOfFix(finding, chosen.fix));
    fixed += Math.max(made.kept.flatMap(({ findings }) => findings).length, goneBetween(state.run.report, made.state.run.report));
    state = made.state;
  }
}

interface Trials {
  left: number;
}

interface Made {
  readonly state: State;
  readonly kept: readonly Chosen[];
  readonly failures: readonly Failure[];
}

/** Makes fixes at once; where that does not go well, halves of them, until those that are at fault stand alone. They are left out. */
async function makeAll(chosen: readonly Chosen[], base: State, lint: Lint, trials: Trials): Promise<Made> {
  const failures: Failure[] = [];
  const waiting: (readonly Chosen[])[] = [chosen];
  let kept: readonly Chosen[] = [];
  let { run, draft } = base;
  for (let group = waiting.pop(); group !== undefined && trials.left > 0; group = waiting.pop()) {
    trials.left--;
    const trial = [...kept, ...group];
    const { fault, ...tried } = await tryOut(trial, base, lint);
    const [alone, ...others] = group;
    if (fault === undefined) [kept, run, draft] = [trial, tried.run, tried.draft];
    else if (alone !== undefined && others.length === 0) failures.push({ chosen: alone, fault });
    else waiting.push(group.slice(group.length >> 1), group.slice(0, group.length >> 1));
  }
  return { state: { run, draft, seen: withTexts(base, draft) }, kept, failures };
}

interface Tried extends Pick<State, 'run' | 'draft'> {
  /** In words that fit behind a colon; undefined where all is well. */
  readonly fault: string | undefined;
}

async function tryOut(fixes: readonly Chosen[], base: State, lint: Lint): Promise<Tried> {
  const draft = drafted(base.draft, together(fixes));
  if (draft === undefined) return { run: base.run, draft: base.draft, fault: 'its edits are not places in the text' };
  if (repeats(draft, base)) return { run: base.run, draft: base.draft, fault: 'it brings back what was there before' };
  const run = await lint(overlayOf(draft));
  return { run, draft, fault: faultOf(base.run.report, run.report, fixes.flatMap(({ findings }) => findings)) };
}

function together(fixes: readonly Chosen[]): EditsByFile {
  const all = new Map<Original, Edit[]>();
  for (const { edits } of fixes) for (const [original, own] of edits) for (const edit of own) addTo(all, original, edit);
  for (const edits of all.values()) edits.sort((a, b) => a.span.start - b.span.start);
  return all;
}

/** Whether a file that is changed gets a text that it had: such rounds would have no end. */
const repeats = (made: Draft, { draft, seen }: State): boolean =>
  [...made.keys()].some((original) => {
    const text = draftText(made, original);
    return text !== draftText(draft, original) && (text === original.text || seen.get(original)?.has(text) === true);
  });

const withTexts = ({ seen }: State, draft: Draft): State['seen'] => new Map([...draft.keys()].map((original) => [original, new Set([...(seen.get(original) ?? []), draftText(draft, original)])]));
