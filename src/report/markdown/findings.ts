import type { Finding } from '../../check/finding.js';
import { docsUrl } from '../docs.js';
import type { Gone, InternalError, Report } from '../report.js';
import { conditionsOf, placeOf, seeAlso } from '../pipelines/shown.js';
import { code, prose } from './escape.js';

/** Entries of lists, each with its line end. */

/** More places than these are told by number: a comment is read from top to bottom. */
const PLACES = 5;

export function findingEntry(finding: Finding): string {
  const { level, certainty, rule, message, primary, fixes } = finding;
  const places = seeAlso(finding);
  const more = places.length > PLACES ? [`And ${places.length - PLACES} more places`] : [];
  const remarks = [
    ...conditionsOf(finding),
    ...places.slice(0, PLACES),
    ...more,
    ...fixes.map(({ description }) => `Fix: ${description} (\`--fix\`)`),
  ];
  const sure = certainty === 'possible' ? ' (possible)' : '';
  return `- **${level}**${sure} ${link(rule)} in ${code(placeOf(primary.span))}: ${prose(message)}\n${remarks.map((remark) => `  - ${prose(remark)}\n`).join('')}`;
}

export const goneEntry = ({ level, rule, path, span, message }: Gone): string =>
  `- No longer there: **${level}** ${link(rule)} in ${code(span === undefined ? path : placeOf(span))}: ${prose(message)}\n`;

export const problemEntry = ({ rule, message, span }: Report['problems'][number]): string => `- ${link(rule)} in ${code(placeOf(span))}: ${prose(message)}\n`;

export const errorEntry = ({ where, file, error }: InternalError): string => `- In ${code(where)}${file === '' ? '' : ` on ${code(file)}`}: ${prose(error.message)}\n`;

/** A baseline may name anything. */
const link = (rule: string): string => (/^[a-z0-9-]+$/u.test(rule) ? `[${rule}](${docsUrl(rule)})` : code(rule));
