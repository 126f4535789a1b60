// What docs/audit.md shows: what keytrail says of docs/audit/records.ndjson.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Audit } from '../../src/audit/audit.js';
import { audit } from '../../src/audit/index.js';
import { usesByKey } from '../../src/audit/keys.js';
import { type AuditFile, inMemory, MOST_INFLATED, readKmsUses, readRecords } from '../../src/audit/records/index.js';
import { masked, renderAudit, renderKeys } from '../../src/report/audit/index.js';
import { auditRules } from '../../src/report/audit/rules.js';
import { CATALOGUES } from '../../src/report/taxa.js';
import { options, session } from './blocks.js';
import { table } from './markdown.js';

const RECORDS = 'docs/audit/records.ndjson';

/** By the names of the blocks. */
export async function recordBlocks(root: string, version: string): Promise<Readonly<Record<string, string>>> {
  const files: readonly AuditFile[] = [inMemory(RECORDS, readFileSync(join(root, RECORDS)))];
  const records = await readRecords(files, { maxInflated: MOST_INFLATED });
  const told = audit(records, {});
  const look = { ...options(version), width: 100 };
  const report = await usesByKey(readKmsUses(files), { windows: told.windows });
  const ofMain: Audit = audit(records, { trails: ['main'] });
  return {
    'sample-audit': session({ command: `npx keytrail audit ${RECORDS}`, language: 'text', output: renderAudit('pretty', told, look) }),
    'sample-audit-json': session({ command: `npx keytrail audit --trail main -f json ${RECORDS}`, language: 'json', output: renderAudit('json', ofMain, look) }),
    'sample-audit-markdown': session({ command: `npx keytrail audit --trail main -f markdown ${RECORDS}`, language: 'markdown', output: renderAudit('markdown', ofMain, look) }),
    'sample-audit-mask': session({ command: `npx keytrail audit --trail main --mask -q ${RECORDS}`, language: 'text', output: renderAudit('pretty', masked(ofMain), { ...look, quiet: true }) }),
    'sample-audit-keys': session({ command: `npx keytrail audit keys ${RECORDS}`, language: 'text', output: renderKeys('pretty', { report, problems: told.problems }, look) }),
    'audit-rules': table(
      ['rule', 'level', 'security-severity', 'tells', 'taxa'],
      auditRules.map(({ id, level, severity, summary, taxa }) => [`[${id}](#${id})`, level, severity.toFixed(1), summary, taxa.map((ref) => `${CATALOGUES[ref.taxonomy].name} ${ref.id}`).join('<br>')]),
    ),
  };
}
