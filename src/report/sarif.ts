import { jsonText } from './json-text.js';
import type { ReportOptions } from './options.js';
import type { Report } from './report.js';
import { artifactsOf } from './sarif/artifacts.js';
import { driverOf } from './sarif/driver.js';
import type { Log, Run } from './sarif/log.js';
import { invocationOf } from './sarif/notifications.js';
import { resultOf } from './sarif/results.js';
import { taxonomiesOf } from './sarif/taxonomies.js';

/** The name by which the VS Code viewer and Microsoft's validator know the final schema. */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** SARIF 2.1.0, always one run: GitHub no longer joins runs of one category and refuses more than twenty. */
export const renderSarif = (report: Report, { version }: ReportOptions): string => {
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [runOf(report, version)] };
  return jsonText(log);
};

/** Section 3.14. */
function runOf(report: Report, version: string): Run {
  const artifacts = artifactsOf(report);
  const anySuppressed = report.findings.some(({ suppressions }) => suppressions.length > 0);
  return {
    tool: { driver: driverOf(report.rules, version) },
    // Section 3.17.3: the empty last component says that this run has no name of its own, only a category.
    automationDetails: { id: 'keytrail/' },
    language: 'en-US',
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    defaultEncoding: 'UTF-8',
    invocations: [invocationOf(report, artifacts)],
    artifacts: artifacts.all,
    taxonomies: taxonomiesOf(report.rules),
    // Section 3.14.23: there even when empty, or GitHub refuses the file.
    results: report.findings.map((finding) => resultOf(finding, report.rules, artifacts, anySuppressed)),
  };
}
