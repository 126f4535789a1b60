import type { Audit as Told } from '../../audit/audit.js';
import { audit as auditOf, type AuditOptions } from '../../audit/index.js';
import type { Level } from '../../check/finding.js';
import { gap } from '../../core/problem.js';
import { ATTEMPT, type AuditFormat, isNothing, levelOf, masked, renderAudit } from '../../report/audit/index.js';
import type { Audit, FailOn } from '../args/invocation.js';
import { type AuditRun, limitsOf, runAudit, shownFiles, tellOf, tellStats } from '../audit/run.js';
import { MOST_SEEN, seenMeanwhile } from '../audit/seen.js';
import { exit, type Io } from '../io.js';
import { deliver } from '../output/deliver.js';
import { lookOf } from '../output/terminal.js';
import { version } from '../version.js';
import { weight } from './status.js';

/** When KMS events were not logged, who used which keys, or what helps to find that out elsewhere. */
export async function audit(invocation: Audit, io: Io): Promise<number> {
  const { task } = invocation;
  switch (task.kind) {
    case 'windows':
      return windows(invocation, task.failOn, io);
    case 'keys':
      return (await import('../audit/keys.js')).auditKeys(invocation, task.key, io);
    case 'query':
    case 'detection':
      return (await import('../audit/print.js')).auditPrint(invocation, task, io);
  }
}

async function windows(invocation: Audit, failOn: FailOn, io: Io): Promise<number> {
  const start = io.now();
  const run = await runAudit(invocation, io);
  const told = await toldOf(run, invocation, io);
  const shown = invocation.mask ? masked(told) : told;
  await deliver(invocation.outputs, (output) => renderAudit(output.format as AuditFormat, shown, { ...lookOf(output, invocation.color, io), version, quiet: invocation.quiet, sarifProfile: 'full' }), io);
  tellOf(run, io);
  if (invocation.stats) tellStats(`${told.windows.length} windows, ${told.attempts.length} attempts, ${told.problems.length} problems`, told.records, io.now() - start, io);
  return statusOf(run, told, failOn);
}

async function toldOf({ input, records }: AuditRun, invocation: Audit, io: Io): Promise<Told> {
  const options = optionsOf(invocation);
  const first = auditOf(records, options);
  const { uses, isCut } = await seenMeanwhile(first.windows, shownFiles(input.files, invocation, io), limitsOf(invocation));
  const [one] = uses;
  if (one === undefined) return first;
  const told = auditOf(records, { ...options, uses });
  const cut = gap(`more than ${MOST_SEEN} KMS events were recorded in windows in which they were not logged by a sink: those behind are not counted`, { source: { path: one.file, text: '', bom: false }, start: 0, end: 0 });
  return isCut ? { ...told, problems: [...told.problems, cut] } : told;
}

const optionsOf = ({ since, until, trails, accounts }: Audit): AuditOptions => ({ ...(since !== undefined && { since }), ...(until !== undefined && { until }), trails, accounts });

function statusOf({ input, records }: AuditRun, { windows: found, attempts }: Told, failOn: FailOn): number {
  const levels: readonly Level[] = [...found.map(levelOf), ...attempts.map(() => ATTEMPT)];
  if (input.refused().size > 0) return exit.failure;
  if (levels.some((level) => weight[level] >= weight[failOn])) return exit.findings;
  return isNothing(records) ? exit.nothing : exit.ok;
}
