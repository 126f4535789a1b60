import type { Finding, Level } from '../../check/finding.js';
import { PARAMETER_FILE, type Assumption } from '../../core/worlds.js';
import { onOneLine } from '../../core/source.js';
import { docsUrl } from '../docs.js';
import type { ReportOptions } from '../options.js';
import type { InternalError, Report } from '../report.js';
import { excerpt, gutterOf } from './excerpt.js';
import type { Label } from './excerpt.js';
import { visible } from './screen.js';
import { hyperlink } from './style.js';
import type { Paint } from './style.js';
import { listed } from './count.js';

/** One finding: what, where, when, what to do. */
export function findingBlock(finding: Finding, { width, links }: ReportOptions, paint: Paint): string {
  const labels: readonly Label[] = [
    { place: finding.primary, primary: true },
    ...finding.related.map((place) => ({ place, primary: false })),
  ];
  const indent = ' '.repeat(gutterOf(labels) + 1);
  const note = (kind: string, text: string): string => `${indent}${paint('frame', '=')} ${paint('bold', `${kind}:`)} ${text}`;
  return [
    headline(finding.level, finding.rule, withoutAdvice(finding), paint),
    ...excerpt(labels, { paint, level: finding.level, width }),
    `${indent}${paint('frame', '|')}`,
    ...conditions(finding).map(([kind, text]) => note(kind, text)),
    ...(finding.advice === '' ? [] : [note('help', visible(finding.advice))]),
    ...finding.fixes.map(({ description }) => note('fix', visible(description))),
    note('docs', hyperlink(docsUrl(finding.rule), links)),
  ].join('\n');
}

/** The files of parameters under which it holds, then the choices. */
function conditions({ assumptions }: Finding): readonly (readonly [string, string])[] {
  const files = assumptions.filter(({ input }) => input === PARAMETER_FILE).map(({ label }) => visible(label));
  const choices = assumptions.filter(({ input }) => input !== PARAMETER_FILE).map(assumed);
  return [...(files.length > 0 ? [['with', files.join()] as const] : []), ...(choices.length > 0 ? [['when', listed(choices)] as const] : [])];
}

const assumed = ({ input, label, default: isDefault }: Assumption): string =>
  `\`${visible(input)}\` is \`${visible(label)}\`${isDefault ? ' (its default)' : ''}`;

/** The message ends with the advice, which gets a line of its own. */
function withoutAdvice({ message, advice }: Finding): string {
  const short = advice !== '' && message.endsWith(advice) ? message.slice(0, -advice.length).trimEnd() : message;
  return short === '' ? message : short;
}

/** Something that was not read, in the shape of a finding. */
export function problemBlock({ rule, level, message, span }: Report['problems'][number], { width }: ReportOptions, paint: Paint): string {
  const label: Label = { place: { span: onOneLine(span), message: '' }, primary: true };
  return [headline(level, rule, message, paint), ...excerpt([label], { paint, level, width })].join('\n');
}

export const errorBlock = ({ where, file, error }: InternalError, paint: Paint): string =>
  headline('error', 'internal-error', `${where} failed${file === '' ? '' : ` on ${file}`}: ${error.message}`, paint);

const headline = (level: Level, id: string, message: string, paint: Paint): string =>
  `${paint(level, `${level}[${visible(id)}]`)}${paint('bold', `: ${visible(message)}`)}`;
