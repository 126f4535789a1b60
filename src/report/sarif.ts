import { jsonText } from './json-text.js';
import type { ReportOptions } from './options.js';
import type { Report } from './report.js';
import { descriptionsOf } from './sarif/driver.js';
import { fitted, mostNotable, mostSevere } from './sarif/limits.js';
import { PROFILES } from './sarif/profile.js';
import { logOf, toldTo } from './sarif/run.js';

/** SARIF 2.1.0 about any rules. */
export function renderSarif(report: Report, options: ReportOptions): string {
  const profile = PROFILES[options.sarifProfile];
  const descriptions = descriptionsOf(report.rules, profile);
  const told = toldTo(report, profile);
  if (!profile.bounded) return jsonText(logOf(told, profile, options, descriptions));
  const open = { ...told, problems: report.problems.filter(({ ignored }) => ignored !== true) };
  const log = logOf(mostNotable({ ...open, findings: mostSevere(open.findings, report.rules) }), profile, options, descriptions);
  const { text, remark } = fitted(log, open);
  if (remark !== '') options.tell?.(remark);
  return text;
}
