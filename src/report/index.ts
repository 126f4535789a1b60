import { renderGithub, renderGitlab, renderJunit, renderMarkdown } from './pipelines/formats.js';
import { renderJson } from './json.js';
import type { Format, ReportOptions, Reporter } from './options.js';
import { renderPretty } from './pretty.js';
import type { Report } from './report.js';
import { renderSarif } from './sarif.js';

export type { Format, Reporter, ReportOptions, SarifProfile } from './options.js';
export { renderCoverage } from './coverage.js';
export { renderRules } from './rules.js';

/** A new format is a line here, one in `lazy.ts`, a file beside this one and its test. */
const REPORTERS: Readonly<Record<Format, Reporter>> = {
  pretty: renderPretty,
  sarif: renderSarif,
  json: renderJson,
  github: renderGithub,
  gitlab: renderGitlab,
  junit: renderJunit,
  markdown: renderMarkdown,
};

export const FORMATS = Object.keys(REPORTERS) as readonly Format[];

/** Writes a report as one of the formats. */
export const render = (format: Format, report: Report, options: ReportOptions): string => REPORTERS[format](report, options);
