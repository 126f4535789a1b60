import { comparisonEntry } from './json/entries.js';
import { jsonText } from './json-text.js';
import type { ReportOptions } from './options.js';
import type { Report } from './report.js';
import { artifactsOf } from './sarif/artifacts.js';
import { driverOf } from './sarif/driver.js';
import { fitted, mostNotable, mostSevere } from './sarif/limits.js';
import type { Log, Run } from './sarif/log.js';
import { invocationOf } from './sarif/notifications.js';
import { PROFILES, type Profile, resultsFor } from './sarif/profile.js';
import { absentResultsOf, type Context, resultOf } from './sarif/results.js';
import { taxonomiesOf } from './sarif/taxonomies.js';

/** The name by which the VS Code viewer and Microsoft's validator know the final schema. */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** SARIF 2.1.0, always one run: GitHub no longer joins runs of one category and refuses more than twenty. */
export function renderSarif(report: Report, options: ReportOptions): string {
  const profile = PROFILES[options.sarifProfile];
  const told = { ...report, findings: resultsFor(report.findings, profile) };
  if (!profile.bounded) return jsonText(logOf(told, profile, options));
  const open = { ...told, problems: report.problems.filter(({ ignored }) => ignored !== true) };
  const log = logOf(mostNotable({ ...open, findings: mostSevere(open.findings, report.rules) }), profile, options);
  const { text, remark } = fitted(log, open);
  if (remark !== '') options.tell?.(remark);
  return text;
}

const logOf = (report: Report, profile: Profile, options: ReportOptions): Log => ({ $schema: SCHEMA, version: '2.1.0', runs: [runOf(report, profile, options)] });

/** Section 3.14. */
function runOf(report: Report, profile: Profile, { version, automation }: ReportOptions): Run {
  const { comparison, findings, rules } = report;
  const artifacts = artifactsOf(report, profile);
  const anySuppressed = findings.some(({ suppressions }) => suppressions.length > 0);
  const context: Context = { profile, rules, artifacts, anySuppressed, compared: profile.states && comparison !== undefined };
  return {
    tool: { driver: driverOf(rules, version, profile) },
    // Section 3.17.3: the empty last component says that this run has no name of its own, only a category.
    ...(profile.named !== 'no' && { automationDetails: (profile.named === 'pipeline' ? automation : undefined) ?? { id: 'keytrail/' } }),
    language: 'en-US',
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    defaultEncoding: 'UTF-8',
    invocations: [invocationOf(report, artifacts)],
    ...(profile.details && { artifacts: artifacts.all, taxonomies: taxonomiesOf(rules) }),
    // Section 3.14.23: there even when empty, or GitHub refuses the file.
    results: [...findings.map((finding) => resultOf(finding, context)), ...(profile.gone ? (comparison?.gone ?? []).flatMap((one) => absentResultsOf(one, context)) : [])],
    ...(profile.details && comparison !== undefined && { properties: { comparison: comparisonEntry(comparison) } }),
  };
}
