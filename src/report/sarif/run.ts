import { comparisonEntry } from '../json/entries.js';
import { HOMEPAGE } from '../docs.js';
import type { ReportOptions } from '../options.js';
import type { Report } from '../report.js';
import { artifactsOf } from './artifacts.js';
import type { Log, ReportingDescriptor, Run, ToolComponent, ToolComponentReference } from './log.js';
import { invocationOf } from './notifications.js';
import { type Profile, resultsFor } from './profile.js';
import { absentResultsOf, type Context, resultOf } from './results.js';

/** The name by which the VS Code viewer and Microsoft's validator know the final schema. */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** What a log says of the rules: the same in every log. */
export interface Descriptions {
  readonly rules: readonly ReportingDescriptor[];
  readonly notifications: readonly ReportingDescriptor[];
  readonly supportedTaxonomies?: readonly ToolComponentReference[];
  readonly taxonomies?: readonly ToolComponent[];
}

/** The report without what those who take the log would take amiss. */
export const toldTo = (report: Report, profile: Profile): Report => ({ ...report, findings: resultsFor(report.findings, profile) });

/** Always one run: GitHub no longer joins runs of one category and refuses more than twenty. */
export const logOf = (report: Report, profile: Profile, options: ReportOptions, descriptions: Descriptions): Log => ({ $schema: SCHEMA, version: '2.1.0', runs: [runOf(report, profile, options, descriptions)] });

/** Section 3.14. */
function runOf(report: Report, profile: Profile, { version, automation }: ReportOptions, { taxonomies, ...descriptions }: Descriptions): Run {
  const { comparison, findings, rules } = report;
  const artifacts = artifactsOf(report, profile);
  const anySuppressed = findings.some(({ suppressions }) => suppressions.length > 0);
  const context: Context = { profile, rules, artifacts, anySuppressed, compared: profile.states && comparison !== undefined };
  return {
    tool: { driver: driverOf(version, descriptions) },
    // Section 3.17.3: the empty last component says that this run has no name of its own, only a category.
    ...(profile.named !== 'no' && { automationDetails: (profile.named === 'pipeline' ? automation : undefined) ?? { id: 'keytrail/' } }),
    language: 'en-US',
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    defaultEncoding: 'UTF-8',
    invocations: [invocationOf(report, artifacts)],
    ...(profile.details && { artifacts: artifacts.all }),
    ...(taxonomies !== undefined && { taxonomies }),
    // Section 3.14.23: there even when empty, or GitHub refuses the file.
    results: [...findings.map((finding) => resultOf(finding, context)), ...(profile.gone ? (comparison?.gone ?? []).flatMap((one) => absentResultsOf(one, context)) : [])],
    ...(profile.details && comparison !== undefined && { properties: { comparison: comparisonEntry(comparison) } }),
  };
}

/** Section 3.19. `fullName` is for Azure DevOps, which asks for it. */
const driverOf = (version: string, { supportedTaxonomies, rules, notifications }: Omit<Descriptions, 'taxonomies'>): ToolComponent => ({
  name: 'keytrail',
  fullName: `keytrail ${version}`,
  version,
  semanticVersion: version,
  informationUri: HOMEPAGE,
  language: 'en-US',
  ...(supportedTaxonomies !== undefined && { supportedTaxonomies }),
  rules,
  notifications,
});
