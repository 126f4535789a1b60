import { descriptionTexts } from '../data/sarif-rules.js';
import { jsonText } from './json-text.js';
import type { ReportOptions } from './options.js';
import type { Report } from './report.js';
import { PROFILES } from './sarif/profile.js';
import { logOf, toldTo } from './sarif/run.js';

/** Each is empty where the text belongs. */
const EMPTY = { supportedTaxonomies: [], rules: [], notifications: [], taxonomies: [] };

/**
 * What `renderSarif` writes with the profiles `full` and `azure` about the rules of keytrail, and no others: what the log says of them
 * is two thirds of a short one and was made when it was built.
 */
export function renderListedSarif(report: Report, options: ReportOptions): string {
  const profile = PROFILES[options.sarifProfile];
  let rest = jsonText(logOf(toldTo(report, profile), profile, options, EMPTY));
  let text = '';
  for (const [name, depth, filled] of descriptionTexts) {
    // Line ends are escaped in strings, so that no text of a user's is taken for it.
    const before = `\n${' '.repeat(depth)}"${name}": `;
    const start = rest.indexOf(`${before}[]`) + before.length;
    text += rest.slice(0, start) + filled;
    rest = rest.slice(start + '[]'.length);
  }
  return text + rest;
}
