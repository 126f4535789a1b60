/** The public API. */
export { lint, type InputFile, type LintOptions, type TerraformOptions } from './lint.js';
export type { ParameterFile } from './read/parameters/file.js';
export type { VariableSource } from './read/terraform/inputs/given.js';
export type { Paths } from './core/globs.js';
export { rules } from '../rules/index.js';
export { render, type Format, type ReportOptions } from './report/index.js';
export type { Report } from './report/report.js';
export type { Certainty, Edit, Finding, Fix, Level, Place } from './check/finding.js';
export type { Rule, RuleMeta } from './check/rule.js';
