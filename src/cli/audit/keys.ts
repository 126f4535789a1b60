import { audit as auditOf } from '../../audit/index.js';
import type { KmsUse } from '../../audit/audit.js';
import { usesByKey } from '../../audit/keys.js';
import { readKmsUses } from '../../audit/records/index.js';
import { isNothing, maskedKeys, renderKeys } from '../../report/audit/index.js';
import type { Audit } from '../args/invocation.js';
import { exit, type Io } from '../io.js';
import { deliver } from '../output/deliver.js';
import { lookOf } from '../output/terminal.js';
import { version } from '../version.js';
import { limitsOf, runAudit, shownFiles, tellOf, tellStats } from './run.js';

/** KMS events by key, and what is recorded around the windows in which they were not logged. It shows and does not judge. */
export async function auditKeys(invocation: Audit, key: string | undefined, io: Io): Promise<number> {
  const start = io.now();
  const { since, until, trails, accounts, outputs, color, quiet, mask } = invocation;
  const run = await runAudit(invocation, io);
  const { windows, problems } = auditOf(run.records, { trails, accounts });
  const all = readKmsUses(shownFiles(run.input.files, invocation, io), { ...limitsOf(invocation), ...(since !== undefined && { from: since }), ...(until !== undefined && { to: until }) });
  const report = await usesByKey(ofAccounts(all, accounts), { key, windows });
  const shown = mask ? maskedKeys({ report, problems }) : { report, problems };
  await deliver(outputs, (output) => renderKeys(output.format === 'json' ? 'json' : 'pretty', shown, { ...lookOf(output, color, io), version, quiet, sarifProfile: 'full' }), io);
  tellOf(run, io);
  if (invocation.stats) tellStats(`${report.count} KMS events, ${problems.length} problems`, run.records, io.now() - start, io);
  if (run.input.refused().size > 0) return exit.failure;
  return isNothing(run.records) ? exit.nothing : exit.ok;
}

async function* ofAccounts(uses: AsyncIterable<KmsUse>, accounts: readonly string[]): AsyncGenerator<KmsUse> {
  for await (const use of uses) if (accounts.length === 0 || accounts.includes(use.account)) yield use;
}
