import type { Audit } from '../../audit/audit.js';
import type { Format, ReportOptions } from '../options.js';
import { renderAuditJson } from './json.js';
import { renderKeysJson } from './keys/json.js';
import { renderKeysPretty } from './keys/pretty.js';
import type { KeysTold } from './keys/told.js';
import { renderAuditMarkdown } from './markdown.js';
import { renderAuditPretty } from './pretty.js';
import { renderAuditSarif } from './sarif.js';

export { ATTEMPT, levelOf } from './blackouts.js';
export { isNothing } from './closing.js';
export { masked, maskedKeys } from './mask.js';

export type AuditFormat = Extract<Format, 'pretty' | 'json' | 'sarif' | 'markdown'>;

/** Writes what records tell as one of the formats. The same audit and options give the same bytes. */
export function renderAudit(format: AuditFormat, audit: Audit, options: ReportOptions): string {
  switch (format) {
    case 'pretty':
      return renderAuditPretty(audit, options);
    case 'json':
      return renderAuditJson(audit);
    case 'sarif':
      return renderAuditSarif(audit, options);
    case 'markdown':
      return renderAuditMarkdown(audit);
  }
}

/** The same for what records tell of keys. */
export const renderKeys = (format: 'pretty' | 'json', told: KeysTold, options: ReportOptions): string => (format === 'json' ? renderKeysJson(told) : renderKeysPretty(told, options));
