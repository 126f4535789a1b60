import type { Finding, Level, Place } from '../check/finding.js';
import type { Assumption } from '../core/worlds.js';
import { docsUrl } from './docs.js';
import { comparisonEntry, type JsonComparison, type JsonPlace, placeEntry, sinkEntry, type SinkEntry } from './json/entries.js';
import { jsonText } from './json-text.js';
import type { ReportOptions } from './options.js';
import type { Report } from './report.js';

/**
 * `--format json`. What stands here stays: members may be added under the same `version`, none is renamed, removed or
 * given another meaning without a new one.
 */
export interface JsonReport {
  readonly version: 1;
  /** By path, position and rule. */
  readonly findings: readonly JsonFinding[];
  /** What could not be read or followed. */
  readonly problems: readonly JsonProblem[];
  /** One entry a sink, the shape of `keytrail coverage --format json`. */
  readonly coverage: readonly SinkEntry[];
  /** Faults of keytrail itself; when there is one, the report is incomplete. */
  readonly internalErrors: readonly JsonError[];
  readonly files: { readonly seen: number; readonly recognised: number };
  /** Null where nothing was compared: there was neither a baseline nor a change to judge. */
  readonly comparison: JsonComparison | null;
}

/** A place and what there is to say about it. */
export interface JsonLabel extends JsonPlace {
  readonly message: string;
}

export interface JsonFinding extends JsonPlace {
  readonly rule: string;
  readonly level: Level;
  readonly certainty: Finding['certainty'];
  readonly message: string;
  readonly advice: string;
  /** A few words about the place itself. */
  readonly label: string;
  /** The address of the sink or statement. */
  readonly subject: string;
  /** The KMS events that are lost. */
  readonly events: readonly string[];
  /** The choices under which it holds; empty if it always does. */
  readonly assumptions: readonly Assumption[];
  readonly related: readonly JsonLabel[];
  /** The way of the value, from where it was written to where it is used. */
  readonly flow: readonly JsonLabel[];
  readonly fixes: readonly { readonly description: string; readonly edits: readonly JsonEdit[] }[];
  /** Why it is accepted, and where that is written; a finding with any neither fails a run nor is shown to people. */
  readonly suppressions: readonly JsonSuppression[];
  /** How it stands to what it is compared with; null where nothing was compared, and for one that is accepted. */
  readonly state: 'new' | 'unchanged' | null;
  /** Stays the same when lines move. */
  readonly fingerprint: string;
  readonly docs: string;
}

export interface JsonSuppression extends JsonPlace {
  /** `inSource`: in the input itself; `external`: in the config. */
  readonly kind: 'inSource' | 'external';
  readonly justification: string;
}

export interface JsonEdit extends JsonPlace {
  /** What replaces the place. */
  readonly text: string;
}

export interface JsonProblem extends JsonLabel {
  readonly rule: 'parse-error' | 'gap';
  readonly level: Level;
}

export interface JsonError {
  readonly where: string;
  readonly file: string;
  readonly message: string;
}

export function renderJson(report: Report, _options: ReportOptions): string {
  const json: JsonReport = {
    version: 1,
    findings: report.findings.map(findingEntry),
    problems: report.problems.map(({ rule, level, message, span }) => ({ rule, level, message, ...placeEntry(span) })),
    coverage: report.coverage.map(sinkEntry),
    internalErrors: report.internalErrors.map(({ where, file, error }) => ({ where, file, message: error.message })),
    files: { seen: report.files.seen, recognised: report.files.recognised },
    comparison: report.comparison === undefined ? null : comparisonEntry(report.comparison),
  };
  return jsonText(json);
}

const findingEntry = (finding: Finding): JsonFinding => ({
  rule: finding.rule,
  level: finding.level,
  certainty: finding.certainty,
  message: finding.message,
  advice: finding.advice,
  ...placeEntry(finding.primary.span),
  label: finding.primary.message,
  subject: finding.subject,
  events: finding.events,
  assumptions: finding.assumptions.map(({ input, label, default: isDefault }) => ({ input, label, default: isDefault })),
  related: finding.related.map(labelEntry),
  flow: finding.flow.map(labelEntry),
  fixes: finding.fixes.map(({ description, edits }) => ({
    description,
    edits: edits.map(({ span, text }) => ({ ...placeEntry(span), text })),
  })),
  suppressions: finding.suppressions.map(({ kind, justification, at }) => ({ kind, justification, ...placeEntry(at) })),
  state: finding.state ?? null,
  fingerprint: finding.fingerprint,
  docs: docsUrl(finding.rule),
});

const labelEntry = ({ span, message }: Place): JsonLabel => ({ ...placeEntry(span), message });
