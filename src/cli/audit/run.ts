import type { Records } from '../../audit/audit.js';
import { Sinks } from '../../audit/history/sinks.js';
import { type AuditFile, MOST_INFLATED, readRecords } from '../../audit/records/index.js';
import { isNothing } from '../../report/audit/index.js';
import { visible } from '../../report/pretty/screen.js';
import type { Audit } from '../args/invocation.js';
import { didYouMean } from '../args/nearest.js';
import { type Io, tell } from '../io.js';
import { withProgress } from '../output/progress.js';
import { type AuditInput, auditInput } from './input.js';

/** What was read. */
export interface AuditRun {
  readonly input: AuditInput;
  readonly records: Records;
}

export async function runAudit(invocation: Audit, io: Io): Promise<AuditRun> {
  const input = auditInput(invocation, io);
  const records = await readRecords(shownFiles(input.files, invocation, io), limitsOf(invocation));
  tellUnheard(records, invocation, io);
  return { input, records: { ...records, problems: [...input.problems, ...records.problems] } };
}

export const limitsOf = ({ maxSize }: Audit): { readonly maxFileSize: number; readonly maxInflated: number } => ({ maxFileSize: maxSize, maxInflated: MOST_INFLATED });

export const shownFiles = (files: readonly AuditFile[], { progress }: Audit, io: Io): Iterable<AuditFile> => (progress ? withProgress(files, files.length, io) : files);

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

/** What keeps the report from being the whole truth, and what the run took. */
export function tellOf({ input, records }: AuditRun, io: Io): void {
  for (const [path, reason] of input.refused()) tell(io, `cannot read '${path}': ${reason}`);
  if (isNothing(records)) tell(io, 'found no record of CloudTrail');
}

export function tellStats(what: string, { files }: Pick<Records, 'files'>, milliseconds: number, io: Io): void {
  tell(io, `${files} files read, ${what}; ${(milliseconds / 1000).toFixed(2)} s, ${Math.round(io.memory() / 1e6)} MB`);
}
