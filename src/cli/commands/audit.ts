import type { Audit as Told, Records } from '../../audit/audit.js';
import { Sinks } from '../../audit/history/sinks.js';
import { audit as auditOf, type AuditOptions } from '../../audit/index.js';
import { type AuditFile, MOST_INFLATED, readRecords } from '../../audit/records/index.js';
import type { Level } from '../../check/finding.js';
import { gap } from '../../core/problem.js';
import { ATTEMPT, type AuditFormat, isNothing, levelOf, masked, renderAudit } from '../../report/audit/index.js';
import { visible } from '../../report/pretty/screen.js';
import type { Audit, FailOn } from '../args/invocation.js';
import { didYouMean } from '../args/nearest.js';
import { exit, type Io, tell } from '../io.js';
import { deliver } from '../output/deliver.js';
import { withProgress } from '../output/progress.js';
import { lookOf } from '../output/terminal.js';
import { version } from '../version.js';
import { type AuditInput, auditInput } from './audit-input.js';
import { MOST_SEEN, seenMeanwhile } from './audit-seen.js';
import { weight } from './status.js';

/** When KMS events were not logged, who used which keys, or what helps to find that out elsewhere. */
export async function audit(invocation: Audit, io: Io): Promise<number> {
  const { task } = invocation;
  switch (task.kind) {
    case 'windows':
      return windows(invocation, task.failOn, io);
    case 'keys':
      return (await import('./audit-keys.js')).auditKeys(invocation, task.key, io);
    case 'query':
    case 'detection':
      return (await import('./audit-print.js')).auditPrint(invocation, task, io);
  }
}

async function windows(invocation: Audit, failOn: FailOn, io: Io): Promise<number> {
  const start = io.now();
  const { run, told } = await tellWindows(invocation, io);
  const shown = invocation.mask ? masked(told) : told;
  await deliver(invocation.outputs, (output) => renderAudit(output.format as AuditFormat, shown, { ...lookOf(output, invocation.color, io), version, quiet: invocation.quiet, sarifProfile: 'full' }), io);
  tellOf(run, io);
  if (invocation.stats) tellStats(`${told.windows.length} windows, ${told.attempts.length} attempts, ${told.problems.length} problems`, told.records, io.now() - start, io);
  return statusOf(run, told, failOn);
}

/** What was read. */
export interface AuditRun {
  readonly input: AuditInput;
  readonly records: Records;
}

const limits = ({ maxSize }: Audit): { readonly maxFileSize: number; readonly maxInflated: number } => ({ maxFileSize: maxSize, maxInflated: MOST_INFLATED });

export async function runAudit(invocation: Audit, io: Io): Promise<AuditRun> {
  const input = auditInput(invocation, io);
  const records = await readRecords(shownFiles(input.files, invocation, io), limits(invocation));
  const run = { input, records: { ...records, problems: [...input.problems, ...records.problems] } };
  tellUnheard(records, invocation, io);
  return run;
}

const shownFiles = (files: readonly AuditFile[], { progress }: Audit, io: Io): Iterable<AuditFile> => (progress ? withProgress(files, files.length, io) : files);

async function tellWindows(invocation: Audit, io: Io): Promise<{ readonly run: AuditRun; readonly told: Told }> {
  const run = await runAudit(invocation, io);
  const options = optionsOf(invocation);
  const first = auditOf(run.records, options);
  const { uses, isCut } = await seenMeanwhile(first.windows, shownFiles(run.input.files, invocation, io), limits(invocation));
  const told = uses.length === 0 ? first : auditOf(run.records, { ...options, uses });
  const [place] = uses;
  const cut = isCut && place !== undefined ? [gap(`more than ${MOST_SEEN} KMS events were recorded in windows in which they were not logged by a sink: those behind are not counted`, { source: { path: place.file, text: '', bom: false }, start: 0, end: 0 })] : [];
  return { run, told: { ...told, problems: [...told.problems, ...cut] } };
}

export const optionsOf = ({ since, until, trails, accounts }: Audit): AuditOptions => ({ ...(since !== undefined && { since }), ...(until !== undefined && { until }), trails, accounts });

/** A name that is misspelt would hide every window. */
function tellUnheard({ calls }: Records, { trails, accounts }: Audit, io: Io): void {
  if (trails.length === 0 && accounts.length === 0) return;
  const sinks = new Sinks(calls);
  const arns = [...new Set(calls.flatMap((call) => sinks.of(call)?.arn ?? []))];
  const names = arns.flatMap((arn) => [arn, arn.slice(arn.indexOf('/') + 1)]);
  // What stands in records is not for the terminal as it is.
  for (const trail of trails) if (!names.includes(trail)) tell(io, visible(`no call that was read is about the trail or event data store '${trail}'${didYouMean(trail, names)}`));
  for (const account of accounts) if (!arns.some((arn) => arn.split(':')[4] === account)) tell(io, `no call that was read is about a trail or event data store of the account ${account}`);
}

export function tellOf({ input, records }: AuditRun, io: Io): void {
  for (const [path, reason] of input.refused()) tell(io, `cannot read '${path}': ${reason}`);
  if (isNothing(records)) tell(io, 'found no record of CloudTrail');
}

export function tellStats(what: string, { files }: Pick<Records, 'files'>, milliseconds: number, io: Io): void {
  tell(io, `${files} files read, ${what}; ${(milliseconds / 1000).toFixed(2)} s, ${Math.round(io.memory() / 1e6)} MB`);
}

function statusOf(run: AuditRun, { windows: found, attempts }: Told, failOn: FailOn): number {
  const levels: readonly Level[] = [...found.map(levelOf), ...attempts.map(() => ATTEMPT)];
  if (run.input.refused().size > 0) return exit.failure;
  if (levels.some((level) => weight[level] >= weight[failOn])) return exit.findings;
  return isNothing(run.records) ? exit.nothing : exit.ok;
}
