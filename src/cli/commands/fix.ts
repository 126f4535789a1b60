import { opener, placeOf, reportedPath } from '../../read/files.js';
import type { Check } from '../args/invocation.js';
import type { Engine } from '../engine.js';
import { CHANGED } from '../fix/choice.js';
import { changedFiles, patchedFiles } from '../fix/draft.js';
import { originalsBy, type Access } from '../fix/originals.js';
import { withOverlay } from '../fix/overlay.js';
import { patchOf } from '../fix/patch.js';
import { fixInRounds, type Lint, type Outcome } from '../fix/rounds.js';
import { writeFixed } from '../fix/write.js';
import { tell, uncut, UsageError, type Io } from '../io.js';
import type { Settings } from './config.js';
import type { Run } from './run.js';

/** What is left after fixing, or what was found and fixing would change. */
export interface Fixed {
  readonly run: Run;
  /** A unified diff, where nothing is to be changed. */
  readonly patch: string | undefined;
}

/** Lints with an engine, and tells on standard error what there is to tell. */
export type LintWith = (engine: Engine, io: Io) => Promise<Run>;

/**
 * Applies the fixes of what `lintWith` finds until there are none, or tells what that would change. All rounds are gone through in
 * memory, and both do the same: only what comes of all of them is written.
 */
export async function fix(mode: NonNullable<Check['fix']>, lintWith: LintWith, invocation: Check, { selects }: Pick<Settings, 'selects'>, io: Io, engine: Engine): Promise<Fixed> {
  const isPiped = invocation.paths.includes('-');
  if (isPiped && mode === 'apply') throw new UsageError('--fix cannot change standard input; --fix-dry-run tells what it would change');
  const once = readingOnce(io);
  const { cwd, stdin } = once;
  const access: Access = {
    cwd,
    selects,
    piped: isPiped ? { path: invocation.stdinFilename === undefined ? '<stdin>' : reportedPath(invocation.stdinFilename, cwd), bytes: stdin } : undefined,
    open: opener(invocation.paths.filter((path) => path !== '-'), { cwd, maxSize: Infinity }),
    placeOf: (path) => placeOf(path, cwd),
  };
  const lint: Lint = lintingBy(lintWith, once, engine);
  const outcome = await fixInRounds(lint, originalsBy(access));
  const done = mode === 'apply' ? await apply(outcome, lint, access, io) : { run: outcome.first, patch: patchOf(patchedFiles(outcome.draft)), failed: false };
  const failed = done.failed || outcome.failures.length > 0 || [...outcome.refused.values()].includes(CHANGED);
  tellOutcome(mode, outcome, done, invocation.quiet, io);
  return { run: { ...done.run, failed: done.run.failed || failed }, patch: done.patch };
}

/** Standard input ends but once. */
function readingOnce(io: Io): Io {
  let bytes: Uint8Array | undefined;
  return { ...io, stdin: () => (bytes ??= io.stdin()) };
}

/** What was told in one round is not told again in the next. */
function lintingBy(lintWith: LintWith, io: Io, engine: Engine): Lint {
  const told = new Set<string>();
  return (overlay) => {
    const before = new Set(told);
    const write = (text: string): void => {
      // Progress is drawn over and over; all else ends its line.
      if (text.endsWith('\n') && before.has(text)) return;
      told.add(text);
      io.stderr.write(text);
    };
    return lintWith(withOverlay(engine, overlay), { ...io, stderr: { ...io.stderr, write } });
  };
}

interface Done extends Fixed {
  /** Whether something that should have been written was not. */
  readonly failed: boolean;
}

/** Writes what is changed, each file by itself: one that cannot be written does not keep the others back. */
async function apply({ draft, last }: Outcome, lint: Lint, access: Access, io: Io): Promise<Done> {
  const failures = await uncut(io, () => changedFiles(draft).flatMap(({ original, text }) => {
    const reason = writeFixed(original, text, access);
    return reason === undefined ? [] : [`cannot fix '${original.path}': ${reason}`];
  }));
  for (const failure of failures) tell(io, failure);
  // What is left is what lies there now.
  return { run: failures.length > 0 ? await lint(new Map()) : last, patch: undefined, failed: failures.length > 0 };
}

function tellOutcome(mode: NonNullable<Check['fix']>, outcome: Outcome, { failed }: Done, quiet: boolean, io: Io): void {
  for (const [path, reason] of outcome.refused) tell(io, `cannot fix '${path}': ${reason}`);
  for (const { chosen, fault } of outcome.failures) {
    const [finding] = chosen.findings;
    if (finding !== undefined) tell(io, `internal error: the fix of ${finding.rule} in '${finding.primary.span.source.path}' (${finding.subject}) is left out: ${fault}`);
  }
  if (outcome.isCutShort) tell(io, 'not all was fixed that can be: run it again');
  if (!quiet && !failed) tell(io, summary(mode, outcome));
}

function summary(mode: NonNullable<Check['fix']>, { draft, fixed }: Outcome): string {
  const files = changedFiles(draft).length;
  if (files === 0) return 'there is nothing to fix';
  return `${mode === 'apply' ? 'fixed' : '--fix would fix'} ${counted(fixed, 'finding')} in ${counted(files, 'file')}`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
