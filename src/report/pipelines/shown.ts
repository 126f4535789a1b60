import type { Finding } from '../../check/finding.js';
import { judged, unsuppressed } from '../../check/finding.js';
import { positionAt } from '../../core/line-index.js';
import type { Span } from '../../core/source.js';
import { PARAMETER_FILE, type Assumption } from '../../core/worlds.js';
import { fixedIn, isWorse, starting, worsening } from '../pretty/change.js';
import { count, listed } from '../pretty/count.js';
import { LEVELS } from '../pretty/style.js';
import type { Comparison, Report, SinkChange } from '../report.js';

/** What several reporters say in the same words. */

/** The `security-severity` of a rule; 0 for one that is not in the catalogue. */
export const severityOf = (id: string, { rules }: Report): number => rules.find((meta) => meta.id === id)?.severity ?? 0;

/** What is judged, gravest first: by level, then what is sure, then by the severity of the rule, then as it stands. */
export function gravestFirst(report: Report): readonly Finding[] {
  const severities = new Map(report.rules.map(({ id, severity }) => [id, severity]));
  const rank = ({ level, certainty }: Finding): number => 2 * LEVELS.indexOf(level) + (certainty === 'possible' ? 1 : 0);
  return [...judged(report.findings)].sort((a, b) => rank(a) - rank(b) || (severities.get(b.rule) ?? 0) - (severities.get(a.rule) ?? 0));
}

/** Problems that nobody has accepted and no finding tells: a parse error is a finding as well, a gap where its rule is on. */
export function untold({ findings, problems }: Report): Report['problems'] {
  const key = (rule: string, { source, start }: Span): string => `${rule}\u0000${source.path}\u0000${start}`;
  const told = new Set(findings.map(({ rule, primary }) => key(rule, primary.span)));
  return problems.filter(({ rule, span, ignored }) => ignored !== true && !told.has(key(rule, span)));
}

/** How many findings are left out because somebody has accepted them, and because they are known. */
export function leftOut({ findings }: Report): { readonly ignored: number; readonly known: number } {
  const open = unsuppressed(findings);
  return { ignored: findings.length - open.length, known: open.length - judged(findings).length };
}

/** `2 errors and 1 note`. */
export function tally(findings: readonly Finding[]): string {
  const counts = LEVELS.map((level) => [level, findings.filter((finding) => finding.level === level).length] as const);
  return listed(counts.filter(([, number]) => number > 0).map(([level, number]) => count(number, level)));
}

/** The first `length` code units, no half of a pair, with an ellipsis where that is not all. */
export const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length).replace(/\p{Surrogate}$/u, '')}…` : text);

/** `path:line`. */
export const placeOf = ({ source, start }: Span): string => `${source.path}:${positionAt(source, start).line}`;

/** The places beside the one it is about. */
export const seeAlso = ({ related }: Finding): readonly string[] => related.map(({ span, message }) => `See \`${placeOf(span)}\`${message === '' ? '' : `: ${message}`}`);

/** Under what it holds, a sentence without a full stop for each kind, the values in backticks; empty if it always does. */
export function conditionsOf({ assumptions }: Finding): readonly string[] {
  const files = assumptions.filter(({ input }) => input === PARAMETER_FILE).map(({ label }) => `\`${label}\``);
  const choices = assumptions.filter(({ input }) => input !== PARAMETER_FILE).map(choice);
  return [...(files.length > 0 ? [`With ${listed(files)}`] : []), ...(choices.length > 0 ? [`When ${listed(choices)}`] : [])];
}

const choice = ({ input, label, default: isDefault }: Assumption): string => `\`${input}\` is \`${label}\`${isDefault ? ' (its default)' : ''}`;

/** More names than these are a list that nobody reads. */
export const FEW = 8;

/** What a change takes from a sink: a sentence without a full stop, with the events by name where they are few. */
export const worseOf = (change: SinkChange): string | undefined => (isWorse(change) ? sentence(worsening(change), [...change.stops, ...change.doubts]) : undefined);

/** What it gives to one from which it takes nothing. */
export const betterOf = (change: SinkChange): string | undefined => (!isWorse(change) && change.starts.length > 0 ? sentence(starting(change), change.starts) : undefined);

const sentence = (text: string, names: readonly string[]): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${names.length > FEW ? '' : `: ${names.map((name) => `\`${name}\``).join(', ')}`}`;

/** Findings that were known, or there before, and are gone; not those that only have another cause now. */
export const fixedOf = (report: Report): Comparison['gone'] => (report.comparison === undefined ? [] : fixedIn(report, report.comparison));
