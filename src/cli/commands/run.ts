import type { LintOptions } from '../../lint.js';
import type { Skipped } from '../../read/files.js';
import type { Report } from '../../report/report.js';
import type { Engine } from '../engine.js';
import { gather } from './input.js';
import type { Reading } from '../args/invocation.js';
import { type Io, tell } from '../io.js';
import type { Settings } from './config.js';
import { type Side, workTree } from './side.js';
import { withSkipped } from './skipped.js';

/** What a run over the user's files came to. */
export interface Run {
  readonly report: Report;
  /** Whether anything the user named was read. */
  readonly namedRead: boolean;
  /** Whether something the user named could not be read, or a rule or reader of ours failed. */
  readonly failed: boolean;
}

/** A run, with what is there to tell of it. */
export interface Linted extends Run {
  /** Files that the user named and that could not be read. */
  readonly refused: readonly Skipped[];
  readonly milliseconds: number;
}

export async function runOver(invocation: Reading, options: LintOptions, settings: Pick<Settings, 'selects'>, io: Io, engine: Engine, side: Side = workTree): Promise<Run> {
  const linted = await lintOver(invocation, options, settings, io, engine, side);
  tellOf(linted, invocation, io);
  return linted;
}

/** Lints without a word. */
export async function lintOver(invocation: Reading, options: LintOptions, { selects }: Pick<Settings, 'selects'>, io: Io, engine: Engine, side: Side): Promise<Linted> {
  const start = io.now();
  const input = await gather(invocation, selects, side, io);
  const listed = await engine.listed();
  const bare = await engine.lint(input.files, { listed, rules: engine.rules }, { ...options, open: input.open, list: input.list });
  const report = withSkipped(bare, input.skipped, listed, options);
  const refused = input.skipped.filter(({ explicit, cause }) => explicit && cause === 'system');
  return { report, namedRead: input.namedRead() > 0, failed: refused.length > 0 || report.internalErrors.length > 0, refused, milliseconds: io.now() - start };
}

function tellOf({ report, refused, milliseconds }: Linted, invocation: Reading, io: Io): void {
  for (const { path, reason } of refused) tell(io, `cannot read '${path}': ${reason}`);
  tellUndeclared(report, io);
  tellInternalErrors(report, io);
  if (invocation.stats) tellStats(report, milliseconds, io);
}

function tellUndeclared({ undeclaredParameters, undeclaredVariables }: Report, io: Io): void {
  for (const name of undeclaredParameters) tell(io, `no template that was read has the parameter '${name}' of --param`);
  for (const name of undeclaredVariables) tell(io, `no configuration that was read has the variable '${name}' of --var`);
}

export function tellInternalErrors(report: Report, io: Io): void {
  for (const { where, file, error } of report.internalErrors) {
    tell(io, `internal error: ${where} failed on ${file}; the rest is reported`);
    io.stderr.write(`${error.stack ?? String(error)}\n`);
  }
}

function tellStats({ files, findings, problems }: Report, milliseconds: number, io: Io): void {
  const took = `${(milliseconds / 1000).toFixed(2)} s, ${Math.round(io.memory() / 1e6)} MB`;
  tell(io, `${files.seen} files read, ${files.recognised} recognised, ${findings.length} findings, ${problems.length} problems; ${took}`);
}
