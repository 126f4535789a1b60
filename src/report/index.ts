import { renderJson } from './json.js';
import type { ReportOptions } from './options.js';
import { renderPretty } from './pretty.js';
import type { Report } from './report.js';
import { renderSarif } from './sarif.js';

export type { ReportOptions } from './options.js';
export { renderCoverage } from './coverage.js';
export { renderRules } from './rules.js';

export type Format = 'pretty' | 'sarif' | 'json';

/** Report in, text out: a reporter reads no file, writes nothing and asks for no time. */
export type Reporter = (report: Report, options: ReportOptions) => string;

/** A new format is a line here, a file beside this one and its test. */
const REPORTERS: Readonly<Record<Format, Reporter>> = {
  pretty: renderPretty,
  sarif: renderSarif,
  json: renderJson,
};

export const FORMATS = Object.keys(REPORTERS) as readonly Format[];

export const render = (format: Format, report: Report, options: ReportOptions): string => REPORTERS[format](report, options);
