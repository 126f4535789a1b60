/** The public API: docs/api.md. */
export { lint, lintPaths, locationOf, render, type Location, type Options, type PathOptions, type TextFile } from './api.js';
export { version } from './cli/version.js';
export { judged } from './check/finding.js';
export { rules } from '../rules/index.js';
export type { Format, ReportOptions, SarifProfile } from './report/index.js';
export type { Comparison, Gone, InternalError, Presence, Report, SinkChange, SinkCoverage } from './report/report.js';
export type { Certainty, Edit, Finding, Fix, Level, Place } from './check/finding.js';
export type { Rule, RuleMeta } from './check/rule.js';
