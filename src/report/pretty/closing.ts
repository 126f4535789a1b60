import { judged, unsuppressed } from '../../check/finding.js';
import { LEVELS } from './style.js';
import { count, listed } from './count.js';
import { visible } from './screen.js';
import type { Report, SinkCoverage } from '../report.js';

export const EVENTS = 58;

/** The last lines: what was found, in how much, and what keeps that from being the whole truth. */
export const closing = (report: Report): string => [verdict(report), ...outlived(report), ...doubts(report)].join('\n');

function verdict(report: Report): string {
  const { files, coverage, findings } = report;
  const open = judged(findings);
  const remark = asideOf(report);
  const isCompared = report.comparison !== undefined;
  const none = isCompared ? 'No new findings' : 'No findings';
  if (open.length > 0) return `${isCompared ? 'New: ' : ''}${found(open)}${remark}${inWhat(report)}.`;
  if (files.seen === 0) return 'Nothing to check: no files.';
  if (files.recognised === 0) return `Nothing to check: ${nothingRead(files.seen)}.`;
  if (coverage.length === 0) return remark !== '' ? `${none}${remark}${inWhat(report)}.` : `Nothing to check: no CloudTrail trail or event data store in ${count(files.recognised, 'file')}.${noGrant(report)}`;
  const whole = report.problems.every(({ level, ignored }) => level === 'warning' || ignored === true) && report.internalErrors.length === 0;
  return `${none}${remark}${whole ? '' : ' in what was read'}: ${keeps(coverage)}.`;
}

/** What is neither shown nor fails the run: ` (3 known, 1 ignored)`. */
function asideOf({ findings, comparison }: Report): string {
  const unaccepted = unsuppressed(findings);
  const known = unaccepted.length - judged(findings).length;
  const ignored = findings.length - unaccepted.length;
  const parts = [...(known > 0 ? [`${known} ${comparison?.kind === 'change' ? 'there before' : 'known'}`] : []), ...(ignored > 0 ? [`${ignored} ignored`] : [])];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** Of a baseline: what it knows and is there no longer. What a change fixes has lines of its own. */
function outlived({ comparison }: Report): readonly string[] {
  if (comparison?.kind !== 'baseline' || comparison.gone.length === 0) return [];
  const number = comparison.gone.length;
  return [`${count(number, 'known finding')} ${number === 1 ? 'is' : 'are'} gone: keytrail --update-baseline takes ${number === 1 ? 'it' : 'them'} out of ${visible(comparison.against)}.`];
}

/** Said only where it was looked for. */
const noGrant = ({ rules }: Report): string =>
  rules.some(({ category }) => category === 'power') ? ' No grant of the power to change one was found either.' : '';

const nothingRead = (seen: number): string => (seen === 1 ? 'the file is none that keytrail reads' : `none of ${seen} files is one that keytrail reads`);

function found(findings: Report['findings']): string {
  const counts = LEVELS.map((level) => [level, findings.filter((finding) => finding.level === level).length] as const);
  const possible = findings.filter(({ certainty }) => certainty === 'possible').length;
  const told = listed(counts.filter(([, number]) => number > 0).map(([level, number]) => count(number, level)));
  return possible === 0 ? told : `${told} (${possible} possible)`;
}

/** Nothing, where all that is told is of files that are gone. */
const inWhat = ({ files, coverage }: Report): string =>
  files.recognised === 0 ? '' : ` in ${count(files.recognised, 'file')} read${coverage.length === 0 ? '' : `; ${keeps(coverage)}`}`;

/** What the sinks keep; a sink that may lose events is never counted as one that logs them. */
export function keeps(coverage: readonly SinkCoverage[]): string {
  const all = coverage.filter(({ lost, depends }) => lost.length === 0 && depends.length === 0).length;
  const losing = coverage.filter(({ lost }) => lost.length > 0).length;
  const unsure = coverage.length - all - losing;
  if (all === coverage.length) return `${sinks(all, 'logs', 'log')} all ${EVENTS} KMS events`;
  const parts = [
    ...(all > 0 ? [`${sinks(all, 'logs', 'log')} all ${EVENTS} KMS events`] : []),
    ...(losing > 0 ? [`${sinks(losing, 'loses', 'lose')} KMS events`] : []),
    ...(unsure > 0 ? [`${sinks(unsure, 'may lose', 'may lose')} KMS events`] : []),
  ];
  return listed(parts);
}

const sinks = (number: number, one: string, many: string): string => `${count(number, 'sink')} ${number === 1 ? one : many}`;

/** Each of these means that something else could be wrong. */
export function doubts({ problems, internalErrors, findings }: Report): readonly string[] {
  const broken = problems.filter(({ rule, level, ignored }) => rule === 'parse-error' && level === 'error' && ignored !== true).length;
  const gaps = problems.filter(({ rule, ignored }) => rule === 'gap' && ignored !== true).length;
  const unread = [...(broken > 0 ? [count(broken, 'parse error')] : []), ...(gaps > 0 ? [count(gaps, 'gap')] : [])];
  return [
    ...(unread.length > 0 ? [`Not everything was read: ${listed(unread)}${findings.length === 0 ? ', so that something may have been missed' : ''}.`] : []),
    ...(internalErrors.length > 0 ? [`keytrail itself failed ${count(internalErrors.length, 'time')}: this report is incomplete.`] : []),
  ];
}
